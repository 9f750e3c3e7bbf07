import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "./clock.ts";

/** Runs `callers` loops that each call again when their last call has ended. Returns calls per second. */
export async function closedLoop(
  { callers, seconds }: { callers: number; seconds: number },
  call: (caller: number) => Promise<unknown>,
): Promise<number> {
  const startedAt = clockMs();
  const endsAt = startedAt + seconds * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (clockMs() < endsAt) {
        await call(caller);
        answered++;
      }
    }),
  );
  return (answered * 1000) / (clockMs() - startedAt);
}

/** Calls at a fixed rate, regardless of the calls before. Resolves when all have ended. */
export async function openLoop(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  call: (index: number) => Promise<unknown>,
): Promise<void> {
  const startedAt = clockMs();
  const calls: Promise<unknown>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const early = startedAt + (index * 1000) / perSecond - clockMs();
    if (early > 0.5) await wait(early);
    calls.push(call(index));
  }
  await Promise.all(calls);
}
