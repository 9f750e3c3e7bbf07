/**
 * Rescues jobs that no worker runs, at the interval of the heartbeat:
 *
 * - Jobs of lost workers: `processing`, but held by a worker whose heartbeat is too old or whose row is deleted. Such a job is pending
 *   again, or fails after too many lost attempts. A run of a system job ends, so that the next one can start.
 * - Jobs that this worker holds without running them, because the answer to its fetch was lost.
 *
 * Also stops the runs that this worker has lost.
 */
import type pg from "pg";
import { withAllOrgs } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import * as jobsTable from "../jobs-table.ts";
import { findHeldRuns, findLostRuns } from "../system/system-runs.ts";
import { type SettledJob, settleJobs } from "./settle-jobs.ts";
import type { Worker } from "./worker.ts";
import { createWorkerLease } from "./worker-lease.ts";

export interface Rescuer {
  start(): void;
  stop(): Promise<void>;
}

type RescuerServices = Pick<
  Services,
  "timing" | "workerPool" | "queue" | "admission" | "metrics" | "log" | "reportError" | "now"
>;

const batchSize = 500;

/** A lost worker stays on the list for this many times `lostAfterMs`, so that operators see it. */
const forgottenAfter = 50;

export function createRescuer(
  services: RescuerServices,
  { workerId, worker }: { workerId: string; worker: Pick<Worker, "claims" | "stopRun"> },
): Rescuer {
  const { timing, workerPool, metrics, log, reportError } = services;
  const lease = createWorkerLease({ pool: workerPool, workerId, timing });
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> | undefined;

  async function rescue(): Promise<void> {
    try {
      const { mayJudge, unheard } = await lease.check(worker);
      await handBackUnheard(services, workerId, unheard);
      for (const job of mayJudge ? await settleLostJobs(services) : []) {
        log.warn(job, "the job's worker was lost");
        metrics.attemptEnded({ type: job.type, outcome: "lost" });
        metrics.jobSettled(job);
      }
    } catch (cause) {
      reportError({ message: "the leases of jobs could not be checked", cause });
    }
  }

  return {
    start() {
      timer = setInterval(() => {
        // While a pass waits for the database, no other one starts: all of them would run at once when it is back.
        pass ??= rescue().finally(() => {
          pass = undefined;
        });
      }, timing.heartbeatMs);
    },
    async stop() {
      clearInterval(timer);
      await pass;
    },
  };
}

/** One pass over up to 500 jobs; returns what each became. Safe to run from several processes at once. */
async function settleLostJobs(services: RescuerServices): Promise<SettledJob[]> {
  const { workerPool, timing, now } = services;
  const { lostAfterMs } = timing;
  if (!(await anyLost(workerPool, lostAfterMs))) return [];
  return withAllOrgs(workerPool, async (tx) => {
    const lost = [...(await jobsTable.lockLost(tx, lostAfterMs, batchSize)), ...(await findLostRuns(tx, lostAfterMs))];
    await tx.sql("delete from workers where heartbeat_at < now() - make_interval(secs => $1)", [
      (forgottenAfter * lostAfterMs) / 1000,
    ]);
    if (lost.length === 0) return [];
    return settleJobs(
      tx,
      services,
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
 * Hands back jobs that the worker holds without running them: the answer to its fetch was lost after the commit. The handler hasn't
 * run, so the attempt isn't charged.
 */
async function handBackUnheard(
  services: RescuerServices,
  workerId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await withAllOrgs(services.workerPool, async (tx) => {
    const jobs = await jobsTable.lockHeld(tx, workerId, messageIds);
    const held = [...jobs, ...(await findHeldRuns(tx, workerId, messageIds))];
    const settlements = held.map((claim) => ({ claim, outcome: { kind: "released" } as const }));
    await settleJobs(tx, services, settlements, services.now());
  });
}
