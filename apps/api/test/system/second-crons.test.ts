/** Cron expressions with seconds: each run happens once, at its second, with any number of schedulers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { createSecondCrons } from "../../src/modules/system/second-crons.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { systemJobs } from "../harness/system-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { startProcess } from "../process/gaffer-process.ts";
import { systemApi } from "./system-api.ts";

const name = "storage:cleanup";
const everyFive = "*/5 * * * * *";
let database: TestDatabase;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await database.drop();
});

async function start(role: "all" | "api" | "worker" | "scheduler"): Promise<TestGaffer> {
  const gaffer = await startTestGaffer({ database, role, systemJobs: systemJobs() });
  ends.push(gaffer.stop);
  return gaffer;
}

const runsOf = async (gaffer: TestGaffer) => (await systemApi(gaffer).runs(name)).reverse();
const fiveSeconds = 5_000;
/**
 * Returns `late`: how many milliseconds after its scheduled time a run started, and `second`: the number of the
 * scheduled time, in steps of five seconds.
 */
function lateness(startedAt: string) {
  const late = Date.parse(startedAt) % fiveSeconds;
  return { late, second: (Date.parse(startedAt) - late) / fiveSeconds };
}

function assertEverySecondOnce(starts: readonly string[]): void {
  const seconds = starts.map((startedAt) => lateness(startedAt).second);
  const [first = 0] = seconds;
  expect(seconds).toEqual(seconds.map((_, index) => first + index));
  for (const startedAt of starts) expect(lateness(startedAt).late).toBeLessThan(3_000);
}

describe("Second crons › job every five seconds", () => {
  test("runs soon after each of its times, once, with three schedulers", async () => {
    const gaffer = await start("all");
    await start("scheduler");
    await start("scheduler");
    await gaffer.app.jobQueue()?.schedule(name, everyFive);
    const listed = await systemApi(gaffer).job(name);
    expect(listed).toMatchObject({ cron: everyFive, scheduled: true });
    expect(Date.parse(listed?.nextRunAt ?? "") % fiveSeconds).toBe(0);
    await expect.poll(async () => (await runsOf(gaffer)).length, { timeout: 60_000 }).toBe(3);
    const runs = await runsOf(gaffer);
    assertEverySecondOnce(runs.map(({ startedAt }) => startedAt));
    expect(runs.every(({ trigger, status }) => trigger === "cron" && status !== "failed")).toBe(true);
    expect(runs[0]?.startedAt.slice(0, 19)).toBe(listed?.nextRunAt?.slice(0, 19));
  });

  test("continues when a scheduler freezes, and doesn't run twice when it wakes up", async () => {
    const gaffer = await start("all");
    const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-second-crons-"));
    const other = startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir, ROLE: "scheduler", METRICS_PORT: "0" });
    ends.push(async () => {
      other.child.kill("SIGCONT");
      other.child.kill("SIGKILL");
      await other.exit;
      await rm(dataDir, { recursive: true, force: true });
    });
    await other.line(/^Gaffer runs/);
    // The code of both processes defines another cron expression. This later registration overrides it.
    await gaffer.app.jobQueue()?.schedule(name, everyFive);
    other.child.kill("SIGSTOP");
    await expect.poll(async () => (await runsOf(gaffer)).length, { timeout: 60_000 }).toBe(1);
    other.child.kill("SIGCONT");
    await expect.poll(async () => (await runsOf(gaffer)).length, { timeout: 60_000 }).toBe(3);
    assertEverySecondOnce((await runsOf(gaffer)).map(({ startedAt }) => startedAt));
  });

  test("stops when it is disabled, and starts when it is enabled", async () => {
    const gaffer = await start("all");
    await gaffer.app.jobQueue()?.schedule(name, everyFive);
    const { pause, resume } = systemApi(gaffer);
    expect((await pause(name)).body).toMatchObject({ status: "paused", scheduled: false, nextRunAt: null });
    const { rows } = await database.admin.query("select next_run_at from system_schedules where name = $1", [name]);
    expect(rows).toEqual([{ next_run_at: null }]);
    expect((await resume(name)).body).toMatchObject({ scheduled: true, nextRunAt: expect.any(String) });
    await expect.poll(async () => (await runsOf(gaffer)).length, { timeout: 60_000 }).toBe(1);
  });
});

describe("Second crons › runOnce", () => {
  let now = new Date();

  async function openDriver() {
    const pool = createPool(database.url, "gaffer_worker", { max: 2 });
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const queue = createJobQueue({ pool, maintain: false, schedule: false, onError });
    await queue.start();
    ends.push(async () => {
      await queue.stop();
      await pool.end();
    });
    return createSecondCrons({ workerPool: pool, queue, now: () => now, reportError: onError });
  }

  const due = new Date("2026-06-01T12:00:05Z");
  const at = (seconds: number) => new Date(due.getTime() + seconds * 1000);
  const setDue = () =>
    database.admin.query("update system_schedules set cron = $1, next_run_at = $2 where name = $3", [
      everyFive,
      due,
      name,
    ]);
  const messages = async () =>
    (await database.admin.query("select data from gaffer_queue.job where name = 'storage.cleanup'")).rows;
  const nextRun = async () =>
    (await database.admin.query("select next_run_at from system_schedules where name = $1", [name])).rows[0]
      .next_run_at;

  async function openDrivers(count: number) {
    const scheduler = await startTestGaffer({ database, role: "scheduler", systemJobs: systemJobs() });
    await scheduler.stop();
    return Promise.all(Array.from({ length: count }, openDriver));
  }

  test("sends a due run once, with any number of concurrent drivers", async () => {
    const drivers = await openDrivers(3);
    for (let round = 0; round < 10; round++) {
      await setDue();
      now = at(0.1);
      await Promise.all(drivers.map((driver) => driver.runOnce()));
      expect(await messages()).toEqual([{ data: { schedule: name } }]);
      expect(await nextRun()).toEqual(at(5));
      await database.admin.query("delete from gaffer_queue.job");
    }
  });

  test("skips a row that another driver has locked", async () => {
    const [driver] = await openDrivers(1);
    await setDue();
    now = at(1);
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query("begin; select from gaffer.system_schedules for update");
    await driver?.runOnce();
    expect(await messages()).toEqual([]);
    await holder.end();
    await driver?.runOnce();
    expect(await messages()).toHaveLength(1);
  });

  test("sends one run for times that are late by less than a minute, and skips older ones", async () => {
    const [driver] = await openDrivers(1);
    await setDue();
    now = at(48);
    expect(await driver?.runOnce()).toEqual(at(50));
    expect(await messages()).toHaveLength(1);
    await database.admin.query("delete from gaffer_queue.job");
    await setDue();
    now = at(62);
    await driver?.runOnce();
    expect(await messages()).toEqual([]);
    expect(await nextRun()).toEqual(at(65));
  });

  test("skips a time while the previous run is queued or running", async () => {
    const [driver] = await openDrivers(1);
    await setDue();
    now = at(0);
    await driver?.runOnce();
    now = at(5);
    await driver?.runOnce();
    expect(await messages()).toHaveLength(1);
    expect(await nextRun()).toEqual(at(10));
  });
});
