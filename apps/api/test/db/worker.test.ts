/** What a worker does during a database outage, and that it recovers without help. */
import { afterEach, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { emptyProfile, type TestGafferOptions } from "../harness/test-gaffer.ts";
import { type BehindProxy, holdCommits, shortLimits, startBehindProxy, waitingForLocks } from "./behind-proxy.ts";

const timing = { heartbeatMs: 100, lostAfterMs: 1_500, stopGraceMs: 300 };
/** A poll interval longer than any test, so that only a notification can start a job. */
const onlyByNotification = { ...timing, pollMs: 600_000 };

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { stop } of running.splice(0).reverse()) await stop();
});

async function start(options: TestGafferOptions): Promise<BehindProxy> {
  const started = await startBehindProxy({ timing, ...options });
  running.push(started);
  return started;
}

function disconnect({ proxy }: BehindProxy): void {
  proxy.refuse();
  proxy.cut();
}

/** Handlers that run until the test opens the gate. */
function createGate() {
  const gate = Promise.withResolvers<void>();
  const started: { jobId: string; signal: AbortSignal }[] = [];
  const handler: NonNullable<TestGafferOptions["handler"]> = async ({ jobId, signal }) => {
    started.push({ jobId, signal });
    await gate.promise;
    return { output: emptyProfile };
  };
  return { open: gate.resolve, started, handler };
}

const handler = async () => ({ output: emptyProfile });

async function heartbeatAgesMs({ admin }: TestDatabase): Promise<number[]> {
  const { rows } = await admin.query(
    "select extract(epoch from clock_timestamp() - heartbeat_at)::float8 * 1000 as ms from workers",
  );
  return rows.map(({ ms }) => ms);
}

const lostLines = ({ gaffer }: BehindProxy) =>
  gaffer.log.lines.filter(({ msg }) => msg === "the job's worker was lost");

