import { eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import { invalid, ProblemError } from "../../http/problem.ts";
import { cancelOpenJobs } from "../jobs/index.ts";
import { lockOrg } from "../orgs/lock-members.ts";

type OrgRow = typeof orgs.$inferSelect;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Schedules the deletion of an organization, keeping an earlier date, and cancels its open jobs. One transaction cancels
 * a limited number; the next run of `orgs:purge` cancels the rest.
 */
export async function deleteOrg(
  tx: Transaction,
  { orgId, name, graceDays, now }: { orgId: string; name: string; graceDays: number; now: Date },
): Promise<OrgRow> {
  const row = await lockOrg(tx, orgId);
  if (row.name !== name) {
    throw invalid("query", "/name", "must be the exact name of the organization, to confirm the deletion");
  }
  const deleteAfter = row.deleteAfter ?? new Date(now.getTime() + graceDays * dayMs);
  await tx.db.update(orgs).set({ deleteAfter }).where(eq(orgs.id, orgId));
  await cancelOpenJobs(tx, orgId, now);
  return { ...row, deleteAfter };
}

/** Cancels the deletion. Throws a problem after its date. */
export async function restoreOrg(tx: Transaction, { orgId, now }: { orgId: string; now: Date }): Promise<OrgRow> {
  const row = await lockOrg(tx, orgId);
  if (row.deleteAfter && row.deleteAfter <= now) {
    const detail = `The organization could be restored until ${row.deleteAfter.toISOString()}. Its data is being deleted.`;
    throw new ProblemError("org-deletion-started", detail);
  }
  await tx.db.update(orgs).set({ deleteAfter: null }).where(eq(orgs.id, orgId));
  return { ...row, deleteAfter: null };
}
