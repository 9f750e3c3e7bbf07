/** (c) Draining a backlog of no-op jobs. Rows and messages exist before the worker starts. */
import type { BenchDatabase, Cluster } from "../cluster.ts";
import { startApi } from "../gaffer/api.ts";
import type { Settings } from "../gaffer/worker.ts";
import { type GraphileMode, openGraphileWorker } from "../peers/graphile-worker.ts";
import { openPgBoss } from "../peers/pg-boss.ts";
import type { DrainCalls, DrainContender } from "../processes/drain-process.ts";
import { startRemote } from "../remote.ts";
import { takeTurns } from "../rounds.ts";
import { countStatements, readStatements, toStatementTable } from "../statements.ts";
import { pairedRatio } from "../statistics.ts";
import type { Bench, Part } from "./part.ts";

/** A slower contender is measured by what it has done after this time. */
const limitSeconds = 10;
const localConcurrencies = [1, 2, 3, 4];
/** Share of the backlog for the trial of each variant. */
const tryShare = 0.5;

export const drain: Part = async (bench) => {
  const { cluster, sizes } = bench;
  const { rounds, jobs, slots, orgs } = sizes;
  const drainOf = (contender: DrainContender, backlog: Partial<Backlog> = {}) =>
    drainOnce(cluster, contender, { jobs, orgs: 1, ...backlog });
  const gaffer = (settings: Settings, orgs: number) => async () =>
    drainOf({ product: "gaffer", dataDir: await cluster.dataDir(), settings }, { orgs });
  const pgBoss = (workers: number, backlog?: Partial<Backlog>) => () =>
    drainOf({ product: "pg-boss", workers }, backlog);
  const graphile = (mode: GraphileMode) => () => drainOf({ product: "graphile-worker", mode });
  const manySlots = { WORKER_CONCURRENCY: String(slots) };

  const tries = localConcurrencies.map((workers) => [
    `pg-boss work, ${workers} local`,
    pgBoss(workers, { jobs: jobs * tryShare }),
  ]);
  const tried: Record<string, number[]> = await takeTurns(Object.fromEntries(tries), 1);
  const speeds = Object.values(tried).map(([rate = 0]) => rate);
  const best = localConcurrencies[speeds.indexOf(Math.max(...speeds))] ?? 1;

  const aside = await takeTurns(
    {
      "gaffer, default slots": gaffer({}, orgs),
      "gaffer, 1 organization": gaffer(manySlots, 1),
      "graphile-worker, no local queue": graphile("default"),
    },
    1,
  );
  const main = await takeTurns(
    {
      gaffer: gaffer(manySlots, orgs),
      "pg-boss work": pgBoss(best),
      "graphile-worker local queue": graphile("localQueue"),
    },
    rounds,
  );
  const ratios = {
    drainVsWork: pairedRatio(main.gaffer, main["pg-boss work"]),
    drainVsGraphileLocalQueue: pairedRatio(main.gaffer, main["graphile-worker local queue"]),
  };
  return {
    rates: { ...tried, ...aside, ...main },
    ratios,
    figures: {
      drainVsWork: ratios.drainVsWork.median,
      drainVsGraphileLocalQueue: ratios.drainVsGraphileLocalQueue.median,
    },
    measured: { drain: { jobs, slots, orgs, pgBossLocalConcurrency: best } },
  };
};

interface Backlog {
  jobs: number;
  orgs: number;
}

/** Drains a backlog on a new database. Returns jobs per second. */
async function drainOnce(cluster: Bench["cluster"], contender: DrainContender, backlog: Backlog): Promise<number> {
  const database = await cluster.createDatabase();
  if (contender.product === "gaffer") await seedGaffer(cluster, database, backlog);
  else await seedPeer(contender.product, database, backlog);
  await database.tidy();
  const remote = startRemote<DrainCalls>("drain-process.ts", cluster.logFile);
  const request = { databaseUrl: database.url, contender, jobs: backlog.jobs, limitSeconds };
  const counts = cluster.statements && contender.product === "gaffer";
  if (counts) await countStatements(database);
  const { finished, seconds } = await remote.call("drain", request);
  if (counts) console.log(toStatementTable(await readStatements(database)));
  await remote.stop();
  await database.drop();
  return finished / seconds;
}

async function seedGaffer(cluster: Cluster, { url }: BenchDatabase, { jobs, orgs: count }: Backlog): Promise<void> {
  const api = await startApi(cluster, url);
  const orgs = [api.org];
  while (orgs.length < count) orgs.push(await api.createOrg(`org-${orgs.length}`));
  await api.seed(orgs, jobs);
  await api.stop();
}

async function seedPeer(product: "pg-boss" | "graphile-worker", { url }: BenchDatabase, { jobs }: Backlog) {
  const peer = product === "pg-boss" ? await openPgBoss(url) : await openGraphileWorker(url);
  const addThousand = "insertThousand" in peer ? peer.insertThousand : peer.addThousand;
  for (let count = 0; count < jobs; count += 1_000) await addThousand();
  await peer.stop();
}
