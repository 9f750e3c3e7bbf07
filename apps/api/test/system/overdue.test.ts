/** A system job that hasn't run for twice its interval is overdue: in the list, once in the log, and in the metrics. */
import { afterEach, expect, test } from "vitest";
import { isOverdue } from "../../src/modules/system/cron-times.ts";
import { systemJobs } from "../harness/system-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { readMetrics } from "../metrics/read-metrics.ts";
import { synced, systemApi } from "./system-api.ts";

const name = "storage:cleanup";
const minute = 60_000;
let now = new Date();
const started: TestGaffer[] = [];
afterEach(async () => {
  for (const gaffer of started.splice(0).reverse()) await gaffer.stop();
});

async function start(options: Parameters<typeof startTestGaffer>[0] = {}) {
  const timing = { keepSchedulesMs: 20 };
  const gaffer = await startTestGaffer({ now: () => now, timing, systemJobs: systemJobs(), ...options });
  started.push(gaffer);
  return gaffer;
}

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * minute);
};
const saysOverdue = ({ log }: TestGaffer) =>
  log.lines.filter(({ msg, job }) => msg.startsWith("a system job is overdue") && job === name);
/** A process caches the metric for some seconds, so each call starts a scheduler. */
async function metricOf({ database }: TestGaffer): Promise<number> {
  const gaffer = await start({ role: "scheduler", database });
  const text = await (await gaffer.app.health.request("/metrics")).text();
  return readMetrics(text).value("gaffer_system_job_overdue", { job: name });
}

test("Overdue system jobs › late job › is in the list, once in the log, and in the metrics until it runs", async () => {
  now = new Date();
  const gaffer = await start();
  await start({ role: "scheduler", database: gaffer.database });
  const { job, runToEnd } = systemApi(gaffer);
  await runToEnd(name);

  later(119);
  expect(await job(name)).toMatchObject({ overdue: false });
  later(2);
  expect(await job(name)).toMatchObject({ overdue: true });
  const overdueLines = () => started.flatMap(saysOverdue);
  await expect.poll(overdueLines).toHaveLength(1);
  expect(overdueLines()[0]).toMatchObject({ level: 40, cron: "0 * * * *" });
  expect(await metricOf(gaffer)).toBe(1);

  later(60);
  await synced(gaffer.database, name, 5);
  expect(overdueLines()).toHaveLength(1);

  await runToEnd(name);
  expect(await job(name)).toMatchObject({ overdue: false });
  const again = ({ msg, job }: { msg: string; job?: unknown }) =>
    msg.startsWith("a system job is no longer overdue") && job === name;
  await Promise.race(started.map(({ log }) => log.waitFor(again)));
  expect(await metricOf(gaffer)).toBe(0);
});

test("Overdue system jobs › interval › starts when the job is enabled, and never applies to a disabled or running job", async () => {
  now = new Date();
  const hold = Promise.withResolvers<void>();
  const handler = async () => {
    await hold.promise;
    return { output: { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 } };
  };
  const gaffer = await start({ systemJobs: systemJobs({ run: handler }) });
  const { job, resume, pause, run } = systemApi(gaffer);
  later(300);
  expect(await job(name)).toMatchObject({ overdue: true, lastRun: null });
  await pause(name);
  expect(await job(name)).toMatchObject({ overdue: false });
  await resume(name);
  expect(await job(name)).toMatchObject({ overdue: false });
  await resume(name);
  later(121);
  expect(await job(name)).toMatchObject({ overdue: true });
  await run(name);
  await expect.poll(() => job(name)).toMatchObject({ overdue: false, running: true });
  later(300);
  expect(await job(name)).toMatchObject({ overdue: false, running: true });
  hold.resolve();
  await expect.poll(() => job(name)).toMatchObject({ overdue: true, running: false });
});

test.each([
  ["*/5 * * * * *", "2026-06-01T12:00:00.2Z", "2026-06-01T12:00:10.1Z", false],
  ["*/5 * * * * *", "2026-06-01T12:00:00.2Z", "2026-06-01T12:00:10.2Z", true],
  ["0 9 * * 1-5", "2026-06-05T09:00:01Z", "2026-06-07T10:00:00Z", false],
  ["0 9 * * 1-5", "2026-06-05T09:00:01Z", "2026-06-09T08:59:59Z", false],
  ["0 9 * * 1-5", "2026-06-05T09:00:01Z", "2026-06-09T09:00:00Z", true],
  ["0 0 29 2 *", "2026-06-05T09:00:01Z", "2036-01-01T00:00:00Z", true],
])("Overdue system jobs › %s, idle since %s, at %s: %s", (cron, since, at, overdue) => {
  expect(isOverdue(cron, new Date(since), new Date(at))).toBe(overdue);
});
