/**
 * Effects of organizations on each other on one worker:
 * `shares`: the share of started jobs that the second of two flooding organizations gets;
 * `beside a flood`: wait times of single jobs while another organization fills all slots;
 * `beside a capped flood`: wait times of single jobs while the other organization is capped, so that slots are free.
 */
import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "../clock.ts";
import type { BenchDatabase } from "../cluster.ts";
import { type Api, type Org, sendAnywhere, startApi } from "../gaffer/api.ts";
import type { Settings } from "../gaffer/worker.ts";
import { openLoop } from "../load.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { type Remote, startRemote } from "../remote.ts";
import { toTable } from "../report.ts";
import { percentile } from "../statistics.ts";
import type { Bench, Part } from "./part.ts";

/** A limit of five admitted jobs, a quarter of the worker's 20 slots. */
const capped = { ORG_CONCURRENCY: "5" };
const jobMs = 20;
const seconds = 15;
const every = { perSecond: 10 };
const sharesBacklog = 3_000;
/** Milliseconds in which the worker becomes busy with the flood before the other organization starts. */
const headStartMs = 1_000;

interface Scene {
  database: BenchDatabase;
  api: Api;
  flooding: Org;
  other: Org;
  startWorker(): Promise<Remote<WorkerCalls>>;
}

export const fairness: Part = async (bench) => {
  const shares = await inScene(bench, measureShares);
  const alone = await inScene(bench, (scene) => measureWaits(scene, 0));
  const besideFlood = await inScene(bench, (scene) => measureWaits(scene, bench.sizes.flood));
  const besideCapped = await inScene(bench, (scene) => measureWaits(scene, bench.sizes.depth), capped);
  const rows = Object.entries({ alone, "beside a flood": besideFlood, "beside a capped flood": besideCapped }).map(
    ([name, { created, started, ms }]) => [name, `${started} of ${created}`, ...ms.map((one) => one.toFixed(1))],
  );
  return {
    measured: { fairness: { laterShare: shares, alone, besideFlood, besideCapped, flood: bench.sizes.flood } },
    lines: [
      `the later of two floods starts ${(100 * shares).toFixed(1)} % of the jobs while both wait (fair: 50)`,
      toTable(["one job every 100 ms", "started", "p50 ms", "p99 ms", "max ms"], rows),
      `What hasn't started after ${seconds} s is counted with its wait so far.`,
    ],
  };
};

async function inScene<Result>(
  { cluster }: Bench,
  measure: (scene: Scene) => Promise<Result>,
  settings: Settings = {},
): Promise<Result> {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { settings });
  const workers: Remote<WorkerCalls>[] = [];
  const scene = {
    database,
    api,
    flooding: await api.createOrg("flooding"),
    other: await api.createOrg("other"),
    async startWorker() {
      const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile);
      workers.push(worker);
      await worker.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), settings, jobMs });
      return worker;
    },
  };
  const result = await measure(scene);
  await Promise.all([api.stop(), ...workers.map((worker) => worker.stop())]);
  await database.drop();
  return result;
}

/** The second organization's share of the jobs that started while both organizations had queued jobs. */
async function measureShares({ database, api, flooding, other, startWorker }: Scene): Promise<number> {
  await api.seed([flooding], sharesBacklog);
  await api.seed([other], sharesBacklog);
  await database.tidy();
  const worker = await startWorker();
  const starts = { [flooding.orgId]: 0, [other.orgId]: 0 };
  while (Object.values(starts).every((count) => count < sharesBacklog)) {
    await wait(50);
    for (const { orgId } of await worker.call("takeStarts")) {
      if (Object.values(starts).every((count) => count < sharesBacklog)) starts[orgId] = (starts[orgId] ?? 0) + 1;
    }
  }
  const [first = 0, second = 0] = [starts[flooding.orgId], starts[other.orgId]];
  return second / (first + second);
}

/**
 * Measures the time from POST to handler start, for one job every 100 ms beside `backlog` jobs of another organization.
 * Returns the numbers of created and started jobs, and the p50, p99 and maximum in milliseconds.
 */
async function measureWaits({ database, api, flooding, other, startWorker }: Scene, backlog: number) {
  await api.seed([flooding], backlog);
  if (backlog > 0) await database.tidy();
  const worker = await startWorker();
  await wait(headStartMs);
  const connections = sendAnywhere(api);
  const sentAt = new Map<number, number>();
  const post = async (index: number) => {
    const request = api.createJob(other, index);
    sentAt.set(index, clockMs());
    await connections.send(request);
  };
  await openLoop({ ...every, seconds }, post);
  await wait(200);
  const endedAt = clockMs();
  const starts = (await worker.call("takeStarts")).filter(({ orgId }) => orgId === other.orgId);
  connections.close();
  const startedAt = new Map(starts.map(({ number, at }) => [number, at]));
  const waits = [...sentAt].map(([number, at]) => (startedAt.get(number) ?? endedAt) - at);
  return {
    created: sentAt.size,
    started: startedAt.size,
    ms: [percentile(waits, 0.5), percentile(waits, 0.99), Math.max(...waits)],
  };
}
