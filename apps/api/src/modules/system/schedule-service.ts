/** The scheduler's tasks for system jobs: syncs schedules, runs six-field crons and logs overdue jobs. */
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import { withAllOrgs } from "../../db/org-scope.ts";
import type { ReportError } from "../../throttled-log.ts";
import type { JobQueue } from "../jobs/index.ts";
import { readSystemJobs } from "./read-system-jobs.ts";
import { createSecondCrons } from "./second-crons.ts";
import type { ScheduleKeeper } from "./system-schedules.ts";
import { logOverdue, noteOverdue } from "./watch-overdue.ts";

export interface ScheduleServiceOptions {
  pool: pg.Pool;
  queue: JobQueue;
  schedules: ScheduleKeeper;
  everyMs?: number | undefined;
  log: Logger;
  onError: ReportError;
  now: () => Date;
}

export interface ScheduleService {
  start(): void;
  stop(): Promise<void>;
}

export function createScheduleService(options: ScheduleServiceOptions): ScheduleService {
  const { pool, queue, schedules, everyMs = 60_000, log, onError, now } = options;
  const seconds = createSecondCrons({ pool, queue, now, onError });
  const stopping = new AbortController();
  let keeping: Promise<void> | undefined;

  async function runOnce(): Promise<void> {
    await schedules.sync();
    const noted = await withAllOrgs(pool, async (tx) => {
      const jobs = await readSystemJobs(tx, queue, { now: now() });
      return noteOverdue(tx, jobs, now());
    });
    logOverdue(log, noted);
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runOnce().catch((cause) => onError({ message: "could not check the schedules of system jobs", cause }));
      await wait(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
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
