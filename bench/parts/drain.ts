/** (d) Draining a backlog of no-op jobs. Rows and messages exist before the worker starts. */
import type { BenchDatabase, Cluster } from "../cluster.ts";
import { type Org, startApi } from "../gaffer/api.ts";
import type { Settings } from "../gaffer/worker.ts";
import { openGraphileWorker } from "../peers/graphile-worker.ts";
import { openPgBoss } from "../peers/pg-boss.ts";
import type { DrainCalls, DrainContender } from "../processes/drain-process.ts";
import { startRemote } from "../remote.ts";
import { type Measured, takeTurns } from "../rounds.ts";
import { countStatements, readStatements, toStatementTable } from "../statements.ts";
import { median, medianCpu, pairedRatio } from "../statistics.ts";
import { before, type Part } from "./part.ts";

/**
 * Maximum duration of a measurement in seconds. The rate of a slower contender counts the jobs that it has finished by
 * then.
 */
const limitSeconds = 10;
const localConcurrencies = [1, 2, 3, 4];
/** Share of the backlog that each variant of a contender drains in its trial. */
const tryShare = 0.25;
/** Share of the backlog for a worker with the default number of slots, which drains it more slowly. */
const defaultSlotsShare = 0.4;

interface Drained extends Measured {
  walBytes: number;
  /** Share of the updates of Gaffer's `jobs` that are heap-only (HOT), so that they touch no index. */
  hotShare: number;
}

export const drain: Part = async ({ cluster, sizes, checkoutBefore }) => {
  const { rounds, jobs, slots, orgs } = sizes;
  const drained: Drained[] = [];
  const drainOf = (contender: DrainContender, backlog: Partial<Backlog> = {}) =>
    drainOnce(cluster, contender, { jobs, orgs: 1, checkout: undefined, ...backlog });
  const gaffer = (settings: Settings, backlog: Partial<Backlog>) => async () =>
    drainOf({ product: "gaffer", dataDir: await cluster.dataDir(), settings }, { orgs, ...backlog });
  const peer = (contender: DrainContender, backlog?: Partial<Backlog>) => () => drainOf(contender, backlog);
  const manySlots = { WORKER_CONCURRENCY: String(slots) };
  const fewer = Math.round(jobs * defaultSlotsShare);

  const tries = localConcurrencies.map((workers) => [
    `pg-boss work, ${workers} local`,
    peer({ product: "pg-boss", workers }, { jobs: Math.round(jobs * tryShare) }),
  ]);
  const tried: Record<string, Measured[]> = await takeTurns(Object.fromEntries(tries), 1);
  const speeds = Object.values(tried).map(([turn]) => turn?.rate ?? 0);
  const best = localConcurrencies[speeds.indexOf(Math.max(...speeds))] ?? 1;

  const aside = await takeTurns(
    { "gaffer, 1 organization": gaffer(manySlots, { orgs: 1 }), "bare message loop": peer({ product: "messages" }) },
    1,
  );
  const keep = (measure: () => Promise<Drained>) => async () => {
    const turn = await measure();
    drained.push(turn);
    return turn;
  };
  const main = await takeTurns(
    {
      gaffer: keep(gaffer(manySlots, {})),
      ...(checkoutBefore && { [before]: gaffer(manySlots, { checkout: checkoutBefore }) }),
      "pg-boss work": peer({ product: "pg-boss", workers: best }),
      "graphile-worker local queue": peer({ product: "graphile-worker", mode: "localQueue" }),
      "gaffer, default slots": gaffer({}, { jobs: fewer }),
      "graphile-worker, no local queue": peer({ product: "graphile-worker", mode: "default" }, { jobs: fewer }),
    },
    rounds,
  );
  const earlier = main[before];
  const ratios = {
    drainVsWork: pairedRatio(main.gaffer, main["pg-boss work"]),
    drainVsGraphileLocalQueue: pairedRatio(main.gaffer, main["graphile-worker local queue"]),
    defaultSlotsVsGraphile: pairedRatio(main["gaffer, default slots"], main["graphile-worker, no local queue"]),
    ...(earlier && { drainVsBefore: pairedRatio(main.gaffer, earlier) }),
  };
  const medians = Object.fromEntries(Object.entries(ratios).map(([figure, ratio]) => [figure, ratio.median]));
  const [walBytes, hotShare] = [
    median(drained.map((turn) => turn.walBytes)),
    median(drained.map((turn) => turn.hotShare)),
  ];
  return {
    rates: { ...tried, ...aside, ...main },
    ratios,
    figures: {
      ...medians,
      drainCpuMicros: medianCpu(main.gaffer),
      drainWalBytes: walBytes,
      drainHotPercent: 100 * hotShare,
    },
    measured: { drain: { jobs, slots, orgs, pgBossLocalConcurrency: best } },
  };
};

