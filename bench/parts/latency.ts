/** (d) Time from sending a POST to the start of the handler, at a rate that leaves the worker mostly idle. */
import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "../clock.ts";
import { sendAnywhere, startApi } from "../gaffer/api.ts";
import { openLoop } from "../load.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { startRemote } from "../remote.ts";
import { toTable } from "../report.ts";
import { percentile } from "../statistics.ts";
import type { Part } from "./part.ts";

const perSecond = 200;
const warmUpSeconds = 3;
/** A job that hasn't started this long after the last request counts as lost. */
const patienceMs = 5_000;

export const latency: Part = async ({ cluster, sizes: { latencySeconds } }) => {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url);
  const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile);
  await worker.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), jobMs: 0 });
  const connections = sendAnywhere(api);

  const sentAt = new Map<number, number>();
  const answeredAfter: number[] = [];
  const post = async (index: number) => {
    const request = api.createJob(api.org, index);
    sentAt.set(index, clockMs());
    await connections.send(request);
    answeredAfter.push(clockMs() - (sentAt.get(index) ?? 0));
  };
  await openLoop({ perSecond, seconds: warmUpSeconds }, post);
  await wait(500);
  await worker.call("takeStarts");
  sentAt.clear();
  answeredAfter.length = 0;

  await openLoop({ perSecond, seconds: latencySeconds }, post);
  const startedAt = new Map<number, number>();
  for (const deadline = clockMs() + patienceMs; startedAt.size < sentAt.size && clockMs() < deadline; await wait(100)) {
    for (const { number, at } of await worker.call("takeStarts")) startedAt.set(number, at);
  }
  connections.close();
  await Promise.all([worker.stop(), api.stop()]);
  await database.drop();

  const waits = [...sentAt].map(([number, at]) => (startedAt.get(number) ?? Number.POSITIVE_INFINITY) - at);
  const percentiles = (values: number[]) => {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(values, share)) as [number, number, number];
    return { p50, p95, p99, max: Math.max(...values) };
  };
  const [started, answered] = [percentiles(waits), percentiles(answeredAfter)];
  const toRow = (name: string, values: Record<string, number>) => [
    name,
    ...Object.values(values).map((ms) => ms.toFixed(1)),
  ];
  return {
    figures: { latencyP50Ms: started.p50, latencyP99Ms: started.p99 },
    measured: { latency: { perSecond, seconds: latencySeconds, startedMs: started, answeredMs: answered } },
    lines: [
      toTable(
        ["from POST", "p50 ms", "p95", "p99", "max"],
        [toRow("to its answer", answered), toRow("to the handler's start", started)],
      ),
    ],
  };
};
