import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "./clock.ts";
import type { HttpConnection } from "./http-connection.ts";

/** When a load ends: after this many calls, or after this many seconds. */
export type Extent = { calls: number } | { seconds: number };

/** The number of calls of a load, and its rate. */
export interface Answered {
  calls: number;
  perSecond: number;
}

/** Runs `callers` concurrent loops. Each loop starts its next call when its previous call has ended. */
export async function closedLoop(
  callers: number,
  extent: Extent,
  call: (caller: number) => Promise<unknown>,
): Promise<Answered> {
  const startedAt = clockMs();
  const endsAt = "seconds" in extent ? startedAt + extent.seconds * 1000 : Number.POSITIVE_INFINITY;
  const limit = "calls" in extent ? extent.calls : Number.POSITIVE_INFINITY;
  let calls = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (calls < limit && clockMs() < endsAt) {
        calls++;
        await call(caller);
      }
    }),
  );
  return { calls, perSecond: (calls * 1000) / (clockMs() - startedAt) };
}

/** Starts calls at a fixed rate, without waiting for earlier calls. Resolves when all calls have ended. */
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

/**
 * Repeats a request over keep-alive connections. Each load opens new connections, because a server closes idle
 * connections after some seconds.
 */
export async function loadOver(
  open: () => Promise<HttpConnection>,
  { connections: count, request, extent }: { connections: number; request: Buffer; extent: Extent },
): Promise<Answered> {
  const connections = await Promise.all(Array.from({ length: count }, open));
  const answered = await closedLoop(count, extent, async (caller) => connections[caller]?.send(request));
  for (const connection of connections) connection.close();
  return answered;
}
