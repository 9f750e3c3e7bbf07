/** Memory of the API and of a worker under a steady load: `--rate` jobs per second for `--minutes`. */
import { setTimeout as wait } from "node:timers/promises";
import { sendAnywhere, startApi } from "../gaffer/api.ts";
import { openLoop } from "../load.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { startRemote } from "../remote.ts";
import { toTable } from "../report.ts";
import { slope } from "../statistics.ts";
import type { Part } from "./part.ts";

const sampleSeconds = 5;

interface Sample {
  seconds: number;
  apiMiB: number;
  workerMiB: number;
}

export const memory: Part = async ({ cluster, sizes: { minutes, rate } }) => {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url);
  const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile);
  await worker.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), jobMs: 5 });
  const connections = sendAnywhere(api);

  const samples: Sample[] = [];
  const ended = new AbortController();
  const sampling = (async () => {
    for (let seconds = 0; !ended.signal.aborted; seconds += sampleSeconds) {
      const [ours, its] = [await api.remote.call("usage"), await worker.call("usage")];
      // Empties the bench's list of started handlers, which would count as memory of the product.
      await worker.call("takeStarts");
      samples.push({ seconds, apiMiB: ours.rssBytes / 2 ** 20, workerMiB: its.rssBytes / 2 ** 20 });
      await wait(sampleSeconds * 1000, undefined, { signal: ended.signal }).catch(() => {});
    }
  })();
  await openLoop({ perSecond: rate, seconds: minutes * 60 }, (index) =>
    connections.send(api.createJob(api.org, index)),
  );
  ended.abort();
  await sampling;
  const jobs = await worker.call("startCount");
  connections.close();
  await Promise.all([worker.stop(), api.stop()]);
  await database.drop();

  const later = samples.slice(Math.floor(samples.length / 2));
  const rows = (["apiMiB", "workerMiB"] as const).map((name) => [
    name === "apiMiB" ? "API" : "worker",
    ...[samples[0]?.[name] ?? 0, Math.max(...samples.map((sample) => sample[name])), samples.at(-1)?.[name] ?? 0].map(
      (mebibytes) => mebibytes.toFixed(0),
    ),
    (60 * slope(later.map((sample) => ({ x: sample.seconds, y: sample[name] })))).toFixed(1),
  ]);
  const head = ["MiB resident", "start", "most", "end", "a minute, second half"];
  return {
    measured: { memory: { minutes, rate, jobs, samples } },
    lines: [`${jobs.toLocaleString("en")} jobs ran`, toTable(head, rows)],
  };
};
