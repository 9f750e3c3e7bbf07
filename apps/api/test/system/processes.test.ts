/** The operations with which an operator lists the processes and queues of an installation. */
import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { systemJobs } from "../harness/system-jobs.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";
import { systemApi } from "./system-api.ts";

const timing = { heartbeatMs: 100, lostAfterMs: 3_000 };

describe("Process list › processes", () => {
  let api: TestGaffer;
  let dataDir: string;
  const children: GafferProcess[] = [];
  const workers = () => systemApi(api).workers();
  const ofRole = async (role: string) => (await workers()).find((worker) => worker.role === role);

  beforeAll(async () => {
    api = await startTestGaffer({ role: "api", timing });
    dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-processes-"));
  });
  afterAll(async () => {
    for (const { child, exit } of children) {
      child.kill("SIGCONT");
      child.kill("SIGKILL");
      await exit;
    }
    await api.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  function startChild(role: string): GafferProcess {
    const child = startProcess({ DATABASE_URL: api.database.url, DATA_DIR: dataDir, ROLE: role, METRICS_PORT: "0" });
    children.push(child);
    return child;
  }

  test("of every role are listed until they stop", async () => {
    const { database } = api;
    const scheduler = await startTestGaffer({ role: "scheduler", database, timing });
    const worker = await startTestGaffer({ role: "worker", database, timing });
    const listed = await workers();
    expect(listed.map(({ role }) => role)).toEqual(["api", "scheduler", "worker"]);
    for (const process of listed)
      expect(process).toMatchObject({
        host: hostname(),
        pid: globalThis.process.pid,
        version: packageJson.version,
        status: "alive",
      });
    expect(listed.map(({ types }) => types.includes("storage:cleanup"))).toEqual([false, false, true]);
    await worker.stop();
    await scheduler.stop();
    expect((await workers()).map(({ role }) => role)).toEqual(["api"]);
  });

  test("are lost when frozen or killed, alive when they wake up, and removed when they stop", async () => {
    const frozen = startChild("scheduler");
    const killed = startChild("worker");
    await expect.poll(async () => (await workers()).length, { timeout: 60_000 }).toBe(3);
    expect(await ofRole("scheduler")).toMatchObject({ pid: frozen.child.pid, status: "alive" });
    frozen.child.kill("SIGSTOP");
    killed.child.kill("SIGKILL");
    const lost = { timeout: 60_000 };
    await expect.poll(() => ofRole("scheduler"), lost).toMatchObject({ status: "lost" });
    await expect.poll(() => ofRole("worker"), lost).toMatchObject({ status: "lost", pid: killed.child.pid });
    expect(await ofRole("api")).toMatchObject({ status: "alive" });
    frozen.child.kill("SIGCONT");
    await expect.poll(() => ofRole("scheduler"), lost).toMatchObject({ status: "alive" });
    frozen.child.kill("SIGTERM");
    expect(await frozen.exit).toBe(0);
    expect(await ofRole("scheduler")).toBeUndefined();
  });
});

describe("Process list › jobs", () => {
  let gaffer: TestGaffer;
  const release = Promise.withResolvers<void>();

  beforeAll(async () => {
    gaffer = await startTestGaffer({
      config: { orgConcurrency: 3 },
      concurrency: 2,
      async handler({ input }) {
        if (input.fileId !== someFileId) throw new Error("wrong");
        await release.promise;
        return { output: emptyProfile };
      },
      systemJobs: systemJobs({
        async run() {
          await release.promise;
          return { output: { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 } };
        },
      }),
    });
  });
  afterAll(() => gaffer.stop());

  test("are counted per process, and per type by state", async () => {
    const { workers, jobTypes, run } = systemApi(gaffer);
    const { id } = await gaffer.createJob({ input: { fileId: crypto.randomUUID() }, maxAttempts: 1 });
    await gaffer.attemptEnded(id);
    for (let count = 0; count < 6; count++) await gaffer.createJob();
    await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await gaffer.database.admin.query(
      "update current_jobs set run_at = now() - interval '90 seconds' where admission = 'parked'",
    );
    await run("storage:cleanup");
    const running = async () => (await workers())[0]?.running;
    await expect.poll(running).toEqual([
      { type: "file:profile", jobs: 2 },
      { type: "storage:cleanup", jobs: 1 },
    ]);
    const ofType = new Map((await jobTypes()).map((counts) => [counts.type, counts]));
    expect(ofType.get("file:profile")).toMatchObject({
      kind: "user",
      queued: 1,
      parked: 3,
      delayed: 1,
      running: 2,
      failed: 1,
    });
    expect(ofType.get("file:profile")?.oldestAgeSeconds).toBeGreaterThanOrEqual(90);
    const nothing = { known: true, queued: 0, parked: 0, delayed: 0, running: 0, failed: 0, oldestAgeSeconds: 0 };
    expect(ofType.get("report:generate")).toEqual({ type: "report:generate", kind: "user", ...nothing });
    expect(ofType.get("storage:cleanup")).toEqual({ type: "storage:cleanup", kind: "system", ...nothing, running: 1 });
    release.resolve();
    await expect.poll(running).toEqual([]);
  });
});
