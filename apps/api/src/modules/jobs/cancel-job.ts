import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { countByOrg } from "./count-by-org.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import { subtractLoads } from "./org-loads.ts";
import type { JobRow } from "./to-job.ts";

/** Where workers hear that a running job is to stop; the payload is the message of its run. */
export const cancelChannel = "gaffer_cancel";

/** Cancels a pending job at once and asks the worker of a running one to stop it. */
export async function cancelJob(
  tx: Transaction,
  follow: FollowJobs,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await readJob(tx, orgId, jobId, { lock: true });
  if (row.status === "cancelled") return row;
  if (row.status !== "pending" && row.status !== "processing") {
    throw new ProblemError("conflict", `The job is ${row.status}. Only pending and processing jobs can be cancelled.`);
  }
  await cancelLocked(tx, follow, [{ orgId, jobId }], now);
  return readJob(tx, orgId, jobId);
}

/**
 * Cancels pending jobs and asks the workers of running ones to stop them. Their rows are locked by this transaction. The
 * message of a pending job stays where it is: whoever fetches it finds that the job doesn't wait for it and drops it.
 *
 * The loads of the pending ones' organizations are locked by this: whoever needs those of others too locks all of them before.
 */
export async function cancelLocked(
  tx: Transaction,
  follow: FollowJobs,
  locked: readonly { orgId: string; jobId: string }[],
  now: Date,
): Promise<void> {
  const { rows } = await tx.sql(
    `update jobs set cancel_requested_at = coalesce(cancel_requested_at, $2),
            status = case status when 'pending' then 'cancelled' else status end,
            admission = case status when 'pending' then null else admission end,
            cancelled_admission = case status when 'pending' then admission end,
            completed_at = case status when 'pending' then $2::timestamptz end
       from json_to_recordset($1) as cancelled ("orgId" uuid, "jobId" uuid)
      where jobs.org_id = cancelled."orgId" and jobs.id = cancelled."jobId" and jobs.status in ('pending', 'processing')
     returning jobs.org_id as "orgId", jobs.id as "jobId", jobs.schedule_id as "scheduleId", jobs.status,
               case jobs.status when 'processing' then pg_notify('${cancelChannel}', jobs.message_id::text) end`,
    [JSON.stringify(locked), now],
  );
  const ended = rows.filter(({ status }) => status === "cancelled");
  const scheduled = ended.filter(({ scheduleId }) => scheduleId);
  if (scheduled.length > 0) await follow(tx, scheduled);
  if (ended.length > 0) await subtractLoads(tx, { ended: countByOrg(ended) });
}

async function readJob(tx: Transaction, orgId: string, jobId: string, { lock = false } = {}): Promise<JobRow> {
  const query = tx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  const [row] = await (lock ? query.for("update") : query);
  if (!row) throw notFound();
  return row;
}
