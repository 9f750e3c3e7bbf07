import type { Clock } from "../clock.ts";

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock whose time advances only when all code waits for it. Then it jumps to the end of the next sleep. */
export interface TestClock extends Clock {
  /** All requested delays, in milliseconds. */
  readonly sleeps: number[];
  /** Number of sleeps that have not ended. */
  readonly sleeping: () => number;
  /** Awaits the promise and advances the time while it is pending. */
  run<Value>(promise: Promise<Value>): Promise<Value>;
}

export function createTestClock(startsAt = Date.UTC(2026, 10, 1)): TestClock {
  let time = startsAt;
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  return {
    sleeps,
    sleeping: () => sleepers.size,
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleeps.push(ms);
        const sleeper: Sleeper = { at: time + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    run: async (promise) => {
      let settled = false;
      const onSettled = () => {
        settled = true;
      };
      promise.then(onSettled, onSettled);
      await idle();
      while (!settled) {
        const next = [...sleepers].sort((a, b) => a.at - b.at)[0];
        if (!next) throw new Error("It waits for something that is not the clock");
        time = next.at;
        sleepers.delete(next);
        next.wake();
        await idle();
      }
      return promise;
    },
  };
}

/** Resolves when all promises that don't wait for the clock have settled. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
