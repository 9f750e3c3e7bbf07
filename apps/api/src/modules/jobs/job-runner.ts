/** Runs jobs in this process: a worker bound to the queue, its lease, its reports, and the search for lost jobs. */
import type pg from "pg";
import type { Logger } from "pino";
import { createGroupCommit } from "../../db/group-commit.ts";
import type { Listener } from "../../db/listener.ts";
import { withAllOrgs, withAllOrgsUndurably } from "../../db/org-scope.ts";
import { newId } from "../../new-id.ts";
import type { Admission } from "./admission.ts";
import { keepAdmission } from "./admission-upkeep.ts";
import { cancelChannel } from "./cancel-job.ts";
import { type Claim, type ClaimedJob, claimJobs } from "./claim-jobs.ts";
import type { JobHandlers, SystemJobHandlers } from "./handlers/registry.ts";
import type { JobFiles, JobHelpers } from "./handlers/types.ts";
import type { HeartbeatTiming } from "./heartbeat.ts";
import { createHandlerIsolation } from "./isolation/isolation.ts";
import type { JobQueue } from "./job-queue.ts";
import { createJobReports } from "./job-reports.ts";
import { compileJobTypes } from "./job-types.ts";
import type { JobsService } from "./jobs.service.ts";
import { settleLostJobs } from "./lost-jobs.ts";
import type { Outcome } from "./outcome.ts";
import { runJob } from "./run-job.ts";
import { type SettledJob, type Settlement, settleJobs } from "./settle-jobs.ts";
import { processSystemJob } from "./system-jobs.ts";
import { createWorker } from "./worker.ts";
import { openWorkerLease, type WorkerLease } from "./worker-lease.ts";
import { writeReports } from "./write-reports.ts";

export interface JobRunnerOptions {
  pool: pg.Pool;
  listener: Listener;
  queue: JobQueue;
  admission: Admission;
  handlers: JobHandlers;
  systemHandlers: SystemJobHandlers;
  jobs: JobsService;
  filesOf: (job: { orgId: string; createdBy: string }) => JobFiles;
  slots: number;
  /** How many jobs of one organization may be in line or run at once. */
  orgLimit: number;
  log: Logger;
  now: () => Date;
  timing?: Partial<JobRunnerTiming>;
}

/** In milliseconds. */
export interface JobRunnerTiming extends HeartbeatTiming {
  pollMs: number;
  reportMs: number;
  /** How long a handler that was told to stop may take. */
  stopGraceMs: number;
}

export const defaultTiming: JobRunnerTiming = {
  pollMs: 2_000,
  reportMs: 250,
  heartbeatMs: 3_000,
  lostAfterMs: 12_000,
  hungAfterMs: 900_000,
  stopGraceMs: 10_000,
};

const beatsPerUpkeep = 10;

export interface JobRunner {
  workerId: string;
  start(): Promise<void>;
  /** Lets running jobs finish for `graceMs` and hands back the rest. */
  stop(graceMs: number): Promise<void>;
  /** One pass over the jobs of lost workers; says how many it settled. */
  settleLost(): Promise<number>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { pool, listener, queue, admission, slots, log, now } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const onError = ({ message, cause }: { message: string; cause: unknown }) => log.error({ err: cause }, message);
  const isolation = createHandlerIsolation({ slots, log, stopGraceMs: timing.stopGraceMs });
  const handlers = isolation.of(options.handlers);
  const systemHandlers = isolation.of(options.systemHandlers);
  const workerId = newId();
  const validators = compileJobTypes();
  const types = [
    ...handlers.types.map((type) => ({ type, concurrency: handlers.get(type).concurrency })),
    ...systemHandlers.types.map((type) => ({ type, concurrency: systemHandlers.get(type).concurrency })),
  ];
  const reports = createJobReports({
    write: (due) => withAllOrgs(pool, (tx) => writeReports(tx, due)),
    intervalMs: timing.reportMs,
    now,
    onError: (cause) => log.error({ err: cause }, "could not write progress and logs"),
  });

  /** Outcomes that come while others are written are written together next. */
  const settlements = createGroupCommit<Settlement, SettledJob | undefined>({
    async commit(batch) {
      const settled = await withAllOrgs(pool, (tx) => settleJobs(tx, { queue, admission }, batch, now()));
      const byAttempt = new Map(settled.map((job) => [`${job.jobId}/${job.attempt}`, job]));
      return batch.map(({ claim }) =>
        claim.kind === "user" ? byAttempt.get(`${claim.jobId}/${claim.attempt}`) : undefined,
      );
    },
    sizeOf: () => 1,
    maxSize: 500,
    inFlight: 1,
  });

