import type { Transaction } from "../../../db/org-scope.ts";
import { assertMatches } from "../../../http/preconditions.ts";
import { notFound, ProblemError } from "../../../http/problem.ts";
import * as jobChanges from "../job-changes.ts";
import type { JobKey } from "../job-rows.ts";
import { lockJob } from "../lock-jobs.ts";
import { jobVersion } from "./update-job.ts";

/** Deletes an ended job with its attempts and logs. */
export async function deleteJob(
  tx: Transaction,
  { orgId, jobId, ifMatch }: JobKey & { ifMatch: string | undefined },
): Promise<void> {
  const row = await lockJob(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (!row.endedAt) {
    throw new ProblemError("job-open", `The job is ${row.status}. Cancel it, and delete it when it has ended.`);
  }
  assertMatches(ifMatch, jobVersion(row));
  await jobChanges.remove(tx, { orgId, jobId });
}
