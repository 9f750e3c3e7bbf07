import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { notInInstallation } from "../../http/problem.ts";
import { readJobSummaries } from "../jobs/index.ts";

/**
 * Finds a job by its id. The primary key of `jobs` begins with the organization, so the job is looked up in each
 * organization: one lookup takes some microseconds.
 */
export async function findJob(tx: Transaction, jobId: string): Promise<Schemas["FoundJob"]> {
  const { rows } = await tx.sql(
    `select orgs.id as "orgId", orgs.name as "orgName" from orgs
      cross join lateral (select from jobs where jobs.org_id = orgs.id and jobs.id = $1 offset 0) as job`,
    [jobId],
  );
  const [org] = rows as { orgId: string; orgName: string }[];
  const [job] = org ? await readJobSummaries(tx, org.orgId, [jobId]) : [];
  if (!org || !job) throw notInInstallation("job", jobId);
  return { ...org, path: `/v1/orgs/${org.orgId}/jobs/${job.id}`, job };
}
