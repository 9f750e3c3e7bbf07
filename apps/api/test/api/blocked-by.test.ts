/** Why isn't it running? Against the real engine: each job is held up by what holds jobs up. */
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

/** Runs jobs until they are let go, one at a time unless it says otherwise. */
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

/** A process of this role on the same database. */
async function join(role: "worker" | "scheduler", more: object = {}): Promise<TestGaffer> {
  const other = await startTestGaffer({ role, database: gaffer.database, ...more });
  others.push(other);
  return other;
}

describe("blockedBy › a job that isn't due", () => {
  test("waits for its time", async () => {
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

test("blockedBy › a job of a type that nobody runs says so, until somebody does", async () => {
  gaffer = await startTestGaffer({ role: "api" });
  const { id } = await gaffer.createJob();
  const nobody = { status: "pending", blockedBy: { kind: "noWorker", type: "file:profile" } };
  expect(await blockedBy(id)).toEqual(nobody);
  await join("scheduler");
  expect(await blockedBy(id)).toEqual(nobody);
  // One of an older version that doesn't know the type, and one that was lost.
  await gaffer.database.admin.query(
    `insert into workers (id, host, pid, types, started_at, heartbeat_at)
     values (gen_random_uuid(), 'a', 1, '{report:generate}', now(), now()),
            (gen_random_uuid(), 'b', 1, '{file:profile}', now(), now() - interval '1 minute')`,
  );
  expect(await blockedBy(id)).toEqual(nobody);
  await gaffer.database.admin.query("update workers set heartbeat_at = now() where host = 'b'");
  expect(await blockedBy(id)).toEqual({ status: "pending", blockedBy: { kind: "starting" } });
});

describe("blockedBy › a job beyond the limit of its organization", () => {
  test("waits for one that runs, in the order in which they are let in", async () => {
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
    // What the plan says holds if it is less.
    await gaffer.limit({ running_jobs: 2 });
    expect(await waits(high.id)).toMatchObject({ limit: 1, limitedBy: "installation" });
    release();
    for (const { id } of [running, first, low, high]) await gaffer.attemptEnded(id);
    expect(await blockedBy(low.id)).toEqual({ status: "completed", blockedBy: null });
  });

  test("says when it is the plan's limit", async () => {
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

describe("blockedBy › a job in line", () => {
  test("says how many come first, of all organizations, and when nothing does", async () => {
    const { busy, started, release } = await startBusy();
    gaffer = busy;
    const other = await gaffer.createOrg("other");
    await gaffer.createJob();
    await started;
    // The other one's have turns of their own: the first of them comes before the third of this one.
    const jobs = [await gaffer.createJob(), await gaffer.createJob(), await gaffer.createJob()] as const;
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, {
      as: other,
      body: { type: "file:profile", input: { fileId: someFileId } },
    });
    const elsewhere = await gaffer.createJob({ type: "report:generate", input: period });
    const inLine = async (id: string) => (await blockedBy(id)).blockedBy;
    const [first, second, third] = await Promise.all(jobs.map(({ id }) => inLine(id)));
    const positions = [first, second, third].map((each) => (each?.kind === "queued" ? each.ahead.count : 0));
    expect(positions).toEqual([1, 2, 3]);
    expect(await inLine(elsewhere.id)).toEqual({ kind: "starting" });
    release();
    for (const { id } of jobs) await gaffer.attemptEnded(id);
  });

  test("doesn't count those that aren't due, nor to the end", async () => {
    gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 5_000 } });
    await gaffer.database.admin.query(
      `insert into workers (id, host, pid, types, started_at, heartbeat_at)
       values (gen_random_uuid(), 'a', 1, '{file:profile}', now(), now())`,
    );
    const job = { type: "file:profile", input: { fileId: someFileId } };
    await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(3).fill({ ...job, runAt: later() }) });
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(500).fill(job) });
    const last = await gaffer.createJob();
    expect((await blockedBy(body.items[0].id)).blockedBy).toEqual({ kind: "starting" });
    expect((await blockedBy(last.id)).blockedBy).toEqual({ kind: "queued", ahead: { count: 500, more: false } });
    await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(1_000).fill(job) });
    const { id } = await gaffer.createJob();
    expect((await blockedBy(id)).blockedBy).toEqual({ kind: "queued", ahead: { count: 1_000, more: true } });
  });
});

test("blockedBy › a job that isn't there is answered like one of another organization", async () => {
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
