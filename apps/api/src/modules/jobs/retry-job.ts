import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { type Admission, takePlaces } from "./admission.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import { readLoads } from "./org-loads.ts";
import { getJob } from "./read-jobs.ts";
import type { JobRow } from "./to-job.ts";

export interface Retrying {
  admission: Admission;
  follow: FollowJobs;
}

/** Gives a failed or cancelled job one more attempt, at once. */
export async function retryJob(
  tx: Transaction,
  retrying: Retrying,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const own = and(eq(jobs.orgId, orgId), eq(jobs.id, jobId));
  const [row] = await tx.db.select({ status: jobs.status }).from(jobs).where(own).for("update");
  if (!row) throw notFound();
  if (row.status !== "failed" && row.status !== "cancelled") {
    throw new ProblemError("conflict", `The job is ${row.status}. Only failed and cancelled jobs can be retried.`);
  }
  await retryLocked(tx, retrying, { orgId, jobIds: [jobId], now });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/**
 * Gives failed and cancelled jobs of an organization one more attempt each, at once. Their rows are locked by this transaction. Their
 * earlier attempts and logs stay. Throws the refusal when they would be more than the plan allows.
 */
export async function retryLocked(
  tx: Transaction,
  { admission, follow }: Retrying,
  { orgId, jobIds, now }: { orgId: string; jobIds: readonly string[]; now: Date },
): Promise<void> {
  const { rows } = await tx.sql(
    `update jobs set status = 'pending', admission = 'waiting', cancelled_admission = null, trigger = 'retry', message_id = gen_random_uuid(),
            max_attempts = greatest(max_attempts, attempt - lost_attempts + 1),
            progress = 0, progress_message = null, run_at = $3, cancel_requested_at = null, completed_at = null
      where org_id = $1 and id = any($2::uuid[]) and status in ('failed', 'cancelled')
     returning org_id as "orgId", id as "jobId", schedule_id as "scheduleId", status`,
    [orgId, jobIds, now],
  );
  const scheduled = rows.filter(({ scheduleId }) => scheduleId);
  if (scheduled.length > 0) await follow(tx, scheduled);
  // Loads are locked after schedules, by everybody.
  const refusal = takePlaces(await readLoads(tx, [orgId], { lock: true }), rows as { orgId: string }[]);
  if (refusal) throw refusal;
  await admission.admitWaiting(tx, { left: new Map([[orgId, 0]]), ended: new Map([[orgId, -rows.length]]) });
}
