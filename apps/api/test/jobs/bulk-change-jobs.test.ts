/** Bulk changes of more than 500 jobs, which are jobs themselves. */
import type { Job, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool, defaultLimits } from "../../src/db/pools.ts";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import type { BulkChange, BulkJob } from "../../src/modules/jobs/handlers/bulk-change.ts";
import { jobsCancelJob } from "../../src/modules/jobs/handlers/jobs-cancel.handler.ts";
import { jobsRetryJob } from "../../src/modules/jobs/handlers/jobs-retry.handler.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { createBulkChanges } from "../../src/modules/jobs/index.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let database: TestDatabase;
let gaffer: TestGaffer;
let changes: ReturnType<typeof createBulkChanges>;
let pool: ReturnType<typeof createPool>;
let as: DemoOrg;
/** Runs before each batch of the running bulk change. */
let beforeBatch: (batch: number) => Promise<unknown>;
const stopped = Promise.withResolvers<void>();

/** A bulk change that calls `beforeBatch`. */
function watched(action: "cancel" | "retry"): BulkChange {
  let batches = 0;
  return {
    async count(each) {
      batches = 0;
      return changes[action].count(each);
    },
    async changeBatch(...batch) {
      await beforeBatch(batches++);
      return changes[action].changeBatch(...batch);
    },
  };
}

beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_worker", { max: 2, limits: defaultLimits });
  changes = createBulkChanges({ pool, orgLimit: 20, now: () => new Date() });
  gaffer = await startTestGaffer({
    database,
    config: { orgConcurrency: 20 },
    timing: { stopGraceMs: 30 },
    jobs: withFailingOthers([
      job("file:profile", {
        // Leaves slots for bulk changes.
        concurrency: 5,
        async handler() {
          await stopped.promise;
          return { output: emptyProfile };
        },
      }),
      jobsCancelJob(watched("cancel")),
      jobsRetryJob(watched("retry")),
    ]),
  });
});
afterAll(async () => {
  stopped.resolve();
  await gaffer.stop();
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  beforeBatch = async () => {};
  as = await gaffer.createOrg("acme");
});

const send = (method: string, url: string, body?: unknown, headers = {}, sender: Pick<DemoOrg, "apiKey"> = as) =>
  gaffer.request(method, `/v1/orgs/${as.orgId}${url}`, { as: sender, ...(body !== undefined && { body }), headers });
const later = new Date(Date.now() + 3_600_000).toISOString();

/** Creates jobs that become due in an hour. */
async function create(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1_000) {
    const jobs = Array(Math.min(left, 1_000)).fill({
      type: "file:profile",
      input: { fileId: someFileId },
      runAt: later,
    });
    expect((await send("POST", "/jobs/batch", { jobs })).status).toBe(201);
  }
}

async function counts(): Promise<Record<string, number>> {
  const { byType } = (await send("GET", "/jobs/stats?type=file:profile")).body as Schemas["JobStats"];
  return Object.fromEntries(Object.entries(byType[0]?.byStatus ?? {}).filter(([, count]) => count > 0));
}

/** Sends a bulk change that becomes a job, and returns the ended job. */
async function change(action: "cancel" | "retry", selection: object, sender?: Pick<DemoOrg, "apiKey">): Promise<Job> {
  const { status, body } = await send("POST", `/jobs/${action}`, selection, {}, sender);
  expect({ status, body }).toEqual({ status: 200, body: { changed: 0, more: false, jobId: expect.any(String) } });
  return ended(body.jobId);
}

async function ended(jobId: string): Promise<Job> {
  await gaffer.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === jobId);
  return (await send("GET", `/jobs/${jobId}`)).body;
}

