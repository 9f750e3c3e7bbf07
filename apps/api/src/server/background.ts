/** The parts of a process other than the API: worker, scheduler, and its registration with a heartbeat. */
import type pg from "pg";
import type { Logger } from "pino";
import packageJson from "../../package.json" with { type: "json" };
import type { Limits } from "../app-options.ts";
import { createListener, type Listener } from "../db/listener.ts";
import { withAllOrgs } from "../db/org-scope.ts";
import { connectionOptions } from "../db/pools.ts";
import type { FilesService } from "../modules/files/files.service.ts";
import { createJobFiles } from "../modules/files/job-files.ts";
import { createAdmission } from "../modules/jobs/admission/admission.ts";
import { createJobsService } from "../modules/jobs/enqueue/jobs.service.ts";
import type { HandlerLoader } from "../modules/jobs/handlers/isolated.ts";
import type { JobHandlers, SystemJobHandlers } from "../modules/jobs/handlers/registry.ts";
import { createJobQueue, type JobQueue } from "../modules/jobs/queue/job-queue.ts";
import { readQueueDepths } from "../modules/jobs/queue/queue-depth.ts";
import {
  createJobRunner,
  type JobRunner,
  type JobRunnerOptions,
  type JobRunnerTiming,
} from "../modules/jobs/worker/job-runner.ts";
import { type RegisteredProcess, registerProcess } from "../modules/jobs/worker/process-entry.ts";
import type { HandBackReason } from "../modules/jobs/worker/run-job.ts";
import { createScheduler, type Scheduler, type SchedulerOptions } from "../modules/schedules/services/scheduler.ts";
import { readSystemJobs } from "../modules/system/read-system-jobs.ts";
import { createScheduleService, type ScheduleService } from "../modules/system/schedule-service.ts";
import { createSystemSchedules, type SystemSchedules } from "../modules/system/system-schedules.ts";
import { newId } from "../new-id.ts";
import type { ReportError } from "../throttled-log.ts";
import type { Config } from "./config.ts";
import type { Metrics } from "./metrics.ts";

export interface BackgroundOptions {
  config: Config;
  databaseUrl: string;
  /** The worker's pool. */
  pool: pg.Pool;
  files: FilesService;
  handlers: JobHandlers;
  handlerLoader: HandlerLoader | undefined;
  systemHandlers: SystemJobHandlers;
  /** Registers the schedules that the code defines. */
  defineSchedules: (jobQueue: SystemSchedules) => Promise<void>;
  metrics: Metrics;
  limits: Limits;
  timing: JobRunnerTiming & { keepSchedulesMs: number };
  scheduleSeconds?: number | undefined;
  log: Logger;
  onError: ReportError;
  now: () => Date;
}

/** The options that the worker and the scheduler share. */
type Engine = Pick<JobRunnerOptions, keyof SchedulerOptions & keyof JobRunnerOptions>;

export interface Background {
  start(): Promise<void>;
  /**
   * Claims no more jobs, lets running ones finish for the grace period, and hands back the rest with this reason.
   * Idempotent.
   */
  drain(reason?: HandBackReason): Promise<void>;
  /** Ends the grace period of running jobs. */
  handBack(): void;
  /** Schedules system jobs at run time. undefined: this process is neither worker nor scheduler. */
  jobQueue(): (JobQueue & SystemSchedules) | undefined;
  /** The functions that stop the parts, in order. */
  ends: (() => Promise<void> | undefined)[];
}

export function createBackground(options: BackgroundOptions): Background {
  const { config, databaseUrl, pool, handlers, systemHandlers, metrics, limits, timing, log, onError, now } = options;
  const works = config.role === "worker" || config.role === "all";
  const schedules = config.role === "scheduler" || config.role === "all";
  const processId = newId();
  const connection = connectionOptions(databaseUrl, "gaffer_worker", limits);
  let listener: Listener | undefined;
  let queue: JobQueue | undefined;
  let jobQueue: (JobQueue & SystemSchedules) | undefined;
  let runner: JobRunner | undefined;
  let registered: RegisteredProcess | undefined;
  let scheduleService: ScheduleService | undefined;
  let scheduler: Scheduler | undefined;

  async function register(defined: readonly string[]): Promise<void> {
    const types = works ? [...handlers.types, ...systemHandlers.types] : [];
    const entry = { id: processId, role: config.role, version: packageJson.version, types, schedules: defined };
    registered = await registerProcess({ pool, connection, entry, timing, onError });
  }

  async function start(): Promise<void> {
    if (!works && !schedules) return register([]);
    const onRecovery = () => log.info("listening for notifications again");
    listener = await createListener(connection, { probeMs: limits.probeMs, onError, onRecovery });
    queue = createJobQueue({
      pool,
      ...(works && { listener }),
      maintain: schedules,
      schedule: schedules,
      ...(options.scheduleSeconds && { scheduleSeconds: options.scheduleSeconds }),
      onError,
    });
    await queue.start();
    await startSchedules(queue);
    const admission = createAdmission({ queue, orgLimit: config.orgConcurrency });
    const engine = { pool, listener, admission, handlers, now, onError };
    if (schedules) await startScheduler(engine);
    if (works) await startRunner(queue, engine);
  }

  async function startSchedules(queue: JobQueue): Promise<void> {
    const { lostAfterMs, keepSchedulesMs: everyMs } = timing;
    const keeper = createSystemSchedules({ pool, queue, types: systemHandlers.types, lostAfterMs, now });
    jobQueue = { ...queue, ...keeper, start: queue.start };
    if (schedules) await options.defineSchedules(jobQueue);
    await register(keeper.defined());
    await keeper.start(processId, schedules);
    if (!schedules) return;
    scheduleService = createScheduleService({ pool, queue, schedules: keeper, everyMs, log, onError, now });
    scheduleService.start();
    // Only schedulers count the queue: one process is enough.
    metrics.watchQueue(() => readQueueDepths(pool, now()));
    metrics.watchSystemJobs(() => withAllOrgs(pool, (tx) => readSystemJobs(tx, queue, { now: now() })));
  }

  async function startScheduler(engine: Engine): Promise<void> {
    scheduler = createScheduler({ ...engine, onDecided: metrics.schedulesDecided });
    await scheduler.start();
  }

  async function startRunner(queue: JobQueue, engine: Engine): Promise<void> {
    runner = createJobRunner({
      ...engine,
      workerId: processId,
      queue,
      systemHandlers,
      jobs: createJobsService({
        admission: engine.admission,
        handlers,
        now,
        transact: (_orgId, work) => withAllOrgs(pool, work),
        onCommit: metrics.jobsCreated,
      }),
      filesOf: (job) => createJobFiles(options.files, job),
      handlerLoader: options.handlerLoader,
      slots: config.workerConcurrency,
      log,
      observe: metrics.jobs,
      timing,
    });
    metrics.watchSlots(config.workerConcurrency, runner.running);
    await runner.start();
  }

  let drained: Promise<void> | undefined;
  async function drain(reason: HandBackReason = "released"): Promise<void> {
    drained ??= runner?.stop(config.shutdownGraceMs, reason);
    await drained;
  }

  return {
    start,
    drain,
    handBack: () => runner?.handBack(),
    jobQueue: () => jobQueue,
    ends: [
      drain,
      () => scheduler?.stop(),
      () => scheduleService?.stop(),
      () => registered?.end(),
      () => queue?.stop(),
      async () => listener?.close(),
    ],
  };
}
