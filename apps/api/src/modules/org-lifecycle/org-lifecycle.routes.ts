import type { JobOf } from "@gaffer/contracts/server";
import { withOrg } from "../../db/org-scope.ts";
import { deletionScheduled } from "../../http/authorize.ts";
import { toIdempotencyKey } from "../../http/idempotency.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import type { JobsService } from "../jobs/index.ts";
import { toOrg } from "../orgs/read-orgs.ts";
import { deleteOrg, restoreOrg } from "./delete-org.ts";

export function createOrgLifecycleRoutes(
  { apiPool: pool, config, now }: Pick<Services, "apiPool" | "config" | "now">,
  jobs: JobsService,
): ModuleOperations<"exportOrg" | "deleteOrg" | "restoreOrg"> {
  const graceDays = config.orgDeletionGraceDays;
  const target = (id: string) => ({ type: "organization", id });

  return {
    async exportOrg({ principal: { orgId, actor, deleteAfter }, cause, header }) {
      if (deleteAfter) throw deletionScheduled(deleteAfter);
      const idempotency = toIdempotencyKey(orgId, header["Idempotency-Key"], cause.action, {});
      const owner = { orgId, createdBy: actor };
      const [job] = await jobs.createJobs({ owner, jobs: [{ type: "org:export", input: {} }], idempotency, cause });
      if (!job) throw new Error("no job was created");
      const headers = { Location: `/v1/orgs/${orgId}/jobs/${job.id}` };
      return { status: 201, headers, body: job as JobOf<"org:export"> };
    },

    async deleteOrg({ principal: { orgId, role }, cause, query: { name } }) {
      const row = await withOrg(pool, orgId, async (tx) => {
        const deleted = await deleteOrg(tx, { orgId, name, graceDays, now: now() });
        await recordChange(tx, cause, target(orgId), { deleteAfter: deleted.deleteAfter });
        return deleted;
      });
      return { status: 202, body: toOrg(row, role) };
    },

    async restoreOrg({ principal: { orgId, role }, cause }) {
      const row = await withOrg(pool, orgId, async (tx) => {
        const restored = await restoreOrg(tx, { orgId, now: now() });
        await recordChange(tx, cause, target(orgId));
        return restored;
      });
      return { status: 200, body: toOrg(row, role) };
    },
  };
}
