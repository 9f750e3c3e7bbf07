import type { JobOf } from "@gaffer/contracts/server";
import { eq } from "../../db/drizzle.ts";
import { type Transaction, withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import { deletionScheduled } from "../../http/authorize.ts";
import { answerOnce } from "../../http/idempotency.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { assertMatches } from "../../http/preconditions.ts";
import { invalid, ProblemError } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { cancelOpenJobs, type JobsService } from "../jobs/index.ts";
import { lockOrg } from "../orgs/lock-members.ts";
import { orgVersion, toOrg } from "../orgs/read-orgs.ts";

export function createOrgLifecycleRoutes(
  { apiPool: pool, admission, config, now }: Pick<Services, "apiPool" | "admission" | "config" | "now">,
  jobs: JobsService,
): ModuleOperations<"exportOrg" | "deleteOrg" | "restoreOrg"> {
  const graceDays = config.orgDeletionGraceDays;
  const target = (id: string) => ({ type: "organization", id });

  return {
    async exportOrg({ principal: { orgId, actor, org }, cause, idempotency }) {
      if (org.deleteAfter) throw deletionScheduled(org.deleteAfter);
      const owner = { orgId, createdBy: actor };
      const [job] = await jobs.createJobs({ owner, jobs: [{ type: "org:export", input: {} }], idempotency, cause });
      if (!job) throw new Error("no job was created");
      const headers = { Location: `/v1/orgs/${orgId}/jobs/${job.id}` };
      return { status: 201, headers, body: job as JobOf<"org:export"> };
    },

    async deleteOrg({ principal: { orgId, role }, cause, header, query: { name } }) {
      const row = await withOrg(pool, orgId, async (tx) => {
        assertMatches(header["If-Match"], orgVersion(toOrg(await lockOrg(tx, orgId), role)));
        const deleted = await deleteOrg(tx, admission, { orgId, name, graceDays, now: now() });
        await recordChange(tx, cause, target(orgId), { deleteAfter: deleted.deleteAfter });
        return deleted;
      });
      return { status: 202, body: toOrg(row, role) };
    },

    async restoreOrg({ principal: { orgId, role }, cause, idempotency }) {
      const body = await withOrg(pool, orgId, (tx) =>
        answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
          const restored = await restoreOrg(tx, { orgId, now: now() });
          await recordChange(tx, cause, target(orgId));
          return toOrg(restored, role);
        }),
      );
      return { status: 200, body };
    },
  };
}

type OrgRow = typeof orgs.$inferSelect;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Schedules the deletion of an organization, keeping an earlier date, and cancels its open jobs. One transaction cancels
 * a limited number; the next run of `orgs:purge` cancels the rest.
 */
async function deleteOrg(
  tx: Transaction,
  admission: Services["admission"],
  { orgId, name, graceDays, now }: { orgId: string; name: string; graceDays: number; now: Date },
): Promise<OrgRow> {
  const row = await lockOrg(tx, orgId);
  if (row.name !== name) {
    const message = "must be the exact name of the organization, to confirm the deletion";
    throw invalid({ in: "query", pointer: "/name", code: "mismatch", message });
  }
  const deleteAfter = row.deleteAfter ?? new Date(now.getTime() + graceDays * dayMs);
  await tx.db.update(orgs).set({ deleteAfter }).where(eq(orgs.id, orgId));
  await cancelOpenJobs(tx, admission, { orgId, now });
  return { ...row, deleteAfter };
}

/** Cancels the deletion. Throws a problem after its date. */
async function restoreOrg(tx: Transaction, { orgId, now }: { orgId: string; now: Date }): Promise<OrgRow> {
  const row = await lockOrg(tx, orgId);
  if (row.deleteAfter && row.deleteAfter <= now) {
    const detail = `The organization could be restored until ${row.deleteAfter.toISOString()}. Its data is being deleted.`;
    throw new ProblemError("org-deletion-started", detail);
  }
  await tx.db.update(orgs).set({ deleteAfter: null }).where(eq(orgs.id, orgId));
  return { ...row, deleteAfter: null };
}
