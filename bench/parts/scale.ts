/**
 * Reads, creates, a drain and the pruning with a history of millions of ended jobs. Creates and the drain are compared
 * with an empty database.
 */
import type { BenchDatabase, Cluster } from "../cluster.ts";
import { readOwnCpu, startCpu } from "../cpu.ts";
import { type Api, type Org, startApi } from "../gaffer/api.ts";
import { toTable } from "../report.ts";
import { type Measured, takeTurns } from "../rounds.ts";
import { addHistory } from "../scale/history.ts";
import { measurePrune } from "../scale/prune.ts";
import { measureReads, type ReadTimes, toReadTable } from "../scale/reads.ts";
import { pairedRatio, type Ratio } from "../statistics.ts";
import { roomForMessages } from "./create.ts";
import { drainDatabase } from "./drain.ts";
import type { Part, Sizes } from "./part.ts";

const connections = 64;
const drainedOrgs = 10;

export const scale: Part = async ({ cluster, sizes }) => {
  const large = await open(cluster);
  const history = await addHistory(large.database, large.api, { jobs: sizes.history, orgs: sizes.historyOrgs });
  await large.database.tidy();
  const space = await readSpace(large.database, sizes.history);
  const reads = await measureReads(large.database, large.api, history);
  console.log(toReadTable(reads));

  const empty = await open(cluster);
  const inTurns = (
    what: string,
    measure: (cluster: Cluster, database: OpenDatabase, sizes: Sizes) => Promise<Measured>,
  ) =>
    takeTurns(
      {
        [`${what}, large`]: () => measure(cluster, large, sizes),
        [`${what}, empty`]: () => measure(cluster, empty, sizes),
      },
      sizes.rounds,
    );
  const rates = { ...(await inTurns("drain", drainJobs)), ...(await inTurns("create", createJobs)) };
  await empty.close();
  const pruned = await measurePrune(large.database, large.api, await large.api.createOrg("beside"));
  await large.close();

  const [drainVsEmpty, createVsEmpty] = ["drain", "create"].map((what) =>
    pairedRatio(rates[`${what}, large`] ?? [], rates[`${what}, empty`] ?? []),
  ) as [Ratio, Ratio];
  return {
    rates,
    ratios: { drainVsEmpty, createVsEmpty },
    figures: {
      ...worstReads(reads),
      drainVsEmpty: drainVsEmpty.median,
      createVsEmpty: createVsEmpty.median,
      prunedPerSecond: pruned.perSecond,
      createsBesidePrune: pruned.creates.beside / pruned.creates.alone,
      longestLockMs: pruned.longestWaitMs.beside,
      bytesPerJob: Object.values(space).reduce((sum, bytes) => sum + bytes, 0),
    },
    lines: [
      toTable(
        ["bytes per job", ""],
        Object.entries(space).map(([name, bytes]) => [name, bytes.toFixed(0)]),
      ),
      `${pruned.removed} jobs were removed; before and meanwhile: creates per second ${toTexts(pruned.creates)}, longest wait for a lock ${toTexts(pruned.longestWaitMs)} ms`,
    ],
    measured: { scale: { reads, space, pruned } },
  };
};

const toTexts = (values: Record<string, number>) => Object.values(values).map(Math.round).join(", ");

interface OpenDatabase {
  database: BenchDatabase;
  api: Api;
  /** Organizations whose jobs are drained. */
  orgs: Org[];
  close(): Promise<void>;
}

async function open(cluster: Cluster): Promise<OpenDatabase> {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { settings: roomForMessages });
  const orgs: Org[] = [];
  while (orgs.length < drainedOrgs) orgs.push(await api.createOrg(`drained-${orgs.length}`));
  return {
    database,
    api,
    orgs,
    async close() {
      await api.stop();
      await database.drop();
    },
  };
}

async function drainJobs(cluster: Cluster, { database, api, orgs }: OpenDatabase, { jobs, slots }: Sizes) {
  await api.seed(orgs, jobs);
  await database.tidy();
  const settings = { WORKER_CONCURRENCY: String(slots) };
  const contender = { product: "gaffer", dataDir: await cluster.dataDir(), settings } as const;
  return drainDatabase(cluster, database, contender, { jobs, checkout: undefined });
}

let created = 0;

/** Creates jobs for a new organization. Their messages stay in the queue. */
async function createJobs(cluster: Cluster, { database, api }: OpenDatabase, { seconds, warmUp }: Sizes) {
  const load = api.load(connections, api.createJob(await api.createOrg(`created-${++created}`), 0));
  await load({ calls: warmUp / 4 });
  await database.tidy();
  const spent = startCpu({ API: api.remote.readCpu, load: readOwnCpu, PostgreSQL: cluster.readCpu });
  const { calls, perSecond } = await load({ seconds });
  return { rate: perSecond, cpu: spent(calls) };
}

/** Bytes per job of each table and index that has rows of jobs. */
async function readSpace(database: BenchDatabase, jobs: number): Promise<Record<string, number>> {
  const rows = await database.query<{ name: string; bytes: number }>(
    `select relname as name, (pg_relation_size(oid) + coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0))::float8 as bytes
       from pg_class where relnamespace = 'gaffer'::regnamespace and relname ~ '^(jobs|ended_jobs|job_)' and relkind in ('r', 'i')
      order by bytes desc`,
  );
  return Object.fromEntries(rows.filter(({ bytes }) => bytes >= jobs).map(({ name, bytes }) => [name, bytes / jobs]));
}

/** The longest p99 of all lists, and of statistics and timelines. */
function worstReads(reads: ReadTimes): { listP99Ms: number; statisticsP99Ms: number } {
  const [statistics = [], lists = []] = [true, false].map((wanted) =>
    Object.entries(reads)
      .filter(([name]) => /^(statistics|timeline)/.test(name) === wanted)
      .flatMap(([, { first, deep }]) => [first.p99, deep?.p99 ?? 0]),
  );
  return { listP99Ms: Math.max(...lists), statisticsP99Ms: Math.max(...statistics) };
}
