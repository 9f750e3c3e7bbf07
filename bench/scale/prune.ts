/** The pruning of a long history, with creates beside it. */
import { setTimeout as wait } from "node:timers/promises";
import { createPool } from "../../apps/api/src/db/pools.ts";
import { pruneJobs } from "../../apps/api/src/modules/jobs/prune-jobs.ts";
import { clockMs } from "../clock.ts";
import type { BenchDatabase } from "../cluster.ts";
import type { Api, Org } from "../gaffer/api.ts";
import { historyDays } from "./history.ts";

export interface Pruned {
  removed: number;
  perSecond: number;
  /** Creates per second before the pruning, and during it. */
  creates: { alone: number; beside: number };
  /** The longest time that a session waited for a lock before the pruning, and during it, in milliseconds. */
  longestWaitMs: { alone: number; beside: number };
}

const connections = 64;
const aloneSeconds = 5;

/** Removes the oldest tenth of the history, while a new organization creates jobs. */
export async function measurePrune(database: BenchDatabase, api: Api, org: Org): Promise<Pruned> {
  await database.query("update plans set completed_days = $1, failed_days = $1, cancelled_days = $1", [
    Math.round(historyDays * 0.9),
  ]);
  const load = api.load(connections, api.createJob(org, 0));
  const ofAlone = new AbortController();
  const watchingAlone = watchLocks(database, ofAlone.signal);
  const { perSecond: alone } = await load({ seconds: aloneSeconds });
  ofAlone.abort();
  const waitAlone = await watchingAlone;
  const pool = createPool(database.url, "gaffer_worker", { max: 1 });
  const stop = new AbortController();
  const watching = watchLocks(database, stop.signal);
  let created = 0;
  const creating = (async () => {
    while (!stop.signal.aborted) created += (await load({ seconds: 0.5 })).calls;
  })();
  const startedAt = clockMs();
  const removed = await pruneJobs(pool, new Date(), stop.signal);
  const seconds = (clockMs() - startedAt) / 1000;
  const beside = created / seconds;
  stop.abort();
  await creating;
  await pool.end();
  return {
    removed,
    perSecond: removed / seconds,
    creates: { alone, beside },
    longestWaitMs: { alone: waitAlone, beside: await watching },
  };
}

/** Looks every 10 ms who waits for a lock. Returns the longest wait that it saw, in milliseconds. */
async function watchLocks(database: BenchDatabase, signal: AbortSignal): Promise<number> {
  let longest = 0;
  while (!signal.aborted) {
    const [row] = await database.query<{ ms: number | null }>(
      "select max(extract(epoch from clock_timestamp() - waitstart) * 1000)::float8 as ms from pg_locks where not granted",
    );
    longest = Math.max(longest, row?.ms ?? 0);
    await wait(10);
  }
  return longest;
}
