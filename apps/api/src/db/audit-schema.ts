/** The table of the audit log. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { index, jsonb, text, uuid } = pgCore;

/** Changes by requests, written in the transaction of the change. The API's role can insert and read rows, not update or delete them. */
export const auditEvents = gaffer.table(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    /** The organization of the change. Null: the change belongs to the installation. */
    orgId: uuid("org_id").references(() => orgs.id),
    createdAt: instant("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    targetType: text("target_type").notNull(),
    targetId: text("target_id").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull(),
    requestId: uuid("request_id").notNull(),
    address: text("address"),
  },
  (t) => [
    index("audit_events_by_org").on(t.orgId, t.id),
    index("audit_events_by_actor").on(t.orgId, t.actor, t.id),
    index("audit_events_of_installation").on(t.id).where(sql`${t.orgId} is null`),
  ],
);
