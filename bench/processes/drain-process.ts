/** Drains a backlog with one contender in a new process. */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { clockMs } from "../clock.ts";
import { type CpuPerJob, readOwnCpu, readPostgresCpu, startCpu } from "../cpu.ts";
import type { Drain } from "../drain.ts";
import { type Settings, startWorker } from "../gaffer/worker.ts";
import { drainWithGraphileWorker, type GraphileMode } from "../peers/graphile-worker.ts";
import { drainMessages, drainWithPgBoss } from "../peers/pg-boss.ts";
import { answerCalls } from "../remote.ts";

export type DrainContender =
  | { product: "gaffer"; dataDir: string; settings: Settings }
  | { product: "pg-boss"; workers: number }
  | { product: "messages" }
  | { product: "graphile-worker"; mode: GraphileMode };

export interface DrainRequest {
  databaseUrl: string;
  contender: DrainContender;
  jobs: number;
  /** Maximum duration of the measurement in seconds. */
  limitSeconds: number;
  /** Process id of the PostgreSQL server whose CPU time is measured. */
  postmasterPid: number;
}

export interface DrainResult {
  seconds: number;
  finished: number;
  cpu: CpuPerJob;
  /** Size in bytes of the WAL that PostgreSQL wrote during the measurement. */
  walBytes: number;
}

let drain: Drain | undefined;

const calls = {
  /**
   * Drains the backlog. Measures from the start of the first handler until every job has ended, or for `limitSeconds`.
   */
  async drain({ databaseUrl, contender, jobs, limitSeconds, postmasterPid }: DrainRequest): Promise<DrainResult> {
    drain = await openDrain(databaseUrl, contender);
    const watcher = new pg.Client({ connectionString: databaseUrl });
    await watcher.connect();
    const walFrom = await walPosition(watcher);
    let startedAt = 0;
    let spent: ReturnType<typeof startCpu> = () => ({});
    let handled = 0;
    await drain.start(() => {
      if (handled++ > 0) return;
      startedAt = clockMs();
      spent = startCpu({ worker: readOwnCpu, PostgreSQL: readPostgresCpu(postmasterPid) });
    });
    const isOverdue = () => startedAt > 0 && clockMs() - startedAt > limitSeconds * 1000;
    // Waits for the last handler call before counting the rows of open jobs, because counting slows the database down.
    while (handled < jobs && !isOverdue()) await wait(5);
    let unfinished: number;
    let seconds: number;
    do {
      unfinished = (await watcher.query(drain.unfinished)).rows[0].count;
      seconds = (clockMs() - startedAt) / 1000;
    } while (unfinished > 0 && !isOverdue() && (await wait(5, true)));
    const finished = jobs - unfinished;
    const cpu = spent(finished);
    const { rows } = await watcher.query("select pg_current_wal_insert_lsn() - $1::pg_lsn as bytes", [walFrom]);
    await watcher.end();
    return { seconds, finished, cpu, walBytes: Number(rows[0].bytes) };
  },
};

export type DrainCalls = typeof calls;

async function walPosition(client: pg.Client): Promise<string> {
  return (await client.query("select pg_current_wal_insert_lsn() as lsn")).rows[0].lsn;
}

async function openDrain(databaseUrl: string, contender: DrainContender): Promise<Drain> {
  if (contender.product === "pg-boss") return drainWithPgBoss(databaseUrl, contender);
  if (contender.product === "messages") return drainMessages(databaseUrl);
  if (contender.product === "graphile-worker") return drainWithGraphileWorker(databaseUrl, contender.mode);
  return drainWithGaffer(databaseUrl, contender);
}

function drainWithGaffer(databaseUrl: string, { dataDir, settings }: { dataDir: string; settings: Settings }): Drain {
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
  return {
    async start(onJob) {
      worker = await startWorker({ databaseUrl, dataDir, settings, onJob: () => void onJob() as undefined });
    },
    unfinished: "select count(*)::int as count from gaffer.open_jobs",
    stop: async () => worker?.stop(),
  };
}

answerCalls(calls, async () => {
  await drain?.stop();
});
