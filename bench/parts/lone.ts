/**
 * (e) Jobs that come one by one, so that workers are idle most of the time. Measures the time from the moment a POST is
 * sent until its answer, until the worker's process receives the notification, and until the handler starts.
 */
import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "../clock.ts";
import { type CpuPerJob, readOwnCpu, startCpu, sumOf } from "../cpu.ts";
import { sendAnywhere, startApi } from "../gaffer/api.ts";
import { openLoop } from "../load.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { startRemote } from "../remote.ts";
import { toTable } from "../report.ts";
import { median, percentile } from "../statistics.ts";
import { type Bench, before, type Part } from "./part.ts";

const perSecond = { seldom: 20, often: 200 };
/** The warm-up: many requests at once, so that the compilers of all processes are done, and then some at the higher rate. */
const warmUpConnections = 20;
const warmUpSeconds = 3;
/** A job that hasn't started this long after the last request counts as lost. */
const patienceMs = 5_000;

/** Delays of a job's steps in milliseconds since its POST was sent. */
interface Hops {
  answer: Percentiles;
  notification?: Percentiles;
  start: Percentiles;
}

interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

interface Run {
  name: string;
  hops: Hops;
  cpu: CpuPerJob;
}

export const lone: Part = async (bench) => {
  const { checkoutBefore } = bench;
  const now: Run[] = [];
  const earlier: Run[] = [];
  for (let round = 0; round < bench.sizes.loneRounds; round++) {
    now.push(...(await measureBoth(bench, undefined)));
    if (checkoutBefore) earlier.push(...(await measureBoth(bench, checkoutBefore)));
  }
  const often = now.filter(({ name }) => name === "often");
  const oftenBefore = earlier.filter(({ name }) => name === "often");
  const p50 = (runs: Run[]) => median(runs.map(({ hops }) => hops.start.p50));
  return {
    figures: {
      latencyP50Ms: p50(often),
      latencyP99Ms: median(often.map(({ hops }) => hops.start.p99)),
      loneCpuMicros: median(often.map(({ cpu }) => sumOf(cpu))),
      ...(checkoutBefore && { latencyVsBefore: p50(often) / p50(oftenBefore) }),
    },
    measured: { lone: { seconds: bench.sizes.loneSeconds, now, before: earlier } },
    lines: [
      toTable(
        ["from POST", "p50 ms", "p95", "p99", "max", "CPU µs per job"],
        [...now.map((run) => ({ run, of: "" })), ...earlier.map((run) => ({ run, of: `, ${before}` }))].flatMap(
          ({ run, of }) => toRows(run, of),
        ),
      ),
    ],
  };
};

function toRows({ name, hops, cpu }: Run, of: string): string[][] {
  const rate = `${perSecond[name as keyof typeof perSecond]}/s${of}`;
  const cpuText = Object.entries(cpu).map(([part, micros]) => `${part} ${Math.round(micros)}`);
  return Object.entries(hops).map(([hop, values]: [string, Percentiles], index) => [
    `${rate}: to ${hop}`,
    ...Object.values(values).map((ms: number) => ms.toFixed(1)),
    index === 0 ? [...cpuText, `sum ${Math.round(sumOf(cpu))}`].join(" + ").replace(" + sum", " = ") : "",
  ]);
}

/** Measures jobs at the low rate and at the high rate, on one installation. */
async function measureBoth({ cluster, sizes }: Bench, checkout: string | undefined): Promise<Run[]> {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { checkout });
  const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile, { checkout });
  await worker.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), jobMs: 0 });
  const connections = sendAnywhere(api);

  const sentAt = new Map<number, number>();
  let answers: number[] = [];
  let number = 0;
  const post = async () => {
    const mine = number++;
    const request = api.createJob(api.org, mine);
    const at = clockMs();
    sentAt.set(mine, at);
    await connections.send(request);
    answers.push(clockMs() - at);
  };
  async function measure(name: keyof typeof perSecond): Promise<Run> {
    await wait(500);
    await worker.call("takeStarts");
    await worker.call("takeNotifications");
    sentAt.clear();
    answers = [];
    const readers = { API: api.remote.readCpu, worker: worker.readCpu, PostgreSQL: cluster.readCpu, load: readOwnCpu };
    const spent = startCpu(readers);
    await openLoop({ perSecond: perSecond[name], seconds: sizes.loneSeconds }, post);
    const cpu = spent(sentAt.size);
    const startedAt = new Map<number, number>();
    const deadline = clockMs() + patienceMs;
    for (; startedAt.size < sentAt.size && clockMs() < deadline; await wait(100)) {
      for (const start of await worker.call("takeStarts")) startedAt.set(start.number, start.at);
    }
    const notifiedAt = await worker.call("takeNotifications");
    const starts = [...sentAt].map(([job, at]) => (startedAt.get(job) ?? Number.POSITIVE_INFINITY) - at);
    // At the higher rate the next notification may be for another job, so the time until the notification isn't
    // measured.
    const notifications =
      name === "seldom"
        ? [...sentAt.values()].flatMap((at) =>
            notifiedAt
              .filter((notified) => notified > at)
              .slice(0, 1)
              .map((notified) => notified - at),
          )
        : undefined;
    return {
      name,
      hops: {
        answer: toPercentiles(answers),
        ...(notifications && { notification: toPercentiles(notifications) }),
        start: toPercentiles(starts),
      },
      cpu,
    };
  }

  await api.load(warmUpConnections, api.createJob(api.org, number++))({ calls: sizes.warmUp });
  for (let started = 0; started < sizes.warmUp; await wait(100)) started += (await worker.call("takeStarts")).length;
  await openLoop({ perSecond: perSecond.often, seconds: warmUpSeconds }, post);
  const runs = [await measure("seldom"), await measure("often")];
  connections.close();
  await Promise.all([worker.stop(), api.stop()]);
  await database.drop();
  return runs;
}

function toPercentiles(values: number[]): Percentiles {
  return {
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    p99: percentile(values, 0.99),
    max: Math.max(...values),
  };
}