  const worker = createWorker({
    types,
    slots,
    pollMs: timing.pollMs,
    retryMs: 1_000,
    // A claim that is lost with the database's last moment leaves the job where it was, for whoever claims it next.
    claim: (type, limit) =>
      withAllOrgsUndurably(pool, (tx) => claimJobs(tx, { queue, admission }, { type, limit, workerId, now: now() })),
    run,
    async settle(claim, outcome) {
      const settled = await settlements.submit({ claim, outcome });
      logOutcome(claim, outcome, settled?.status);
    },
    onError,
  });

  async function run(claim: Claim, stop: AbortSignal): Promise<Outcome> {
    const { stopGraceMs } = timing;
    if (claim.kind === "system") return processSystemJob(claim, { handlers: systemHandlers, log, stop, stopGraceMs });
    const { jobId, orgId, createdBy, attempt, input, timeoutSeconds, type } = claim;
    const { handler } = handlers.get(type);
    const outcome = await runJob({
      handler: handler as Parameters<typeof runJob>[0]["handler"],
      validate: validators.get(type),
      context: { jobId, orgId, createdBy, attempt, input, helpers: helpersOf(claim) },
      timeoutSeconds,
      stop,
      stopGraceMs,
    });
    await reports.close(claim);
    return outcome;
  }

  function helpersOf(claim: ClaimedJob): JobHelpers {
    const { orgId, createdBy } = claim;
    return {
      ...reports.open(claim),
      async enqueue(job) {
        const created = await options.jobs.createAndEnqueueJob({ ...job, orgId, createdBy });
        return { jobId: created.id };
      },
      files: options.filesOf({ orgId, createdBy }),
    };
  }

  /** One line per attempt: ids and outcome, no inputs and no outputs. */
  function logOutcome(claim: Claim, outcome: Outcome, status: string | undefined): void {
    const error = outcome.kind === "failed" || outcome.kind === "timedOut" ? outcome.error : undefined;
    const ids =
      claim.kind === "user"
        ? {
            jobId: claim.jobId,
            orgId: claim.orgId,
            attempt: claim.attempt,
            status: status ?? "held by another attempt",
          }
        : { jobId: `system_${claim.messageId}` };
    log[error ? "warn" : "info"]({ ...ids, type: claim.type, outcome: outcome.kind, error }, "job attempt ended");
  }

  async function settleLost(): Promise<number> {
    const settled = await settleLostJobs({
      pool,
      queue,
      admission,
      lostAfterMs: timing.lostAfterMs,
      now,
      own: { workerId, messageIds: () => worker.claims().map(({ messageId }) => messageId) },
    });
    for (const job of settled) log.warn(job, "the job's worker was lost");
    return settled.length;
  }

  let lease: WorkerLease | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let beating: Promise<unknown> = Promise.resolve();
  let unsubscribe: (() => Promise<void>) | undefined;

  async function keepAdmitting(): Promise<void> {
    const { stranded, rebased } = await keepAdmission({ pool, queue, admission, orgLimit: options.orgLimit });
    if (stranded > 0) log.warn({ orgs: stranded }, "jobs were waiting beside free room");
    if (rebased) log.info("turns begin at zero again");
  }

  let beats = 0;

  async function beat(): Promise<void> {
    try {
      await lease?.check(worker);
      await settleLost();
      if (beats++ % beatsPerUpkeep === 0) await keepAdmitting();
    } catch (cause) {
      log.error({ err: cause }, "the leases of jobs could not be checked");
    }
  }

  return {
    workerId,
    settleLost,
    async start() {
      await isolation.check();
      lease = await openWorkerLease({ pool, workerId, types: types.map(({ type }) => type), timing, onError });
      queue.onMessage((type) => worker.wake(type));
      unsubscribe = await listener.subscribe(cancelChannel, {
        onNotification: (messageId) => worker.stopRun(messageId, "cancelled"),
        // A cancel that was missed is found by the next heartbeat.
        onReconnect: () => {},
      });
      heartbeat = setInterval(() => {
        beating = beating.then(beat);
      }, timing.heartbeatMs);
      worker.start();
    },
    async stop(graceMs) {
      await worker.stop(graceMs);
      await isolation.stop();
      clearInterval(heartbeat);
      await beating;
      await unsubscribe?.();
      await lease?.end().catch((cause) => log.error({ err: cause }, "the worker could not be taken off the list"));
    },
  };
}
