/** `blockedBy` for each reason, with the real queue. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterEach, describe, expect, test } from "vitest";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
const others: TestGaffer[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other.stop();
  await gaffer.stop();
});

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const blockedBy = async (jobId: string): Promise<Schemas["JobBlockedBy"]> =>
  (await gaffer.inOrg("GET", `/jobs/${jobId}/blocked-by`)).body;
const none = { count: 0, more: false };

/** Starts a Gaffer whose jobs run until `release` is called. Default: it runs one job at a time. */
async function startBusy(options: Parameters<typeof startTestGaffer>[0] = {}) {
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const busy = await startTestGaffer({
    config: { workerConcurrency: 1, orgConcurrency: 100 },
    handler: async () => {
      started.resolve();
      await release.promise;
      return { output: emptyProfile };
    },
    ...options,
  });
  return { busy, started: started.promise, release: () => release.resolve() };
}

/** Starts another Gaffer with this role on the database of `gaffer`. */
async function join(role: "worker" | "scheduler", more: object = {}): Promise<TestGaffer> {
  const other = await startTestGaffer({ role, database: gaffer.database, ...more });
  others.push(other);
  return other;
}

describe("blockedBy › scheduled job", () => {
  test("waits until its runAt", async () => {
    gaffer = await startTestGaffer({ role: "api" });
    const runAt = later();
    const { id } = await gaffer.createJob({ runAt });
    expect(await blockedBy(id)).toEqual({
      status: "pending",
      blockedBy: { kind: "scheduled", until: runAt, reason: "runAt" },
    });
  });

  test("waits for its next attempt", async () => {
    gaffer = await startTestGaffer({ handler: () => Promise.reject(new Error("no")) });
    const { id } = await gaffer.createJob();
    const { runAt } = await gaffer.attemptEnded(id);
    expect(await blockedBy(id)).toEqual({
      status: "pending",
      blockedBy: { kind: "scheduled", until: runAt, reason: "backoff" },
    });
  });
});

test("blockedBy › job without a worker of its type › is noWorker until a worker has the type", async () => {
  gaffer = await startTestGaffer({ role: "api" });
  const { id } = await gaffer.createJob();
  const noWorker = { status: "pending", blockedBy: { kind: "noWorker", type: "file:profile" } };
  expect(await blockedBy(id)).toEqual(noWorker);
  await join("scheduler");
  expect(await blockedBy(id)).toEqual(noWorker);
  // Adds a worker that doesn't run jobs of this type, and a lost worker that runs them.
  await gaffer.database.admin.query(
    `insert into workers (id, host, pid, types, started_at, heartbeat_at)
     values (gen_random_uuid(), 'a', 1, '{report:generate}', now(), now()),
            (gen_random_uuid(), 'b', 1, '{file:profile}', now(), now() - interval '1 minute')`,
  );
  expect(await blockedBy(id)).toEqual(noWorker);
  await gaffer.database.admin.query("update workers set heartbeat_at = now() where host = 'b'");
  expect(await blockedBy(id)).toEqual({ status: "pending", blockedBy: { kind: "starting" } });
});

