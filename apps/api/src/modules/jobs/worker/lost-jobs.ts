/**
 * Rescues jobs of lost workers: `processing`, but held by a worker whose heartbeat is too old or whose row is deleted. Such a job is
 * pending again, or fails after too many lost attempts. A run of a system job ends, so that the next one can start.
 */
import type pg from "pg";
import { withAllOrgs } from "../../../db/org-scope.ts";
import * as jobsTable from "../jobs-table.ts";
import { findHeldRuns, findLostRuns } from "../system/system-runs.ts";
import { type SettledJob, type Settling, settleJobs } from "./settle-jobs.ts";

export interface LostJobsOptions {
  pool: pg.Pool;
  settling: Settling;
  /** How old the last heartbeat of a lost worker is, by the database's clock. */
  lostAfterMs: number;
  now: () => Date;
}

const batchSize = 500;

/** A lost worker stays on the list for this many times `lostAfterMs`, so that operators see it. */
const forgottenAfter = 50;

/** One pass over up to 500 jobs; returns what each became. Safe to run from several processes at once. */
export async function settleLostJobs({ pool, settling, lostAfterMs, now }: LostJobsOptions): Promise<SettledJob[]> {
  if (!(await anyLost(pool, lostAfterMs))) return [];
  return withAllOrgs(pool, async (tx) => {
    const lost = [...(await jobsTable.lockLost(tx, lostAfterMs, batchSize)), ...(await findLostRuns(tx, lostAfterMs))];
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

/** Looks without locks, and only at workers and what they run: most of the time no worker is lost. */
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
 * Hands back jobs that a worker holds without running them: the answer to its fetch was lost after the commit. The handler hasn't
 * run, so the attempt isn't charged.
 */
export async function handBackUnheard(
  { pool, settling, now }: Omit<LostJobsOptions, "lostAfterMs">,
  workerId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await withAllOrgs(pool, async (tx) => {
    const jobs = await jobsTable.lockHeld(tx, workerId, messageIds);
    const held = [...jobs, ...(await findHeldRuns(tx, workerId, messageIds))];
    const settlements = held.map((claim) => ({ claim, outcome: { kind: "released" } as const }));
    await settleJobs(tx, settling, settlements, now());
  });
}
