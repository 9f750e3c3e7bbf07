import type { Transaction } from "../../../db/org-scope.ts";
import { notFound, ProblemError } from "../../../http/problem.ts";
import { type Admission, takePlaces } from "../admission/admission.ts";
import { readCounters } from "../admission/in-flight-counters.ts";
import type { JobRow } from "../jobs-table.ts";
import * as jobsTable from "../jobs-table.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { accepts } from "../states.ts";
import { getJob } from "./read-jobs.ts";

/** Gives a failed or cancelled job one more attempt, at once. */
export async function retryJob(
  tx: Transaction,
  admission: Admission,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await jobsTable.lock(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (!accepts(row.status, "retry")) {
    throw new ProblemError("job-status", `The job is ${row.status}. Only failed and cancelled jobs can be retried.`);
  }
  await retryLocked(tx, admission, { orgId, jobIds: [jobId], now });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/**
 * Gives failed and cancelled jobs of an organization one more attempt each, at once. Keeps earlier attempts and logs.
 * The caller holds the locks of the rows. Throws a problem if the plan doesn't allow that many open jobs.
 */
export async function retryLocked(
  tx: Transaction,
  admission: Admission,
  { orgId, jobIds, now }: { orgId: string; jobIds: readonly string[]; now: Date },
): Promise<void> {
  const retried = await jobsTable.retry(tx, { orgId, jobIds, now });
  await writeRunOutcomes(tx, retried);
  // Lock order: the counters come after the schedules.
  const refusal = takePlaces(await readCounters(tx, [orgId], { lock: true }), retried);
  if (refusal) throw refusal;
  await admission.admitParked(tx, { left: new Map([[orgId, 0]]), ended: new Map([[orgId, -retried.length]]) });
}
