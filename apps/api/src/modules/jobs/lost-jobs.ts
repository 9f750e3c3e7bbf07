/**
 * Finds jobs that nobody works on: `processing`, but held by a worker whose heartbeat has stopped or whose row is gone, or
 * by this one, which doesn't know of them: the commit of their claim was never answered. They wait again, or fail when
 * that has happened too often.
 */
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import type { Admission } from "./admission.ts";
import type { ClaimedJob } from "./claim-jobs.ts";
import type { JobQueue } from "./job-queue.ts";
import { type SettledJob, settleJobs } from "./settle-jobs.ts";

export interface LostJobsOptions {
  pool: pg.Pool;
  queue: JobQueue;
  admission: Admission;
  /** A worker that hasn't been heard of for this long is lost. By the database's clock. */
  lostAfterMs: number;
  now: () => Date;
  /** The worker that looks, and the messages of the claims that it knows of. */
  own: { workerId: string; messageIds: () => string[] };
}

const batchSize = 500;

/** One pass over up to 500 jobs; says what became of each. Safe to run from several processes at once. */
export async function settleLostJobs({
  pool,
  queue,
  admission,
  lostAfterMs,
  now,
  own,
}: LostJobsOptions): Promise<SettledJob[]> {
  return withAllOrgs(pool, async (tx) => {
    const lost = await findLostJobs(tx, lostAfterMs, own);
    await tx.sql("delete from workers where heartbeat_at < now() - make_interval(secs => $1)", [
      (10 * lostAfterMs) / 1000,
    ]);
    if (lost.length === 0) return [];
    return settleJobs(
      tx,
      { queue, admission },
      lost.map((claim) => ({ claim, outcome: { kind: "lost" } })),
      now(),
    );
  });
}

/**
 * A claim that is still on its way to this worker counts after a lease as well: should it arrive, it runs beside the next
 * attempt and is fenced off like any other.
 */
async function findLostJobs(
  tx: Transaction,
  lostAfterMs: number,
  { workerId, messageIds }: LostJobsOptions["own"],
): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `select type, message_id as "messageId", worker_id as "workerId", org_id as "orgId", id as "jobId",
            created_by as "createdBy", input, timeout_seconds as "timeoutSeconds", attempt,
            lost_attempts as "lostAttempts", crashes, max_attempts as "maxAttempts"
       from jobs
      where status = 'processing'
        and (not exists (select from workers where workers.id = jobs.worker_id
                            and workers.heartbeat_at >= now() - make_interval(secs => $1))
             or worker_id = $2 and message_id <> all ($3::uuid[]) and started_at < now() - make_interval(secs => $1))
      limit ${batchSize} for update of jobs skip locked`,
    [lostAfterMs / 1000, workerId, messageIds()],
  );
  return (rows as Omit<ClaimedJob, "kind">[]).map((row) => ({ kind: "user", ...row }));
}