describe("blockedBy › job over its organization's concurrency limit", () => {
  test("has a position in the order of admission", async () => {
    const { busy, started, release } = await startBusy({ config: { orgConcurrency: 1, workerConcurrency: 5 } });
    gaffer = busy;
    const running = await gaffer.createJob();
    await started;
    expect(await blockedBy(running.id)).toEqual({ status: "processing", blockedBy: null });
    const [first, low, high] = [
      await gaffer.createJob(),
      await gaffer.createJob({ priority: "low" }),
      await gaffer.createJob({ priority: "high" }),
    ];
    const limit = { kind: "concurrency", limit: 1, used: 1, limitedBy: "installation" };
    const waits = async (id: string) => (await blockedBy(id)).blockedBy;
    expect(await waits(high.id)).toEqual({ ...limit, ahead: none });
    expect(await waits(first.id)).toEqual({ ...limit, ahead: { count: 1, more: false } });
    expect(await waits(low.id)).toEqual({ ...limit, ahead: { count: 2, more: false } });
    // The plan's limit of two running jobs has no effect, because the installation's limit of one is lower.
    await gaffer.limit({ running_jobs: 2 });
    expect(await waits(high.id)).toMatchObject({ limit: 1, limitedBy: "installation" });
    release();
    for (const { id } of [running, first, low, high]) await gaffer.attemptEnded(id);
    expect(await blockedBy(low.id)).toEqual({ status: "completed", blockedBy: null });
  });

  test("names the plan when its limit is the lower one", async () => {
    const { busy, started, release } = await startBusy();
    gaffer = busy;
    await gaffer.limit({ running_jobs: 1 });
    await gaffer.createJob();
    await started;
    const { id } = await gaffer.createJob();
    expect((await blockedBy(id)).blockedBy).toEqual({
      kind: "concurrency",
      limit: 1,
      used: 1,
      limitedBy: "plan",
      ahead: none,
    });
    release();
    await gaffer.attemptEnded(id);
  });
});

describe("blockedBy › queued job", () => {
  test("counts the jobs before it, of all organizations, and is starting when there are none", async () => {
    const { busy, started, release } = await startBusy();
    gaffer = busy;
    const other = await gaffer.createOrg("other");
    await gaffer.createJob();
    await started;
    // Each organization has its own virtual start times, so the other organization's first job starts before the third
    // job of this organization.
    const jobs = [await gaffer.createJob(), await gaffer.createJob(), await gaffer.createJob()] as const;
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, {
      as: other,
      body: { type: "file:profile", input: { fileId: someFileId } },
    });
    const elsewhere = await gaffer.createJob({ type: "report:generate", input: period });
    const readQueued = async (id: string) => (await blockedBy(id)).blockedBy;
    const [first, second, third] = await Promise.all(jobs.map(({ id }) => readQueued(id)));
    const positions = [first, second, third].map((each) => (each?.kind === "queued" ? each.ahead.count : 0));
    expect(positions).toEqual([1, 2, 3]);
    expect(await readQueued(elsewhere.id)).toEqual({ kind: "starting" });
    release();
    for (const { id } of jobs) await gaffer.attemptEnded(id);
  });

  test("counts due jobs only, and at most 1,000", async () => {
    gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 5_000 } });
    await gaffer.database.admin.query(
      `insert into workers (id, host, pid, types, started_at, heartbeat_at)
       values (gen_random_uuid(), 'a', 1, '{file:profile}', now(), now())`,
    );
    const job = { type: "file:profile", input: { fileId: someFileId } };
    await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(3).fill({ ...job, runAt: later() }) });
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(500).fill(job) });
    const last = await gaffer.createJob();
    expect((await blockedBy(body.jobs[0].id)).blockedBy).toEqual({ kind: "starting" });
    expect((await blockedBy(last.id)).blockedBy).toEqual({ kind: "queued", ahead: { count: 500, more: false } });
    await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(1_000).fill(job) });
    const { id } = await gaffer.createJob();
    expect((await blockedBy(id)).blockedBy).toEqual({ kind: "queued", ahead: { count: 1_000, more: true } });
  });
});

test("blockedBy › unknown job › gets the same response as a job of another organization", async () => {
  gaffer = await startTestGaffer({ role: "api" });
  const other = await gaffer.createOrg("other");
  const { id } = await gaffer.createJob();
  const answers = await Promise.all(
    [id, someFileId].map((jobId) =>
      gaffer.request("GET", `/v1/orgs/${other.orgId}/jobs/${jobId}/blocked-by`, { as: other }),
    ),
  );
  const [theirs, missing] = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, body }));
  expect(theirs).toMatchObject({ status: 404 });
  expect(theirs).toEqual(missing);
});

const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