interface Backlog {
  jobs: number;
  orgs: number;
  /** Folder of another checkout of Gaffer that creates and runs the jobs. undefined: this checkout. */
  checkout: string | undefined;
}

/** Drains a backlog on a new database. */
async function drainOnce(cluster: Cluster, contender: DrainContender, backlog: Backlog): Promise<Drained> {
  const database = await cluster.createDatabase();
  if (contender.product === "gaffer") await seedGaffer(cluster, database, backlog);
  else await seedPeer(contender.product, database, backlog);
  await database.tidy();
  const drained = await drainDatabase(cluster, database, contender, backlog);
  await database.drop();
  return drained;
}

/**
 * Drains the jobs that wait in the database. Returns the jobs per second, the CPU time and WAL per job, and the share of
 * HOT updates.
 */
export async function drainDatabase(
  cluster: Cluster,
  database: BenchDatabase,
  contender: DrainContender,
  { jobs, checkout }: Pick<Backlog, "jobs" | "checkout">,
): Promise<Drained> {
  const remote = startRemote<DrainCalls>("drain-process.ts", cluster.logFile, { checkout });
  const { postmasterPid } = cluster;
  const request = { databaseUrl: database.url, contender, jobs, limitSeconds, postmasterPid };
  const counts = cluster.statements && contender.product === "gaffer";
  if (counts) await countStatements(database);
  const updatesBefore = await readUpdates(database);
  const { finished, seconds, cpu, walBytes } = await remote.call("drain", request);
  if (counts) console.log(toStatementTable(await readStatements(database)));
  await remote.stop();
  const updates = await readUpdates(database);
  return {
    rate: finished / seconds,
    cpu,
    walBytes: walBytes / finished,
    hotShare: (updates.hot - updatesBefore.hot) / (updates.all - updatesBefore.all),
  };
}

/** Counts updates of rows of Gaffer's `jobs`. PostgreSQL counts a connection's updates when the connection ends. */
async function readUpdates(database: BenchDatabase): Promise<{ all: number; hot: number }> {
  const [row] = await database.query<{ all: number; hot: number }>(
    `select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables
      where schemaname = 'gaffer' and relname = 'jobs'`,
  );
  return row ?? { all: 0, hot: 0 };
}

async function seedGaffer(
  cluster: Cluster,
  { url }: BenchDatabase,
  { jobs, orgs: count, checkout }: Backlog,
): Promise<void> {
  const api = await startApi(cluster, url, { checkout });
  const orgs: Org[] = [api.org];
  while (orgs.length < count) orgs.push(await api.createOrg(`org-${orgs.length}`));
  await api.seed(orgs, jobs);
  await api.stop();
}

async function seedPeer(
  product: Exclude<DrainContender["product"], "gaffer">,
  { url }: BenchDatabase,
  { jobs }: Backlog,
): Promise<void> {
  const peer = product === "graphile-worker" ? await openGraphileWorker(url) : await openPgBoss(url);
  const addThousand = "insertThousand" in peer ? peer.insertThousand : peer.addThousand;
  for (let count = 0; count < jobs; count += 1_000) await addThousand();
  await peer.stop();
}
