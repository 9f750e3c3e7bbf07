import type pg from "pg";
import { withAllOrgs, withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { listAuditEvents } from "./read-audit-events.ts";

/** `workerPool`: sees events of the installation, which belong to no organization. */
export function createAuditRoutes(
  apiPool: pg.Pool,
  workerPool: pg.Pool,
): ModuleOperations<"listAuditEvents" | "listSystemAuditEvents"> {
  return {
    async listAuditEvents({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(apiPool, orgId, (tx) => listAuditEvents(tx, orgId, query)) };
    },
    async listSystemAuditEvents({ query }) {
      return { status: 200, body: await withAllOrgs(workerPool, (tx) => listAuditEvents(tx, null, query)) };
    },
  };
}
