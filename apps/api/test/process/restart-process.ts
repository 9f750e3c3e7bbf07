/**
 * `restart.test.ts` starts this process with `--expose-gc`. The process starts and stops Gaffer repeatedly, and reports
 * which resources are left. Code that the first rounds load and compile stays in memory.
 */
import { readdirSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { pino } from "pino";
import { readConfig } from "../../src/server/config.ts";
import { start } from "../../src/server/start.ts";

export interface Leftovers {
  /** The resources that keep the process running, by Node's names. */
  resources: string[];
  listeners: Record<string, number>;
  threads: number;
  heapBytes: number;
}

export interface RestartReport {
  before: Leftovers;
  after: Leftovers;
  /** CPU time of each start, in milliseconds. */
  startCpuMs: number[];
  completed: number;
  warnings: string[];
}

const [databaseUrl = "", dataDir = "", rounds = "", warmUp = ""] = process.argv.slice(2);
const config = readConfig({ NODE_ENV: "test", DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: "0" });
// Opens standard output now, because Node.js opens it at its first use and keeps it open.
void process.stdout;
const atFirst = process.getActiveResourcesInfo();
const log = pino({ level: "warn" }, { write: (line: string) => void report.warnings.push(line) });
const report: RestartReport = {
  before: takeStock(),
  after: takeStock(),
  startCpuMs: [],
  completed: 0,
  warnings: [],
};
process.on("warning", (warning) => report.warnings.push(String(warning)));

for (let round = 0; round < Number(rounds); round++) {
  if (round === Number(warmUp)) report.before = await takeStockWhenQuiet();
  await startAndStop(round % 10 === 5);
}
report.after = await takeStockWhenQuiet();
process.send?.(report);
process.disconnect();

async function startAndStop(runsJob: boolean): Promise<void> {
  const before = process.cpuUsage();
  const gaffer = await start(config, log);
  const { user, system } = process.cpuUsage(before);
  report.startCpuMs.push((user + system) / 1_000);
  if (runsJob) await runJob(gaffer.url ?? "", gaffer.demo ?? { orgId: "", apiKey: "" });
  await gaffer.stop();
}

async function runJob(url: string, { orgId, apiKey }: { orgId: string; apiKey: string }): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json", connection: "close" };
  const jobs = `${url}/v1/orgs/${orgId}/jobs`;
  const body = JSON.stringify({
    type: "report:generate",
    input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
  });
  let job = (await (await fetch(jobs, { method: "POST", headers, body })).json()) as { id: string; status: string };
  while (["pending", "processing"].includes(job.status))
    job = (await (await fetch(`${jobs}/${job.id}`, { headers })).json()) as typeof job;
  if (job.status === "completed") report.completed++;
}

/** A pool doesn't wait until its connections are closed, which may take a few ticks. */
async function takeStockWhenQuiet(): Promise<Leftovers> {
  const patienceEndsAt = performance.now() + 60_000;
  while (takeStock().resources.length > atFirst.length && performance.now() < patienceEndsAt) await setImmediate();
  global.gc?.();
  return takeStock();
}

function takeStock(): Leftovers {
  return {
    resources: process.getActiveResourcesInfo().toSorted(),
    listeners: Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)])),
    threads: process.platform === "linux" ? readdirSync("/proc/self/task").length : 0,
    heapBytes: process.memoryUsage().heapUsed,
  };
}
