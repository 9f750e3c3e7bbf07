/** Runs jobs in this process: a worker bound to the queue, its lease, its reports, and the search for lost jobs. */
import type pg from "pg";
import type { Logger } from "pino";
import type { Listener } from "../../../db/listener.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import { keepDetails } from "../../../describe-error.ts";
import type { ReportError } from "../../../throttled-log.ts";
import type { Admission } from "../admission/admission.ts";
import type { JobsService } from "../enqueue/jobs.service.ts";
import type { HandlerLoader } from "../handlers/isolated.ts";
import type { JobHandlers, SystemJobHandlers } from "../handlers/registry.ts";
import type { JobFiles } from "../handlers/types.ts";
import { compileJobTypes } from "../job-types.ts";
import * as jobsTable from "../jobs-table.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import { quarantine } from "../queue/message.ts";
import type { Outcome } from "../states.ts";
import { processSystemJob } from "../system/system-jobs.ts";
import { systemJobId } from "../system/system-runs.ts";
import { type Claim, claimJobs } from "./claim-jobs.ts";
import type { HeartbeatTiming } from "./heartbeat.ts";
import { createHandlerIsolation, quarantineConcurrency } from "./isolation/isolation.ts";
import { openJobContext } from "./job-context.ts";
import { createJobReports } from "./job-reports.ts";
import { handBackUnheard, settleLostJobs } from "./lost-jobs.ts";
import { type HandBackReason, internalFailure, runJob } from "./run-job.ts";
import { createWorker } from "./worker.ts";
import { createWorkerLease } from "./worker-lease.ts";
import { createOutcomeWriter } from "./write-outcomes.ts";

export interface JobRunnerOptions {
  pool: pg.Pool;
  /** This process, as it is registered. */
  workerId: string;
  listener: Listener;
  queue: JobQueue;
  admission: Admission;
  handlers: JobHandlers;
  systemHandlers: SystemJobHandlers;
  jobs: JobsService;
  filesOf: (job: { orgId: string; createdBy: string }) => JobFiles;
  /** Where a process finds `handlers`, to run a job in quarantine; undefined: such a job runs in this process. */
  handlerLoader: HandlerLoader | undefined;
  slots: number;
  log: Logger;
  onError: ReportError;
  now: () => Date;
  observe: JobObserver;
  timing?: Partial<JobRunnerTiming>;
}

/** Hears of what becomes of jobs. */
export interface JobObserver {
  attemptEnded(attempt: { type: string; outcome: Outcome["kind"]; waitSeconds?: number; runSeconds?: number }): void;
  /** What a job has become is committed: `pending` when there will be another attempt. */
  jobSettled(job: { type: string; status: string }): void;
  attemptsCommitted(inOneCommit: number): void;
}

/** In milliseconds. */
export interface JobRunnerTiming extends HeartbeatTiming {
  pollMs: number;
  reportMs: number;
  /** How long a handler that was told to stop may take. */
  stopGraceMs: number;
}

export const defaultTiming: JobRunnerTiming = {
  pollMs: 1_000,
  reportMs: 250,
  heartbeatMs: 3_000,
  lostAfterMs: 12_000,
  hungAfterMs: 900_000,
  stopGraceMs: 10_000,
};

export interface JobRunner {
  start(): Promise<void>;
  /** Lets running jobs finish for `graceMs` and hands back the rest, for this reason. */
  stop(graceMs: number, reason: HandBackReason): Promise<void>;
  /** While it stops: ends the wait for running jobs and for handlers that don't stop when they are told to. */
  handBack(): void;
  /** One pass over the jobs of lost workers; says how many it settled. */
  settleLost(): Promise<number>;
  /** How many jobs it runs. */
  running(): number;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { pool, workerId, listener, queue, admission, slots, log, onError, now, observe } = options;
  const { jobs, filesOf } = options;
  const settling = { queue, admission };
  const timing = { ...defaultTiming, ...options.timing };
  const isolation = createHandlerIsolation({ slots, log, stopGraceMs: timing.stopGraceMs });
  const handlers = isolation.of(options.handlers);
  const quarantined = options.handlerLoader ? isolation.inQuarantine(handlers, options.handlerLoader) : handlers;
  const systemHandlers = isolation.of(options.systemHandlers);
  const hurry = new AbortController();
  const validators = compileJobTypes();
  const types = [
    ...handlers.types.map((type) => ({ type, concurrency: handlers.get(type).concurrency })),
    ...systemHandlers.types.map((type) => ({ type, concurrency: systemHandlers.get(type).concurrency })),
    { type: quarantine, concurrency: quarantineConcurrency },
  ];
  const reports = createJobReports({
    write: (due) => withAllOrgsByKeys(pool, (tx) => jobsTable.report(tx, due)),
    intervalMs: timing.reportMs,
    now,
    onError: (cause) => onError({ message: "could not write progress and logs", cause }),
  });

