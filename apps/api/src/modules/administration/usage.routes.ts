import { withAllOrgs, withAllOrgsByKeys } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { findJob } from "./find-job.ts";
import { listOrgUsage } from "./org-usage.ts";

/** What organizations use, for administrators of the installation. */
export function createSystemUsageRoutes({
  workerPool,
  now,
}: Pick<Services, "workerPool" | "now">): ModuleOperations<"findJob" | "listOrgUsage"> {
  return {
    async findJob({ path: { jobId } }) {
      return { status: 200, body: await withAllOrgsByKeys(workerPool, (tx) => findJob(tx, jobId)) };
    },
    async listOrgUsage({ query }) {
      return { status: 200, body: await withAllOrgs(workerPool, (tx) => listOrgUsage(tx, query, now())) };
    },
  };
}
