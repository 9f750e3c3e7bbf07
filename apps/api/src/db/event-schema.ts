/**
 * The tables of live updates. Both are unlogged (see the migrations). Triggers on `jobs`, `scheduled_jobs` and
 * `schedule_runs` write them, so that every change is recorded, whichever statement makes it. The triggers write only
 * while a client of the organization listens.
 */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { boolean, check, customType, index, text, uuid } = pgCore;

/** A full transaction id as text. It doesn't wrap around. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Organizations whose changes are recorded, because a client listens or listened a moment ago. */
export const orgListeners = gaffer.table("org_listeners", {
  orgId: uuid("org_id")
    .primaryKey()
    .references(() => orgs.id),
  /** Identifies a period in which changes are recorded without a gap. A new period has a new value. */
  epoch: uuid("epoch").notNull(),
  /** When a process last renewed the recording. */
  renewedAt: instant("renewed_at").notNull(),
  /** Whether all transactions that started before the recording have ended. */
  settled: boolean("settled").notNull().default(false),
  /**
   * The end of a snapshot, as a transaction id. Changes that this snapshot sees may have been removed. Null: no changes
   * were removed.
   */
  keptFrom: xid8("kept_from"),
});

/**
 * Ids of the rows that a statement changed, without their contents. No foreign key, because every change would check
 * it. No primary key, because it would need a sequence: the sequence of an unlogged table is unlogged too, and a
 * standby can't read it soon after its promotion.
 */
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
