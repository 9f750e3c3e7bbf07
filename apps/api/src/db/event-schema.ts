/**
 * The tables of live events. Both are unlogged, which the migrations say, and written by triggers on `jobs`, `scheduled_jobs` and
 * `schedule_runs`: so nothing that changes them can forget to say so, and nothing is written while nobody listens.
 */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { boolean, check, customType, index, text, uuid } = pgCore;

/** The full id of a transaction, which doesn't wrap around, as text. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Organizations whose changes are recorded, because somebody listens or has just listened. */
export const orgListeners = gaffer.table("org_listeners", {
  orgId: uuid("org_id")
    .primaryKey()
    .references(() => orgs.id),
  /** Of the time without a gap in which changes are recorded. After a gap it is another one. */
  epoch: uuid("epoch").notNull(),
  /** When somebody last said that they listen. */
  renewedAt: instant("renewed_at").notNull(),
  /** No transaction is under way any more that may have written before anybody listened. */
  settled: boolean("settled").notNull().default(false),
  /** Changes that were seen by a snapshot that ended here may have been removed. */
  keptFrom: xid8("kept_from"),
});

/** What a statement has changed: which, and not how. No foreign key: it would be checked with every change. No key either: it would need a sequence,
 * which an unlogged table makes unlogged too, and a standby that is promoted soon after can't read such a sequence. */
export const orgChanges = gaffer.table(
  "org_changes",
  {
    orgId: uuid("org_id").notNull(),
    xid: xid8("xid").notNull(),
    kind: text("kind").notNull(),
    ids: uuid("ids").array().notNull(),
  },
  (t) => [
    index("org_changes_by_xid").on(t.orgId, t.xid),
    check("org_changes_kind", sql`${t.kind} in ('job', 'schedule')`),
  ],
);
