/** The scheduler's tasks for system jobs: syncs schedules, runs six-field crons and logs overdue jobs. */
import { setTimeout as wait } from "node:timers/promises";
import type { Schemas } from "@gaffer/contracts/server";
import type { Logger } from "pino";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import type { Services } from "../../server/services.ts";
import { readSystemJobs } from "./read-system-jobs.ts";
import { createSecondCrons } from "./second-crons.ts";
import type { ScheduleKeeper } from "./system-schedules.ts";

type ScheduleServices = Pick<Services, "workerPool" | "queue" | "timing" | "log" | "reportError" | "now">;

export interface ScheduleService {
  start(): void;
  stop(): Promise<void>;
}

export function createScheduleService(services: ScheduleServices, schedules: ScheduleKeeper): ScheduleService {
  const { workerPool, queue, timing, log, reportError, now } = services;
  const seconds = createSecondCrons(services);
  const stopping = new AbortController();
  let keeping: Promise<void> | undefined;

  async function runOnce(): Promise<void> {
    await schedules.sync();
    const noted = await withAllOrgs(workerPool, async (tx) => {
      const jobs = await readSystemJobs(tx, queue, { now: now() });
      return noteOverdue(tx, jobs, now());
    });
    logOverdue(log, noted);
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runOnce().catch((cause) => reportError({ message: "could not check the schedules of system jobs", cause }));
      await wait(timing.keepSchedulesMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  return {
    start() {
      seconds.start();
      keeping ??= keep();
    },
    async stop() {
      stopping.abort();
      await Promise.all([seconds.stop(), keeping]);
    },
  };
}

type SystemJob = Schemas["SystemJob"];

/** A system job that became overdue, or recovered. */
type Noted = Pick<SystemJob, "name" | "overdue"> & Partial<Pick<SystemJob, "cron" | "lastRun">>;

/** Returns each job once when it becomes overdue and once when it recovers, with any number of schedulers. */
async function noteOverdue(tx: Transaction, jobs: readonly SystemJob[], now: Date): Promise<Noted[]> {
  const overdue = jobs.filter((job) => job.overdue).map(({ name }) => name);
  const { rows } = await tx.sql(
    `update system_schedules set overdue_at = case when name = any ($1) then $2::timestamptz end
      where (overdue_at is null) = (name = any ($1)) returning name, overdue_at is not null as overdue`,
    [overdue, now],
  );
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return (rows as Pick<SystemJob, "name" | "overdue">[]).map((row) => ({ ...byName.get(row.name), ...row }));
}

function logOverdue(log: Logger, noted: readonly Noted[]): void {
  for (const { name, overdue, cron = "", lastRun = null } of noted) {
    const line = { job: name, cron, lastRunAt: lastRun?.startedAt ?? null };
    if (overdue) log.warn(line, "a system job is overdue: it hasn't run for twice its interval");
    else log.info(line, "a system job is no longer overdue");
  }
}
