/** The table of the audit log. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { index, jsonb, text, uuid } = pgCore;

/** What requests changed, written with the change. The API may add to it and read it, and nothing else. */
export const auditEvents = gaffer.table(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    /** Null: the installation itself. */
    orgId: uuid("org_id").references(() => orgs.id),
    at: instant("at").notNull(),
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
