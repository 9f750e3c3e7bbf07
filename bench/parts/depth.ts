/**
 * The cost of a backlog: database time of the worker's statements with 0, some and many queued jobs. Measured right
 * after the jobs were added, when statistics are stale, and again after ANALYZE. A real worker runs for a few seconds
 * in each measurement, so the measured statements are always the worker's own.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { BenchDatabase, Cluster } from "../cluster.ts";
import { startApi } from "../gaffer/api.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { startRemote } from "../remote.ts";
import { toTable } from "../report.ts";
import { countStatements, readStatements, type StatementCount } from "../statements.ts";
import type { Part } from "./part.ts";

const seconds = 4;
/** Duration of a job in milliseconds, so long that the backlog hardly shrinks while every slot is in use. */
const jobMs = 100;

interface DepthCost {
  /** Number of queued jobs at the start. Some hundreds of them run during the measurement. */
  waiting: number;
  statistics: "fresh" | "stale";
  /** Database time of all statements of the worker, in milliseconds per started job. */
  databaseMsPerJob: number;
  /** The worker's most frequent statement with SKIP LOCKED: it fetches messages. */
  fetch: StatementCount | undefined;
  slowest: StatementCount | undefined;
}

export const depth: Part = async ({ cluster, sizes }) => {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url);
  await freezeStatistics(database);
  const costs: DepthCost[] = [];
  let waiting = 0;
  for (const target of [0, 10_000, sizes.depth]) {
    await api.seed([api.org], target - waiting);
    waiting = target;
    for (const statistics of target === 0 ? (["fresh"] as const) : (["stale", "fresh"] as const)) {
      if (statistics === "fresh") await database.query("analyze");
      costs.push(await measure(cluster, database, { waiting, statistics }));
    }
  }
  await api.stop();
  await database.drop();

  const cells = (statement: StatementCount | undefined) =>
    statement ? [statement.meanMs.toFixed(2), statement.maxMs.toFixed(1)] : ["–", "–"];
  const rows = costs.map((cost) => [
    `${cost.waiting.toLocaleString("en")} waiting, ${cost.statistics} statistics`,
    ...cells(cost.fetch),
    cost.databaseMsPerJob.toFixed(2),
    ...cells(cost.slowest),
    cost.slowest?.query.slice(0, 60) ?? "",
  ]);
  const head = ["", "fetch, mean ms", "max", "database ms/job", "slowest, mean ms", "max", "which"];
  return { measured: { depth: costs }, lines: [toTable(head, rows)] };
};

/** Turns off autovacuum, which could analyze tables during a measurement. */
async function freezeStatistics(database: BenchDatabase): Promise<void> {
  await database.query(`do $$ declare one record; begin
    for one in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('gaffer', 'gaffer_queue') and c.relkind = 'r' loop
      execute format('alter table %s set (autovacuum_enabled = off)', one.name);
    end loop; end $$`);
  await database.query("analyze");
}

async function measure(
  cluster: Cluster,
  database: BenchDatabase,
  backlog: Pick<DepthCost, "waiting" | "statistics">,
): Promise<DepthCost> {
  const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile);
  await countStatements(database);
  await worker.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), jobMs });
  await wait(seconds * 1000);
  const jobs = await worker.call("startCount");
  const statements = await readStatements(database);
  await worker.stop();
  const totalMs = statements.reduce((sum, statement) => sum + statement.totalMs, 0);
  return {
    ...backlog,
    databaseMsPerJob: jobs === 0 ? 0 : totalMs / jobs,
    fetch: statements.filter(({ query }) => /skip locked/i.test(query)).toSorted((a, b) => b.calls - a.calls)[0],
    slowest: statements.toSorted((a, b) => b.meanMs - a.meanMs)[0],
  };
}
