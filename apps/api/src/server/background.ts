/** The parts of a process other than the API: worker, scheduler, and its registration with a heartbeat. */

import packageJson from "../../package.json" with { type: "json" };
import { withAllOrgs } from "../db/org-scope.ts";
import { connectionOptions } from "../db/pools.ts";
import {
  createJobRunner,
  type ExecutorHandlers,
  type HandBackReason,
  type JobQueue,
  type JobRunner,
  type RegisteredProcess,
  readQueueDepths,
  registerProcess,
} from "../modules/jobs/index.ts";
import { createScheduler, type Scheduler } from "../modules/schedules/services/scheduler.ts";
import { readSystemJobs } from "../modules/system/read-system-jobs.ts";
import { createScheduleService, type ScheduleService } from "../modules/system/schedule-service.ts";
import { createSystemSchedules, type SystemSchedules } from "../modules/system/system-schedules.ts";
import { newId } from "../new-id.ts";
import type { Services } from "./services.ts";

export interface BackgroundOptions extends ExecutorHandlers {
  databaseUrl: string;
  /** Registers the schedules that the code defines. */
  defineSchedules: (jobQueue: SystemSchedules) => Promise<void>;
}

export interface Background {
  start(): Promise<void>;
  /**
   * Stops claiming jobs, lets running jobs finish during the grace period, and hands the others back to the queue with
   * this reason. Idempotent.
   */
  drain(reason?: HandBackReason): Promise<void>;
  /** Ends the grace period of running jobs. */
  handBack(): void;
  /** Schedules system jobs at run time. undefined: this process is neither worker nor scheduler. */
  jobQueue(): (JobQueue & SystemSchedules) | undefined;
  /** The functions that stop the parts, in order. */
  ends: (() => Promise<void> | undefined)[];
}

/** Whether a process with this role runs jobs, and whether it runs schedules. */
export const tasksOf = ({ role }: Services["config"]) => ({
  works: role === "worker" || role === "all",
  schedules: role === "scheduler" || role === "all",
});

export function createBackground(services: Services, options: BackgroundOptions): Background {
  const { config, limits, workerPool, listener, queue, handlers, metrics, now } = services;
  const { databaseUrl, systemJobs, handlerLoader } = options;
  const { works, schedules } = tasksOf(config);
  const processId = newId();
  let jobQueue: (JobQueue & SystemSchedules) | undefined;
  let runner: JobRunner | undefined;
  let registered: RegisteredProcess | undefined;
  let scheduleService: ScheduleService | undefined;
  let scheduler: Scheduler | undefined;

  async function register(defined: readonly string[]): Promise<void> {
    const types = works ? [...handlers.types, ...systemJobs.names] : [];
    const entry = { id: processId, role: config.role, version: packageJson.version, types, schedules: defined };
    registered = await registerProcess(services, connectionOptions(databaseUrl, "gaffer_worker", limits), entry);
  }

  async function start(): Promise<void> {
    if (works || schedules) await listener.start();
    await queue.start();
    if (!works && !schedules) return register([]);
    await startSchedules();
    if (schedules) {
      scheduler = createScheduler(services);
      await scheduler.start();
    }
    if (works) await startRunner();
  }

  async function startSchedules(): Promise<void> {
    const keeper = createSystemSchedules(services, systemJobs);
    jobQueue = { ...queue, ...keeper, start: queue.start };
    if (schedules) await options.defineSchedules(jobQueue);
    await register(keeper.defined());
    await keeper.start(processId, schedules);
    if (!schedules) return;
    scheduleService = createScheduleService(services, keeper);
    scheduleService.start();
    // Only schedulers count the queue: one process is enough.
    metrics.watchQueue(() => readQueueDepths(workerPool, now()));
    metrics.watchSystemJobs(() => withAllOrgs(workerPool, (tx) => readSystemJobs(tx, queue, { now: now() })));
  }

  async function startRunner(): Promise<void> {
    runner = createJobRunner(services, { workerId: processId, systemJobs, handlerLoader });
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
      queue.stop,
      listener.close,
    ],
  };
}