describe("Bulk change as a job", () => {
  test("cancels the jobs that existed when it was created, with progress and counts", async () => {
    await create(1_201);
    beforeBatch = async (batch) => batch === 0 && create(3);
    const bulk = await change("cancel", { type: ["file:profile"], status: ["pending"] });
    expect(bulk).toMatchObject({
      type: "jobs:cancel",
      status: "completed",
      input: { type: ["file:profile"], status: ["pending"] },
      output: { matched: 1_201, changed: 1_201, skipped: [] },
      progress: 100,
      progressMessage: "1,201 of 1,201 jobs cancelled",
      trigger: "api",
      priority: "high",
    });
    expect(await counts()).toEqual({ pending: 3, cancelled: 1_201 });
    expect((await send("GET", `/jobs?ids=${bulk.id}`)).body.items).toMatchObject([{ id: bulk.id }]);
    const { items } = (await send("GET", "/audit-events")).body;
    expect(items[0]).toMatchObject({ action: "createJobs" });
    expect(items.find(({ target }: Schemas["AuditEvent"]) => target.id === bulk.id)).toMatchObject({
      action: "cancelJobs",
    });
  });

  test("changes up to 500 jobs in the request", async () => {
    await create(500);
    expect((await send("POST", "/jobs/cancel", { status: ["pending"] })).body).toEqual({
      changed: 500,
      more: false,
      jobId: null,
    });
  });

  test("reports jobs that another request changed meanwhile", async () => {
    await create(501);
    const [{ id }] = (await send("GET", "/jobs?limit=1")).body.items;
    beforeBatch = async (batch) => batch === 0 && send("POST", `/jobs/${id}/cancel`);
    expect((await change("cancel", { status: ["pending"] })).output).toEqual({
      matched: 501,
      changed: 500,
      skipped: [{ reason: "changedMeanwhile", jobs: 1 }],
    });
  });

  test("stops between two batches when it is cancelled", async () => {
    await create(1_001);
    const id = Promise.withResolvers<string>();
    beforeBatch = async (batch) => batch === 1 && send("POST", `/jobs/${await id.promise}/cancel`);
    id.resolve((await send("POST", "/jobs/cancel", { type: ["file:profile"] })).body.jobId);
    expect(await ended(await id.promise)).toMatchObject({ status: "cancelled" });
    const { pending = 0, cancelled = 0 } = await counts();
    expect(pending).toBeGreaterThan(0);
    expect([cancelled, pending + cancelled]).toEqual([expect.any(Number), 1_001]);
  });

  test("fails when its creator loses access, and has changed only earlier batches", async () => {
    await create(1_001);
    const key = await gaffer.createKey({ orgId: as.orgId });
    beforeBatch = async (batch) =>
      batch === 1 && database.admin.query("update api_keys set revoked_at = now() where id = $1", [keyIdOf(bulkBy)]);
    let bulkBy = "";
    const { body } = await send(
      "POST",
      "/jobs",
      { type: "file:profile", input: { fileId: someFileId }, runAt: later },
      {},
      key,
    );
    bulkBy = body.createdBy;
    const bulk = await change("cancel", { type: ["file:profile"] }, key);
    expect(bulk).toMatchObject({ status: "failed", error: { code: "forbidden" }, createdBy: bulkBy });
    expect(await counts()).toEqual({ pending: 502, cancelled: 500 });
  });

  test("fails when its creator is no longer a member with the scope", async () => {
    await create(501);
    const member = await gaffer.createMember("member", as.orgId);
    beforeBatch = () => database.admin.query("update memberships set role = 'viewer' where org_id = $1", [as.orgId]);
    const { body } = await send("POST", "/jobs/cancel", { status: ["pending"] }, {}, member);
    expect(await ended(body.jobId)).toMatchObject({ status: "failed", error: { code: "forbidden" } });
    expect(await counts()).toEqual({ pending: 501 });
  });

  test("retries jobs up to the plan's limit of open jobs, and reports the others", async () => {
    await create(700);
    await database.admin.query(
      "update current_jobs set status = 'failed', admission = null, attempt = 1, ended_at = now() - interval '1 s' where org_id = $1",
      [as.orgId],
    );
    await database.admin.query("update org_loads set open = 0, admitted = 0 where org_id = $1", [as.orgId]);
    await gaffer.limit({ open_jobs: 611 });
    try {
      const bulk = await change("retry", { status: ["failed"] });
      expect(bulk.output).toEqual({ matched: 700, changed: 610, skipped: [{ reason: "quotaExceeded", jobs: 90 }] });
      const { failed, pending = 0, processing = 0 } = await counts();
      expect([failed, pending + processing]).toEqual([90, 610]);
    } finally {
      await gaffer.limit({ open_jobs: null });
    }
  });

  test("isn't created for a cancellation if the plan has no room for it, and 500 jobs are cancelled at once", async () => {
    await create(600);
    await gaffer.limit({ open_jobs: 600 });
    try {
      expect((await send("POST", "/jobs/cancel", { status: ["pending"] })).body).toEqual({
        changed: 500,
        more: true,
        jobId: null,
      });
    } finally {
      await gaffer.limit({ open_jobs: null });
    }
  });

  test("has one job for each idempotency key", async () => {
    await create(501);
    const key = { "idempotency-key": crypto.randomUUID() };
    const gate = Promise.withResolvers<void>();
    beforeBatch = () => gate.promise;
    const [first, second] = [
      await send("POST", "/jobs/cancel", { status: ["pending"] }, key),
      await send("POST", "/jobs/cancel", { status: ["pending"] }, key),
    ];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    gate.resolve();
    await ended(first.body.jobId);
    // Nothing matches now, so the request would change jobs itself. The key still has the first answer.
    expect((await send("POST", "/jobs/cancel", { status: ["pending"] }, key)).body).toEqual(first.body);
  });

  test("changes nothing in an attempt that no longer holds the job", async () => {
    await create(501);
    let batch: BulkJob | undefined;
    beforeBatch = async (number) => {
      if (number > 0) return;
      const { rows } = await database.admin.query(
        `select org_id as "orgId", id as "jobId", attempt, created_by as "createdBy", created_at as "createdAt", input
           from current_jobs where type = 'jobs:cancel' and status = 'processing' and org_id = $1`,
        [as.orgId],
      );
      batch = rows[0];
      const stale = { ...(batch as BulkJob), attempt: 0 };
      await expect(changes.cancel.changeBatch(stale, { matched: 501, changed: 0 }, 500)).rejects.toThrow(
        "doesn't hold",
      );
      expect(await counts()).toEqual({ pending: 501 });
    };
    expect(await change("cancel", { status: ["pending"], type: ["file:profile"] })).toMatchObject({
      error: null,
      output: { changed: 501 },
    });
    expect(batch?.attempt).toBe(1);
  });
});

const keyIdOf = (actor: string) => actor.replace("key:", "");
