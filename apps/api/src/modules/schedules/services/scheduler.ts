/**
 * Creates the jobs of user schedules when they are due. Any number of schedulers may run: each takes the rows that no
 * other has locked, and one that dies or is cut off in the middle has changed nothing, so that the next one finds them due.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Listener } from "../../../db/listener.ts";
import { scheduleChannel } from "../announce-run.ts";
import { type Pass, type RunAllDueOptions, runAllDue } from "./run-all-due.ts";

export interface SchedulerOptions extends RunAllDueOptions {
  listener: Pick<Listener, "subscribe">;
}

export interface Scheduler {
  /** Makes a pass now, and whenever something is due. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One pass over everything that is due; says how many runs were put on record. */
  runOnce(): Promise<number>;
}

/** How long it sleeps, in milliseconds. */
const sleepMs = {
  /** However far away the next run is: a clock may be set, and a notification missed. */
  longest: 60_000,
  /** While another scheduler has what is due, which it may have died with. */
  leftOver: 1_000,
  /** Until a job that is just starting or ending can be cancelled. */
  deferred: 100,
  afterTrouble: 5_000,
  /** Until a schedule that can't be decided on is tried again. */
  broken: 60_000,
};

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { pool, listener, now, onError } = options;
  const stopping = new AbortController();
  let sleeping: { alarm: AbortController; until: number } | undefined;
  /** The earliest run that was announced since the last look. */
  let announcedAt = Number.POSITIVE_INFINITY;
  /** What can't be decided on would fail the batch that it is in each time, so it is left out until it is tried again. */
  const broken = { ids: new Set<string>(), until: 0 };
  let loop: Promise<void> | undefined;
  let unsubscribe: (() => Promise<void>) | undefined;

  /** For how long nothing is due, as far as is known. */
  async function msUntilDue({ broken, deferred }: Pass): Promise<number> {
    if (deferred.size > 0) return sleepMs.deferred;
    const { rows } = await pool.query(
      // In order, so that an index is read whatever the planner thinks of how many are due.
      `select (select next_run_at from scheduled_jobs where state = 'active' and next_run_at > $1
                order by next_run_at limit 1) as next,
              (select next_run_at from scheduled_jobs where state = 'active' and next_run_at <= $1 and id <> all ($2)
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
      return await msUntilDue(await runAllDue(options, stopping.signal, broken.ids));
    } catch (cause) {
      onError({ message: "schedules could not be run; trying again", cause });
      return sleepMs.afterTrouble;
    }
  }

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      announcedAt = Number.POSITIVE_INFINITY;
      const ms = await passAndLookAhead();
      const until = now().getTime() + ms;
      // What was announced meanwhile may or may not have been seen.
      if (announcedAt < until) continue;
      sleeping = { alarm: new AbortController(), until };
      const signal = AbortSignal.any([stopping.signal, sleeping.alarm.signal]);
      await wait(ms, undefined, { signal }).catch(() => {});
      sleeping = undefined;
    }
  }

  /** There may be a run at this instant that nobody here knows of. */
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
    runOnce: async () => (await runAllDue(options, stopping.signal)).runs,
  };
}
