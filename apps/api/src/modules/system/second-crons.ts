/**
 * Runs six-field crons, which the queue's cron can't run. A schedule's row holds its next run. Each scheduler sleeps until the earliest one.
 * The scheduler that locks the row sends the messages and sets the next run in one transaction, so any number of schedulers send them once. A
 * run that is more than a minute late is skipped, as in the queue's cron.
 */
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import type { Services } from "../../server/services.ts";
import { nextRun } from "./cron-times.ts";

type SecondCronsServices = Pick<Services, "workerPool" | "queue" | "reportError" | "now">;

export interface SecondCrons {
  start(): void;
  stop(): Promise<void>;
  /** Sends due messages. Returns the time of the next call. */
  runOnce(): Promise<Date>;
}

/** Maximum sleep, in milliseconds, so that a schedule that another process enabled is noticed. */
export const driverRestMs = 2_000;
const missedAfterMs = 60_000;

interface DueSchedule {
  name: string;
  cron: string;
  jobs: string[];
  nextRunAt: Date;
}

export function createSecondCrons({ workerPool, queue, reportError, now }: SecondCronsServices): SecondCrons {
  const stopping = new AbortController();
  let driving: Promise<void> | undefined;

  async function runOnce(): Promise<Date> {
    const first = await firstTime(workerPool);
    if (first && first <= now()) await withAllOrgs(workerPool, sendDue);
    const next = first && first <= now() ? await firstTime(workerPool) : first;
    const rested = new Date(now().getTime() + driverRestMs);
    return next && next < rested ? next : rested;
  }

  async function sendDue(tx: Transaction): Promise<void> {
    const at = now();
    const { rows } = await tx.sql(
      `select name, cron, jobs, next_run_at as "nextRunAt" from system_schedules
        where next_run_at <= $1 for update skip locked`,
      [at],
    );
    for (const { name, cron, jobs, nextRunAt } of rows as DueSchedule[]) {
      const missed = at.getTime() - nextRunAt.getTime() > missedAfterMs;
      // `sendSystem` sends nothing while the last run is queued or running: a system job doesn't overlap itself.
      for (const type of missed ? [] : jobs) await queue.sendSystem(tx, type, { schedule: name });
      await tx.sql("update system_schedules set next_run_at = $2 where name = $1", [name, nextRun(cron, at)]);
    }
  }

  async function drive(): Promise<void> {
    while (!stopping.signal.aborted) {
      const next = await runOnce().catch((cause) => {
        reportError({ message: "could not send due system jobs; trying again", cause });
        return new Date(now().getTime() + driverRestMs);
      });
      // Sleeps at least 20 ms, because another scheduler may have locked the due rows.
      const restMs = Math.max(20, next.getTime() - now().getTime());
      await wait(restMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  return {
    start() {
      driving ??= drive();
    },
    async stop() {
      stopping.abort();
      await driving;
    },
    runOnce,
  };
}

async function firstTime(pool: pg.Pool): Promise<Date | undefined> {
  const { rows } = await pool.query<{ first: Date | null }>("select min(next_run_at) as first from system_schedules");
  return rows[0]?.first ?? undefined;
}
