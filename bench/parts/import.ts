/**
 * A `jobs:import` of a CSV file in which 1 % of the rows are invalid, from the start of its handler to the end.
 * Measured alone, and beside the no-op jobs that it creates. Compared with pg-boss `insert` of a thousand messages per
 * call.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Cluster } from "../cluster.ts";
import { type Api, startApi } from "../gaffer/api.ts";
import { toFileId } from "../gaffer/probe-job.ts";
import type { Settings } from "../gaffer/worker.ts";
import { openPgBoss } from "../peers/pg-boss.ts";
import type { WorkerCalls } from "../processes/worker-process.ts";
import { startRemote } from "../remote.ts";
import { takeTurns } from "../rounds.ts";
import { median, pairedRatio } from "../statistics.ts";
import type { Part } from "./part.ts";

const wrongEvery = 100;

interface Import {
  status: string;
  startedAt: string;
  endedAt: string;
  output: { created: number; rejected: number };
}

export const importRows: Part = async ({ cluster, sizes: { rounds, rows } }) => {
  const residentMiB: number[] = [];
  const gaffer = (settings: Settings) => async () => {
    const { seconds, workerMiB } = await importOnce(cluster, rows, settings);
    residentMiB.push(workerMiB);
    return { rate: rows / seconds };
  };
  const rates = await takeTurns(
    {
      "gaffer import, alone": gaffer({ WORKER_CONCURRENCY: "1" }),
      "gaffer import, its jobs run": gaffer({}),
      "pg-boss insert": async () => ({ rate: await insertOnce(cluster, rows) }),
    },
    rounds,
  );
  const seconds = (name: keyof typeof rates) => rows / median(rates[name].map(({ rate }) => rate));
  const ratio = pairedRatio(rates["gaffer import, alone"], rates["pg-boss insert"]);
  return {
    rates,
    ratios: { importVsInsert: ratio },
    figures: { importSeconds: seconds("gaffer import, alone"), importVsInsert: ratio.median },
    measured: { import: { rows, besideItsJobsSeconds: seconds("gaffer import, its jobs run"), residentMiB } },
    lines: [
      `${rows.toLocaleString("en")} rows: ${seconds("gaffer import, alone").toFixed(1)} s alone, ` +
        `${seconds("gaffer import, its jobs run").toFixed(1)} s while its jobs run, ` +
        `pg-boss insert ${seconds("pg-boss insert").toFixed(1)} s; worker at most ${Math.max(...residentMiB).toFixed(0)} MiB`,
    ],
  };
};

async function importOnce(cluster: Cluster, rows: number, settings: Settings) {
  const database = await cluster.createDatabase();
  const dataDir = await cluster.dataDir();
  const api = await startApi(cluster, database.url, { dataDir });
  const worker = startRemote<WorkerCalls>("worker-process.ts", cluster.logFile);
  await worker.call("start", { databaseUrl: database.url, dataDir, settings, jobMs: 0 });
  await database.tidy();
  const { id: fileId } = await send<{ id: string }>(api, "/files?name=rows.csv", "text/csv", toCsv(rows));
  const job = { type: "jobs:import", input: { fileId, type: "file:profile" } };
  const { id } = await send<{ id: string }>(api, "/jobs", "application/json", JSON.stringify(job));
  let workerMiB = 0;
  let done = await get<Import>(api, `/jobs/${id}`);
  while (!done.endedAt) {
    await wait(100);
    workerMiB = Math.max(workerMiB, (await worker.call("usage")).rssBytes / 2 ** 20);
    done = await get<Import>(api, `/jobs/${id}`);
  }
  const rejected = Math.floor(rows / wrongEvery);
  if (done.output?.created !== rows - rejected || done.output.rejected !== rejected)
    throw new Error(`the import went wrong: ${JSON.stringify(done)}`);
  await Promise.all([worker.stop(), api.stop()]);
  await database.drop();
  return { seconds: (Date.parse(done.endedAt) - Date.parse(done.startedAt)) / 1_000, workerMiB };
}

async function insertOnce(cluster: Cluster, count: number): Promise<number> {
  const database = await cluster.createDatabase();
  const boss = await openPgBoss(database.url);
  await database.tidy();
  const rate = await boss.insertInBatches(count, 1_000);
  await boss.stop();
  await database.drop();
  return rate;
}

function toCsv(rows: number): string {
  const row = (number: number) => `${number % wrongEvery === 0 ? "nowhere" : toFileId(number)},true\n`;
  return `fileId,header\n${Array.from({ length: rows }, (_, index) => row(index + 1)).join("")}`;
}

const urlOf = ({ url, org }: Api, path: string) => new URL(`/v1/orgs/${org.orgId}${path}`, url);

async function send<Body>(api: Api, path: string, contentType: string, body: string): Promise<Body> {
  const headers = { authorization: `Bearer ${api.org.apiKey}`, "content-type": contentType };
  const response = await fetch(urlOf(api, path), { method: "POST", headers, body });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

async function get<Body>(api: Api, path: string): Promise<Body> {
  const response = await fetch(urlOf(api, path), { headers: { authorization: `Bearer ${api.org.apiKey}` } });
  return (await response.json()) as Body;
}