describe("Worker during database outage › worker with cut connections", () => {
  test("listens again and receives notifications", async () => {
    const { gaffer, proxy } = await start({ timing: onlyByNotification, handler });
    for (let time = 1; time <= 3; time++) {
      proxy.cut();
      await expect
        .poll(() => gaffer.log.lines.filter(({ msg }) => msg.includes("again") && msg.startsWith("listening")))
        .toHaveLength(time);
      await expect.poll(async () => (await gaffer.inOrg("GET", "/jobs")).status).toBe(200);
      const { id } = await gaffer.createJob();
      expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", attempt: 1 });
    }
  });

  test("finds jobs that were created while it didn't listen", async () => {
    const gate = createGate();
    const worker = await start({ timing: onlyByNotification, handler: gate.handler });
    const api = await start({ role: "api", database: worker.database });
    disconnect(worker);
    const { id } = await api.gaffer.createJob();
    await worker.proxy.accept();
    gate.open();
    await worker.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
  });

  test("writes the outcome of a job that ended meanwhile", async () => {
    const gate = createGate();
    const worker = await start({ handler: gate.handler });
    const { id } = await worker.gaffer.createJob();
    await expect.poll(() => gate.started.length).toBe(1);
    disconnect(worker);
    gate.open();
    await worker.gaffer.log.waitFor(({ msg }) => msg.startsWith("could not write the outcome"));
    await worker.proxy.accept();
    await worker.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(await worker.gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
  });
});

describe("Worker during database outage › lost response", () => {
  test("of a claim: the worker finds that it holds the job and hands it back", async () => {
    const worker = await start({ handler });
    const api = await start({ role: "api", database: worker.database });
    const commit = await holdCommits(worker.database, "open_jobs", "update");
    const { id } = await api.gaffer.createJob();
    await expect.poll(() => waitingForLocks(worker.database)).toBe(1);
    worker.proxy.stall();
    await commit();
    await expect.poll(() => api.gaffer.getJob(id)).toMatchObject({ status: "processing", attempt: 1 });
    worker.proxy.cut();
    worker.proxy.resume();
    await worker.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(await api.gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 2 });
    const { rows } = await worker.database.admin.query(
      "select lost_attempts, crashes from current_jobs where id = $1",
      [id],
    );
    expect(rows).toEqual([{ lost_attempts: 1, crashes: 0 }]);
  });

  test("of a settlement: the worker finds that the job has ended", async () => {
    const gate = createGate();
    const worker = await start({ handler: gate.handler, concurrency: 1 });
    const api = await start({ role: "api", database: worker.database });
    const { id } = await api.gaffer.createJob();
    await expect.poll(() => gate.started.length).toBe(1);
    const commit = await holdCommits(worker.database, "jobs", "update");
    gate.open();
    await expect.poll(() => waitingForLocks(worker.database)).toBe(1);
    worker.proxy.stall();
    await commit();
    await expect.poll(() => api.gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
    worker.proxy.cut();
    worker.proxy.resume();
    // The worker's slot is free again, so the worker can run another job.
    const later = await api.gaffer.createJob();
    await worker.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === later.id);
    expect(await api.gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
  });
});

describe("Worker during database outage › worker with a stalled database", () => {
  test("misses notifications, then listens again and sends heartbeats", async () => {
    const { gaffer, proxy, database } = await start({ timing: onlyByNotification, handler });
    proxy.stall();
    await gaffer.log.waitFor(({ msg }) => msg.startsWith("lost the connection that listens"));
    await gaffer.log.waitFor(({ msg }) => msg.startsWith("the heartbeat could not be written"));
    proxy.cut();
    proxy.resume();
    await gaffer.log.waitFor(({ msg }) => msg === "listening for notifications again");
    await expect.poll(async () => (await gaffer.inOrg("GET", "/jobs")).status, { timeout: 60_000 }).toBe(200);
    const { id } = await gaffer.createJob();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", attempt: 1 });
    await expect.poll(async () => Math.max(...(await heartbeatAgesMs(database)))).toBeLessThan(1_000);
  });

  test("stops within its limits", async () => {
    const gate = createGate();
    const { gaffer, proxy } = await start({ handler: gate.handler, config: { shutdownGraceMs: 100 } });
    await gaffer.createJob();
    await expect.poll(() => gate.started.length).toBe(1);
    proxy.stall();
    const startedAt = performance.now();
    await gaffer.app.stop();
    // Five statements run at once, each with its own limit: a fetch, a report, an outcome, a check of the leases, and
    // the removal of the worker's row.
    expect(performance.now() - startedAt).toBeLessThan(6 * (shortLimits.statementMs + 1_000));
    gate.open();
  });
});

describe("Worker during database outage › workers that are all disconnected for longer than a lease", () => {
  test("keep their jobs: the first to reconnect doesn't declare the others lost", async () => {
    const gate = createGate();
    const database = await cloneDatabase();
    running.push({ stop: () => database.drop() });
    // The lease is so long that no heartbeat is too late on a busy machine.
    const lostAfterMs = 4_000;
    const options = { database, handler: gate.handler, concurrency: 1, timing: { ...timing, lostAfterMs } };
    const [first, second] = [await start(options), await start({ ...options, role: "worker" })];
    const jobs = [await first.gaffer.createJob(), await first.gaffer.createJob()];
    await expect.poll(() => gate.started.length).toBe(2);
    disconnect(first);
    disconnect(second);
    const lost = 1.3 * lostAfterMs;
    await expect
      .poll(async () => Math.min(...(await heartbeatAgesMs(database))), { timeout: 60_000 })
      .toBeGreaterThan(lost);
    await first.proxy.accept();
    await expect
      .poll(async () => Math.min(...(await heartbeatAgesMs(database))), { timeout: 60_000 })
      .toBeLessThan(300);
    const back = performance.now();
    // Enough time for the first worker to check the leases several times.
    await expect.poll(() => performance.now() - back).toBeGreaterThan(4 * timing.heartbeatMs);
    await second.proxy.accept();
    await expect
      .poll(async () => Math.max(...(await heartbeatAgesMs(database))), { timeout: 60_000 })
      .toBeLessThan(500);
    gate.open();
    for (const { id } of jobs)
      await expect
        .poll(() => first.gaffer.getJob(id), { timeout: 60_000 })
        .toMatchObject({ status: "completed", attempt: 1 });
    expect([...lostLines(first), ...lostLines(second)]).toEqual([]);
  });
});

describe("Worker during database outage › single worker that is disconnected for longer than its lease", () => {
  test("loses its job to another worker, and stops its handler when it notices", async () => {
    const gates = [createGate(), createGate()] as const;
    const database = await cloneDatabase();
    running.push({ stop: () => database.drop() });
    const cutOff = await start({ database, role: "worker", handler: gates[0].handler });
    const api = await start({ database, role: "api" });
    const { id } = await api.gaffer.createJob();
    await expect.poll(() => gates[0].started.length).toBe(1);
    disconnect(cutOff);
    const other = await start({ database, role: "worker", handler: gates[1].handler });
    await expect.poll(() => gates[1].started.length, { timeout: 60_000 }).toBe(1);
    expect(await api.gaffer.getJob(id)).toMatchObject({ status: "processing", attempt: 2 });
    await cutOff.proxy.accept();
    await expect.poll(() => gates[0].started[0]?.signal.aborted, { timeout: 60_000 }).toBe(true);
    gates[0].open();
    gates[1].open();
    await other.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(await api.gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 2 });
    expect(lostLines(other)).toMatchObject([{ jobId: id, attempt: 1 }]);
  });
});

describe("Worker during database outage › scheduler", () => {
  test("continues when the database is back", async () => {
    const setting = await start({ handler, scheduleSeconds: 1 });
    disconnect(setting);
    await setting.gaffer.log.waitFor(({ msg }) => msg === "the queue's background work failed");
    // From now on the system jobs' cron expressions are due every minute, so that a run is due at the scheduler's next
    // check.
    await setting.database.admin.query("update gaffer_queue.schedule set cron = '* * * * *'");
    await setting.proxy.accept();
    await setting.gaffer.log.waitFor(({ msg, type }) => msg === "job attempt ended" && type === "storage:cleanup");
  });
});
