/**
 * The rescuer finds jobs that no worker runs, at the interval of the heartbeat:
 * - Jobs of lost workers: the job is `processing`, but its worker's heartbeat is too old or its row is deleted. The job
 *   is pending again, or fails after too many lost attempts. A run of a system job ends, so that the next one can start.
 * - Jobs that this worker holds but doesn't run, because the response to its fetch was lost.
 * - Runs that this worker has lost. It stops them.
 * - Jobs that have expired while they wait. It cancels them.
 */
import type pg from "pg";
import { withAllOrgs } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { expireJobs } from "../expire-jobs.ts";
import { lockHeld, lockLost } from "../lock-jobs.ts";
import { findHeldRuns, findLostRuns } from "../system/system-runs.ts";
import { type SettledJob, settleJobs } from "./completer.ts";
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

/** A lost worker stays in the list of workers for this many times `lostAfterMs`, so that operators see it. */
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
      const { canRescue, unknown } = await lease.check(worker);
      await handBackUnknown(services, workerId, unknown);
      for (const job of canRescue ? await settleLostJobs(services) : []) {
        log.warn(job, "the job's worker was lost");
        metrics.attemptEnded({ type: job.type, outcome: "lost" });
        metrics.jobSettled(job);
      }
      const expired = await expireJobs(services);
      if (expired > 0) log.info({ expired }, "jobs expired before they started");
    } catch (cause) {
      reportError({ message: "the leases of jobs could not be checked", cause });
    }
  }

  return {
    start() {
      timer = setInterval(() => {
        // Only one pass at a time. Otherwise all passes that wait for the database would run when it responds again.
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

/** Settles up to 500 jobs of lost workers. Returns their new states. Several processes may run it at once. */
async function settleLostJobs(services: RescuerServices): Promise<SettledJob[]> {
  const { workerPool, timing, now } = services;
  const { lostAfterMs } = timing;
  if (!(await anyLost(workerPool, lostAfterMs))) return [];
  return withAllOrgs(workerPool, async (tx) => {
    const lost = [...(await lockLost(tx, lostAfterMs, batchSize)), ...(await findLostRuns(tx, lostAfterMs))];
    await tx.sql("delete from workers where heartbeat_at < now() - make_interval(secs => $1)", [
      (forgottenAfter * lostAfterMs) / 1000,
    ]);
    if (lost.length === 0) return [];
    const settlements = lost.map((claim) => ({ claim, outcome: { kind: "lost" } as const }));
    const { settled } = await settleJobs(tx, services, settlements, { now: now(), counters: "lock" });
    return settled;
  });
}

/** Whether a worker may be lost. A cheap check without locks that reads only workers and running jobs. */
async function anyLost(pool: pg.Pool, lostAfterMs: number): Promise<boolean> {
  const { rows } = await pool.query(
    `with heard as materialized (select id from workers where heartbeat_at >= now() - make_interval(secs => $1))
     select exists (select from open_jobs where worker_id is not null and worker_id not in (select id from heard))
         or exists (select from system_job_runs where ended_at is null and worker_id not in (select id from heard))
         or exists (select from workers where heartbeat_at < now() - make_interval(secs => $1 * ${forgottenAfter})) as lost`,
    [lostAfterMs / 1000],
  );
  return rows[0].lost;
}

/**
 * Hands back jobs that the worker holds but doesn't run, because the response to its fetch was lost. Their handlers
 * haven't run, so the attempts aren't charged.
 */
async function handBackUnknown(
  services: RescuerServices,
  workerId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await withAllOrgs(services.workerPool, async (tx) => {
    const jobs = await lockHeld(tx, workerId, messageIds);
    const held = [...jobs, ...(await findHeldRuns(tx, workerId, messageIds))];
    const settlements = held.map((claim) => ({ claim, outcome: { kind: "released" } as const }));
    await settleJobs(tx, services, settlements, { now: services.now(), counters: "lock" });
  });
}
