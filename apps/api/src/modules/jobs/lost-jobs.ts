/**
 * Finds jobs whose worker has gone away: `processing`, but held by a worker whose heartbeat has stopped or whose row
 * is gone. They wait again, or fail when that has happened too often. Runs of system jobs end; their next one may come.
 */
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import { type ClaimedJob, claimedColumns, toClaimedJobs } from "./claim-jobs.ts";
import { type SettledJob, type Settling, settleJobs } from "./settle-jobs.ts";
import { findHeldRuns, findLostRuns } from "./system-runs.ts";

export interface LostJobsOptions {
  pool: pg.Pool;
  settling: Settling;
  /** A worker that hasn't been heard of for this long is lost. By the database's clock. */
  lostAfterMs: number;
  now: () => Date;
}

const batchSize = 500;

/** A lost worker stays on the list for so many times as long as it takes to be lost, for people to see. */
const forgottenAfter = 50;

/** One pass over up to 500 jobs; says what became of each. Safe to run from several processes at once. */
export async function settleLostJobs({ pool, settling, lostAfterMs, now }: LostJobsOptions): Promise<SettledJob[]> {
  if (!(await anyLost(pool, lostAfterMs))) return [];
  return withAllOrgs(pool, async (tx) => {
    const lost = [...(await findLostJobs(tx, lostAfterMs)), ...(await findLostRuns(tx, lostAfterMs))];
    await tx.sql("delete from workers where heartbeat_at < now() - make_interval(secs => $1)", [
      (forgottenAfter * lostAfterMs) / 1000,
    ]);
    if (lost.length === 0) return [];
    return settleJobs(
      tx,
      settling,
      lost.map((claim) => ({ claim, outcome: { kind: "lost" } })),
      now(),
    );
  });
}

/** Looks without locks, and only at workers and what they run: most of the time nobody is lost. */
async function anyLost(pool: pg.Pool, lostAfterMs: number): Promise<boolean> {
  const { rows } = await pool.query(
    `with heard as materialized (select id from workers where heartbeat_at >= now() - make_interval(secs => $1))
     select exists (select from jobs where status = 'processing' and worker_id not in (select id from heard))
         or exists (select from system_job_runs where ended_at is null and worker_id not in (select id from heard))
         or exists (select from workers where heartbeat_at < now() - make_interval(secs => $1 * ${forgottenAfter})) as lost`,
    [lostAfterMs / 1000],
  );
  return rows[0].lost;
}

/**
 * Hands back jobs that a worker holds without running them: the answer to its fetch was lost after the commit. Nothing
 * has run, so it costs them nothing.
 */
export async function handBackUnheard(
  { pool, settling, now }: Omit<LostJobsOptions, "lostAfterMs">,
  workerId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await withAllOrgs(pool, async (tx) => {
    const { rows } = await tx.sql(
      `select ${claimedColumns} from jobs
        where worker_id = $1 and message_id = any($2) and status = 'processing' for update`,
      [workerId, messageIds],
    );
    const held = [...toClaimedJobs(rows), ...(await findHeldRuns(tx, workerId, messageIds))];
    const settlements = held.map((claim) => ({ claim, outcome: { kind: "released" } as const }));
    await settleJobs(tx, settling, settlements, now());
  });
}

async function findLostJobs(tx: Transaction, lostAfterMs: number): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `select ${claimedColumns} from jobs
      where status = 'processing'
        and not exists (select from workers where workers.id = jobs.worker_id
                           and workers.heartbeat_at >= now() - make_interval(secs => $1))
      limit ${batchSize} for update of jobs skip locked`,
    [lostAfterMs / 1000],
  );
  return toClaimedJobs(rows);
}