  const writeOutcome = createOutcomeWriter({ pool, settling, now, onCommit: observe.attemptsCommitted });

  const worker = createWorker({
    types,
    slots,
    pollMs: timing.pollMs,
    retry: { first: 500, longest: 5_000 },
    due: queue.due,
    // A claim that is lost with the database's last moment leaves the job where it was, for whoever claims it next.
    claim: (type, limit) =>
      withAllOrgsByKeys(pool, (tx) => claimJobs(tx, { queue, admission }, { type, limit, workerId, now: now() }), {
        undurable: true,
      }),
    async run(claim, stop) {
      const startedAt = performance.now();
      const outcome = await run(claim, stop).catch(internalFailure);
      const runSeconds = (performance.now() - startedAt) / 1000;
      observe.attemptEnded({ ...claim, outcome: outcome.kind, runSeconds });
      return outcome;
    },
    async settle(claim, outcome) {
      const { outcome: written, settled } = await writeOutcome(claim, outcome);
      logOutcome(claim, written, settled?.status);
      if (settled) observe.jobSettled(settled);
    },
    onError,
  });

  async function run(claim: Claim, stop: AbortSignal): Promise<Outcome> {
    const stopping = { stop, stopGraceMs: timing.stopGraceMs, hurry: hurry.signal };
    if (claim.kind === "system") return processSystemJob(claim, { handlers: systemHandlers, log, now, ...stopping });
    const { timeoutSeconds, type, crashes } = claim;
    const { handler } = (crashes > 0 ? quarantined : handlers).get(type);
    const outcome = await runJob({
      handler: handler as Parameters<typeof runJob>[0]["handler"],
      validate: validators.get(type),
      context: openJobContext({ pool, reports, jobs, filesOf }, claim),
      timeoutSeconds,
      ...stopping,
    });
    await reports.close(claim);
    return outcome;
  }

  /** One line per attempt: ids and outcome, with what was thrown; no inputs and no outputs. */
  function logOutcome(claim: Claim, outcome: Outcome, status: string | undefined): void {
    const details = outcome.kind === "failed" ? outcome.details : undefined;
    const error = outcome.kind === "failed" || outcome.kind === "timedOut" ? outcome.error : undefined;
    const ids =
      claim.kind === "user"
        ? { jobId: claim.jobId, orgId: claim.orgId, attempt: claim.attempt }
        : { jobId: systemJobId(claim), schedule: claim.schedule };
    const line = {
      ...ids,
      status: status ?? "held by another",
      type: claim.type,
      outcome: outcome.kind,
      error,
      ...(error && details && { err: keepDetails(new Error(error.message), details) }),
    };
    log[error ? "warn" : "info"](line, "job attempt ended");
  }

  async function settleLost(): Promise<number> {
    const settled = await settleLostJobs({ pool, settling, lostAfterMs: timing.lostAfterMs, now });
    for (const job of settled) {
      log.warn(job, "the job's worker was lost");
      observe.attemptEnded({ type: job.type, outcome: "lost" });
      observe.jobSettled(job);
    }
    return settled.length;
  }

  const lease = createWorkerLease({ pool, workerId, timing });
  let heartbeat: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let unsubscribe: (() => Promise<void>) | undefined;

  async function beat(): Promise<void> {
    try {
      const { mayJudge, unheard } = await lease.check(worker);
      await handBackUnheard({ pool, settling, now }, workerId, unheard);
      if (mayJudge) await settleLost();
    } catch (cause) {
      onError({ message: "the leases of jobs could not be checked", cause });
    }
  }

  return {
    settleLost,
    running: worker.running,
    async start() {
      await isolation.check();
      queue.onMessage((type) => worker.wake(type));
      unsubscribe = await listener.subscribe(jobsTable.cancelChannel, {
        onNotification: (messageId) => worker.stopRun(messageId, "cancelled"),
        // A cancel that was missed is found by the next heartbeat.
        onReconnect: () => {},
      });
      heartbeat = setInterval(() => {
        // One that waits for the database isn't joined by others: they would all come at once when it is back.
        beating ??= beat().finally(() => {
          beating = undefined;
        });
      }, timing.heartbeatMs);
      worker.start();
    },
    handBack() {
      hurry.abort();
      void worker.stop(0, "released");
    },
    async stop(graceMs, reason) {
      await worker.stop(graceMs, reason);
      await isolation.stop();
      clearInterval(heartbeat);
      await beating;
      await unsubscribe?.();
    },
  };
}
