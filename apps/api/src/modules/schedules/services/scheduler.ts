/**
 * The scheduler: creates the jobs of due schedules. Any number of schedulers may run; each claims rows that no other has locked. A scheduler
 * that dies in the middle of a transaction changes nothing, so the next one finds the same schedules due.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Listener } from "../../../db/listener.ts";
import { scheduleChannel } from "../announce-run.ts";
import { type Pass, type RunAllDueServices, runAllDue } from "./run-all-due.ts";

export interface SchedulerServices extends RunAllDueServices {
  listener: Pick<Listener, "subscribe">;
}

export interface Scheduler {
  /** Runs due schedules now, and whenever one is due. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs all due schedules once. Returns the number of recorded runs. */
  runOnce(): Promise<number>;
}

/** Sleep times, in milliseconds. */
const sleepMs = {
  /** Maximum sleep, however far away the next run is: a clock may change, and a notification may be lost. */
  longest: 60_000,
  /** Sleep while another scheduler has locked the due schedules. That scheduler may have died. */
  leftOver: 1_000,
  /** Sleep until a job that another transaction has locked can be cancelled. */
  deferred: 100,
  afterTrouble: 5_000,
  /** Sleep until a failing schedule is tried again. */
  broken: 60_000,
};

export function createScheduler(services: SchedulerServices): Scheduler {
  const { workerPool, listener, now, reportError } = services;
  const stopping = new AbortController();
  let sleeping: { alarm: AbortController; until: number } | undefined;
  /** The earliest run that was announced since the last pass started. */
  let announcedAt = Number.POSITIVE_INFINITY;
  /** Failing schedules are skipped for a while, because each would fail its whole batch. */
  const broken = { ids: new Set<string>(), until: 0 };
  let loop: Promise<void> | undefined;
  let unsubscribe: (() => Promise<void>) | undefined;

  /** Milliseconds until the next schedule is due, according to the database. */
  async function msUntilDue({ broken, deferred }: Pass): Promise<number> {
    if (deferred.size > 0) return sleepMs.deferred;
    const { rows } = await workerPool.query(
      // With `order by`, the planner reads the index even if it expects many due rows.
      `select (select next_run_at from scheduled_jobs where status = 'active' and next_run_at > $1
                order by next_run_at limit 1) as next,
              (select next_run_at from scheduled_jobs where status = 'active' and next_run_at <= $1 and id <> all ($2)
                order by next_run_at limit 1) is not null as due`,
      [now(), [...broken]],
    );
    const [{ next, due }] = rows as [{ next: Date | null; due: boolean }];
    const untilNext = next ? next.getTime() - now().getTime() : sleepMs.longest;
    return Math.max(0, Math.min(untilNext, due ? sleepMs.leftOver : sleepMs.longest));
  }

  async function passAndLookAhead(): Promise<number> {
    if (performance.now() > broken.until) {
      broken.ids.clear();
      broken.until = performance.now() + sleepMs.broken;
    }
    try {
      return await msUntilDue(await runAllDue(services, stopping.signal, broken.ids));
    } catch (cause) {
      reportError({ message: "schedules could not be run; trying again", cause });
      return sleepMs.afterTrouble;
    }
  }

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      announcedAt = Number.POSITIVE_INFINITY;
      const ms = await passAndLookAhead();
      const until = now().getTime() + ms;
      // The last pass may have missed a run that was announced during it.
      if (announcedAt < until) continue;
      sleeping = { alarm: new AbortController(), until };
      const signal = AbortSignal.any([stopping.signal, sleeping.alarm.signal]);
      await wait(ms, undefined, { signal }).catch(() => {});
      sleeping = undefined;
    }
  }

  /** Wakes the scheduler if it would sleep beyond this time. */
  function announced(at: number): void {
    announcedAt = Math.min(announcedAt, at);
    if (sleeping && at < sleeping.until) sleeping.alarm.abort();
  }

  return {
    async start() {
      unsubscribe = await listener.subscribe(scheduleChannel, {
        onNotification: (payload) => announced(Number(payload)),
        onReconnect: () => announced(Number.NEGATIVE_INFINITY),
      });
      loop = keepRunning();
    },
    async stop() {
      stopping.abort();
      await unsubscribe?.();
      await loop;
    },
    runOnce: async () => (await runAllDue(services, stopping.signal)).runs,
  };
}
