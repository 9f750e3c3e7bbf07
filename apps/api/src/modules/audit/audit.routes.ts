import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { auditEvents } from "../../db/audit-schema.ts";
import { and, desc, eq, gte, isNull, lt } from "../../db/drizzle.ts";
import { type Transaction, withAllOrgs, withOrg } from "../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { firstIdAt } from "../../new-id.ts";
import type { Services } from "../../server/services.ts";

export function createAuditRoutes({
  apiPool,
  workerPool,
}: Pick<Services, "apiPool" | "workerPool">): ModuleOperations<"listAuditEvents" | "listSystemAuditEvents"> {
  return {
    async listAuditEvents({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(apiPool, orgId, (tx) => listAuditEvents(tx, orgId, query)) };
    },
    // Events of the installation belong to no organization, so `gaffer_api` doesn't see them.
    async listSystemAuditEvents({ query }) {
      return { status: 200, body: await withAllOrgs(workerPool, (tx) => listAuditEvents(tx, null, query)) };
    },
  };
}

/** A page of the audit events of an organization, or of the installation (null), newest first. */
async function listAuditEvents(
  { db }: Transaction,
  orgId: string | null,
  { limit, cursor, actor, action, targetId, createdFrom, createdBefore }: OperationInput<"listAuditEvents">["query"],
): Promise<Schemas["AuditEventPage"]> {
  const scope = ["audit", orgId, ...[actor, action, targetId, createdFrom, createdBefore].map((part) => part ?? null)];
  const rows = await db
    .select()
    .from(auditEvents)
    .where(
      and(
        orgId === null ? isNull(auditEvents.orgId) : eq(auditEvents.orgId, orgId),
        actor === undefined ? undefined : eq(auditEvents.actor, actor),
        action === undefined ? undefined : eq(auditEvents.action, action),
        targetId === undefined ? undefined : eq(auditEvents.targetId, targetId),
        createdFrom === undefined ? undefined : gte(auditEvents.id, firstIdAt(createdFrom)),
        createdBefore === undefined ? undefined : lt(auditEvents.id, firstIdAt(createdBefore)),
        cursor === undefined ? undefined : lt(auditEvents.id, decodeCursor(scope, cursor, isIdPosition)[0]),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit + 1);
  return toPage(rows, limit, toAuditEvent, (last) => encodeCursor(scope, [last.id]));
}

function toAuditEvent(row: typeof auditEvents.$inferSelect): Schemas["AuditEvent"] {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    actor: row.actor,
    action: row.action,
    target: { type: row.targetType, id: row.targetId },
    details: row.details,
    requestId: row.requestId,
    address: row.address,
  };
}
