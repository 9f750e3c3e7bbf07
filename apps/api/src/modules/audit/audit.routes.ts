import { withAllOrgs, withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { listAuditEvents } from "./read-audit-events.ts";

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
