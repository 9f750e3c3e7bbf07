import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";

const limit = 5;
const job = (more = {}) => ({ type: "file:profile", input: { fileId: someFileId }, ...more });
const later = { runAt: new Date(Date.now() + 3_600_000).toISOString() };

let gaffer: TestGaffer;
beforeEach(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 2 } });
  await gaffer.limit({ open_jobs: limit });
});
afterEach(() => gaffer.stop());

const create = (count = 1, more = {}, as = gaffer.org, through = gaffer) =>
  through.request("POST", `/v1/orgs/${as.orgId}/jobs/batch`, {
    as,
    body: { jobs: Array.from({ length: count }, () => job(more)) },
  });
const cancel = (id: string) => gaffer.inOrg("POST", `/jobs/${id}/cancel`);
const retry = (id: string) => gaffer.inOrg("POST", `/jobs/${id}/retry`);

/** The counter and the number of open jobs. */
async function counts(as: DemoOrg = gaffer.org) {
  const { rows } = await gaffer.database.admin.query(
    `select (select open from org_loads where org_id = $1) as counted,
            (select count(*)::int from current_jobs where org_id = $1 and ended_at is null) as open`,
    [as.orgId],
  );
  return rows[0] as { counted: number; open: number };
}

describe("Queued jobs quota › open jobs", () => {
  test("are limited by the plan: due, delayed and parked jobs together", async () => {
    expect((await create(3)).status).toBe(201);
    expect((await create(2, later)).status).toBe(201);
    const { status, body } = await gaffer.inOrg("POST", "/jobs", job());
    expect(status).toBe(403);
    expect(body).toEqual({
      type: "/problems/quota-exceeded",
      title: "Quota exceeded",
      status: 403,
      detail: expect.stringContaining("Your plan allows 5 open jobs. You have 5"),
      requestId: expect.any(String),
      quota: { name: "openJobs", limit: 5, used: 5, requested: 1 },
    });
    expect(await counts()).toEqual({ counted: 5, open: 5 });
  });

  test("are created all together or not at all", async () => {
    await create(3);
    expect((await create(3)).body).toMatchObject({ quota: { used: 3, requested: 3 } });
    expect(await counts()).toEqual({ counted: 3, open: 3 });
    expect((await create(2)).status).toBe(201);
  });

  test("of a refused request can be created later with the same Idempotency-Key", async () => {
    const [first] = (await create(5)).body.jobs;
    const key = { "idempotency-key": "once" };
    expect((await gaffer.inOrg("POST", "/jobs", job(), key)).status).toBe(403);
    await cancel(first.id);
    expect((await gaffer.inOrg("POST", "/jobs", job(), key)).status).toBe(201);
    expect(await counts()).toEqual({ counted: 5, open: 5 });
  });

  test("of a refused request don't fail the other requests of its commit", async () => {
    const other = await gaffer.createOrg("other");
    await create(5);
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => create(1)),
      ...Array.from({ length: 5 }, () => create(1, {}, other)),
      create(1),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 201, 201, 201, 201, 201, 403]);
    expect(await counts(other)).toEqual({ counted: 5, open: 5 });
  });

  test("of concurrent requests to two processes are created up to the limit", async () => {
    const second = await startTestGaffer({
      role: "api",
      database: gaffer.database,
      config: { orgConcurrency: 100 },
    });
    for (let round = 0; round < 5; round++) {
      const org = await gaffer.createOrg(`round ${round}`);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => create(1, {}, org, index % 2 ? gaffer : second)),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array(limit).fill(201), ...Array(20 - limit).fill(403)]);
      expect(await counts(org)).toEqual({ counted: limit, open: limit });
    }
    await second.stop();
  });

  test("decrease with a cancellation, once, and increase with a retry", async () => {
    const [first, second] = (await create(5)).body.jobs;
    await cancel(first.id);
    await cancel(first.id);
    expect(await counts()).toEqual({ counted: 4, open: 4 });
    expect((await retry(first.id)).status).toBe(200);
    await cancel(second.id);
    expect((await create(1)).status).toBe(201);
    const refused = await retry(second.id);
    expect(refused).toMatchObject({ status: 403, body: { quota: { used: 5, requested: 1 } } });
    expect((await gaffer.getJob(second.id)).status).toBe("cancelled");
    expect(await counts()).toEqual({ counted: 5, open: 5 });
  });

  test("of concurrent retries get the last place once", async () => {
    const jobs = (await create(5)).body.jobs;
    for (const { id } of jobs) await cancel(id);
    await gaffer.limit({ open_jobs: 1 });
    const answers = await Promise.all(jobs.map(({ id }: { id: string }) => retry(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    expect(await counts()).toEqual({ counted: 1, open: 1 });
  });

  test("above a lowered limit stay, and new ones are refused until there is room", async () => {
    const jobs = (await create(5)).body.jobs;
    await gaffer.limit({ open_jobs: 2 });
    expect((await create(1)).body.quota).toEqual({ name: "openJobs", limit: 2, used: 5, requested: 1 });
    for (const { id } of jobs.slice(0, 3)) await cancel(id);
    expect((await create(1)).status).toBe(403);
    await cancel(jobs[3].id);
    expect((await create(1)).status).toBe(201);
  });
});

test("Queued jobs quota › jobs that a handler creates › count too, and an attempt that exceeds the quota fails", async () => {
  await gaffer.limit({ open_jobs: 2 });
  const worker = await startTestGaffer({
    role: "worker",
    database: gaffer.database,
    handler: async ({ input, helpers }) => {
      const child = { type: "file:profile" as const, input, runAt: new Date(Date.now() + 3_600_000) };
      await helpers.enqueue(child);
      await helpers.enqueue(child);
      return { output: emptyProfile };
    },
  });
  const parent = await gaffer.createJob({ maxAttempts: 1 });
  await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === parent.id);
  expect(await gaffer.getJob(parent.id)).toMatchObject({
    status: "failed",
    error: { code: "quota_exceeded", message: expect.stringContaining("You have 2") },
  });
  await worker.stop();
  expect(await counts()).toEqual({ counted: 1, open: 1 });
  const reconciler = await openReconciler(gaffer.database, 2);
  const { message_stale, ...found } = await reconciler.runOnce();
  expect(found).toEqual({});
  await reconciler.stop();
});

test("Queued jobs quota › refusal › reveals nothing about another organization", async () => {
  const other = await gaffer.createOrg("other");
  await create(5, {}, other);
  const ask = async (orgId: string) => {
    const { status, body, headers } = await gaffer.request("POST", `/v1/orgs/${orgId}/jobs`, {
      as: gaffer.org,
      body: job(),
    });
    const { requestId, ...said } = body;
    return { status, said, headers: [...headers].filter(([name]) => name !== "x-request-id") };
  };
  expect(await ask(other.orgId)).toEqual(await ask(crypto.randomUUID()));
});
