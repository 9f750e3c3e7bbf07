/** Concurrency keys: how many jobs with a key start, in which order, and what gives a place back. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withAllOrgs } from "../../src/db/org-scope.ts";
import { newJobRow } from "../../src/modules/jobs/enqueue/new-job-row.ts";
import { expireJobs } from "../../src/modules/jobs/expire-jobs.ts";
import { releaseQuery } from "../../src/modules/jobs/job-changes.ts";
import { lockLost } from "../../src/modules/jobs/lock-jobs.ts";
import type { Outcome } from "../../src/modules/jobs/states.ts";
import { settleJobs } from "../../src/modules/jobs/worker/completer.ts";
import { newId } from "../../src/new-id.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenReconciler, openReconciler } from "../reconcile/open-reconciler.ts";
import { type Restoring, startRestoring } from "./restoring.ts";

let queue: Restoring;
let gaffer: TestGaffer;
let reconciler: OpenReconciler;
beforeAll(async () => {
  queue = await startRestoring();
  gaffer = queue.gaffer;
  reconciler = await openReconciler(gaffer.database, 3, () => new Date(queue.clock + 120_000));
});
afterAll(async () => {
  await reconciler.stop();
  await queue.stop();
});
beforeEach(() => queue.reset());

const heldJobs = Number(process.env.WAITING ?? 10_000);
const concurrency = { key: "customer-1", limit: 1 };
const create = (options: object = {}) => gaffer.createJob({ concurrency, ...options });
const claim = (limit = 10) => queue.worker.claim(limit);
const inSeconds = (seconds: number) => new Date(queue.clock + seconds * 1000).toISOString();
const admissionOf = async ({ id }: Job) =>
  (await queue.sql("select admission from current_jobs where id = $1", id))[0]?.admission;
const failure = { code: "handler_error", message: "a" };

/** Ends the running jobs with this outcome, as a worker or the rescuer does. */
const endRunning = (outcome: Outcome) =>
  withAllOrgs(queue.worker.pool, async (tx) => {
    const claims = await lockLost(tx, 0, 10);
    const settlements = claims.map((claim) => ({ claim, outcome }));
    await settleJobs(tx, queue.worker, settlements, { now: new Date(queue.clock), counters: "table" });
  });
const complete = () => endRunning({ kind: "completed", output: {} });

describe("Concurrency key", () => {
  afterEach(async () => {
    const found = await reconciler.runOnce();
    expect(found).toEqual(found.message_stale ? { message_stale: found.message_stale } : {});
  });

  test("starts as many jobs as its limit, in the order of priority and age", async () => {
    const limited = { concurrency: { key: "a", limit: 2 } };
    const [first, second, third] = [await create(limited), await create(limited), await create(limited)];
    const high = await create({ ...limited, priority: "high" });
    expect((await claim()).toSorted()).toEqual([first.id, second.id]);
    expect(await claim()).toEqual([]);
    const later = await create(limited);
    await complete();
    expect((await claim()).toSorted()).toEqual([third.id, high.id]);
    await complete();
    expect(await claim()).toEqual([later.id]);
    await complete();
    expect(await queue.stands()).toMatchObject({ counted: 0, admitted: 0, queued: 0 });
  });

  test("limits the jobs of one request", async () => {
    const job = { type: "file:profile", input: { fileId: someFileId }, concurrency };
    const other = { ...job, concurrency: { key: "customer-2" } };
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: [job, other, job, other] });
    expect(body.jobs[1].concurrency).toEqual({ key: "customer-2", limit: 1 });
    expect((await claim()).toSorted()).toEqual([body.jobs[0].id, body.jobs[1].id]);
  });

  test("holds its jobs without a message, a slot or a place in the organization's limit", async () => {
    const keyed = [await create(), await create(), await create(), await create()];
    const free = [await gaffer.createJob(), await gaffer.createJob()];
    expect(await queue.stands()).toMatchObject({ counted: 3, admitted: 3, messages: 3 });
    expect(await claim()).toEqual([keyed[0]?.id, ...free.map(({ id }) => id)]);
  });

  test("belongs to its organization", async () => {
    const other = await gaffer.createOrg("other");
    const created = await create();
    const body = { type: "file:profile", input: { fileId: someFileId }, concurrency };
    const { body: theirs } = await gaffer.request<Job>("POST", `/v1/orgs/${other.orgId}/jobs`, { as: other, body });
    expect((await claim()).toSorted()).toEqual([created.id, theirs.id].toSorted());
  });

  test("frees the place of a job that fails, is cancelled or expires", async () => {
    const jobs = [await create({ maxAttempts: 1 }), await create(), await create({ ttlSeconds: 10 }), await create()];
    const [failing, cancelled, expiring, last] = jobs as [Job, Job, Job, Job];
    expect(await claim()).toEqual([failing.id]);
    await endRunning({ kind: "failed", error: failure, retryable: false });
    expect(await admissionOf(cancelled)).toBe("parked");
    await queue.cancel(cancelled.id);
    expect(await admissionOf(expiring)).toBe("parked");
    queue.clock += 10_000;
    const { pool: workerPool, admission } = queue.worker;
    expect(await expireJobs({ workerPool, admission, now: () => new Date(queue.clock) })).toBe(1);
    expect([await claim(), await claim()].flat()).toEqual([last.id]);
  });

  test("frees the place of a job that waits for its next attempt, which needs a place again", async () => {
    const [first, second] = [await create(), await create()];
    await claim();
    await endRunning({ kind: "failed", error: failure, retryable: true });
    expect(await admissionOf(first)).toBe("delayed");
    expect(await claim()).toEqual([second.id]);
    await queue.sql("update gaffer_queue.job set start_after = now() where state < 'active'");
    expect(await claim()).toEqual([]);
    expect(await admissionOf(first)).toBe("held");
    await complete();
    expect(await claim()).toEqual([first.id]);
  });

  test("keeps the place of a lost worker's job until the job is handed back", async () => {
    const [first, second] = [await create(), await create()];
    expect(await claim()).toEqual([first.id]);
    expect(await claim()).toEqual([]);
    await endRunning({ kind: "released" });
    expect(await claim()).toEqual([first.id]);
    await complete();
    expect(await claim()).toEqual([second.id]);
  });

  test("limits jobs that are retried, restored or changed", async () => {
    const running = await create();
    const [restored, changed] = [await create(), await create()];
    expect(await claim()).toEqual([running.id]);
    await queue.cancel(restored.id);
    expect(await queue.restore(restored.id)).toMatchObject({ status: 200 });
    await gaffer.inOrg("PATCH", `/jobs/${changed.id}`, { runAt: inSeconds(60) });
    expect(await admissionOf(changed)).toBe("delayed");
    await gaffer.inOrg("PATCH", `/jobs/${changed.id}`, { runAt: inSeconds(0), priority: "high" });
    expect([await admissionOf(restored), await admissionOf(changed)]).toEqual(["held", "held"]);
    await endRunning({ kind: "failed", error: failure, retryable: false });
    expect(await claim()).toEqual([changed.id]);
    await gaffer.inOrg("POST", `/jobs/${running.id}/retry`);
    expect(await admissionOf(running)).toBe("held");
    await complete();
    expect(await claim()).toEqual([running.id]);
    await complete();
    expect(await claim()).toEqual([restored.id]);
  });

  test("doesn't give a restored job the place that another job has taken", async () => {
    const [first, second] = [await create(), await create()];
    await queue.cancel(first.id);
    expect(await queue.restore(first.id)).toMatchObject({ status: 200 });
    expect(await claim()).toEqual([second.id]);
    await complete();
    expect(await claim()).toEqual([first.id]);
  });

  test("holds under parallel creates, cancellations and ends", async () => {
    const options = { concurrency: { key: "a", limit: 2 } };
    const jobs = await Promise.all(Array.from({ length: 20 }, () => create(options)));
    const claimed: string[] = [];
    const cancelled = jobs.filter((_, index) => index % 5 === 0);
    const cancelling = cancelled.map(({ id }) => queue.cancel(id));
    for (let round = 0; round < 20; round++) {
      await Promise.all([claim(), claim(), claim()]).then((ids) => claimed.push(...ids.flat()));
      const [{ running }] = (await queue.sql(
        "select count(*)::int as running from open_jobs where worker_id is not null",
      )) as [{ running: number }];
      expect(running).toBeLessThanOrEqual(2);
      await Promise.all([complete(), create(options)]);
    }
    await Promise.all(cancelling);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThan(20);
  });

  test("gives a place to one of two concurrent creates", async () => {
    const { orgId } = gaffer.org;
    const now = new Date(queue.clock);
    const row = newJobRow(
      { orgId, createdBy: "system" },
      { type: "file:profile", input: { fileId: someFileId, format: "auto", header: true }, concurrency },
      { id: newId(now), createdAt: now, defaults: { timeoutSeconds: 60, maxAttempts: 1 } },
    );
    const other = await withAllOrgs(queue.worker.pool, async (tx) => {
      await queue.worker.admission.enqueue(tx, [[row]], { now, counters: "table" });
      const creating = { job: create() };
      const waiting = "select from pg_locks where locktype = 'advisory' and not granted";
      await vi.waitFor(async () => expect(await queue.sql(waiting)).toHaveLength(1), { timeout: 10_000 });
      return creating;
    });
    expect(await admissionOf(await other.job)).toBe("held");
    expect(await claim()).toEqual([row.id]);
  });

  test("refuses a limit below 1 and an empty key", async () => {
    const job = { type: "file:profile", input: { fileId: someFileId } };
    const refuse = async (wrong: object, pointer: string) =>
      expect(await gaffer.inOrg("POST", "/jobs", { ...job, concurrency: wrong })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer }] },
      });
    await refuse({ key: "a", limit: 0 }, "/concurrency/limit");
    await refuse({ key: "" }, "/concurrency/key");
    await refuse({ limit: 1 }, "/concurrency/key");
  });
});

test("blockedBy › names the concurrency key, its limit and the jobs ahead", async () => {
  await queue.sql(
    `insert into workers (id, host, pid, types, started_at, heartbeat_at)
     values (gen_random_uuid(), 'a', 1, array['file:profile'], now(), now())`,
  );
  await create();
  const [, third] = [await create(), await create()];
  const { body } = await gaffer.inOrg("GET", `/jobs/${third.id}/blocked-by`);
  await queue.sql("delete from workers where host = 'a'");
  expect(body.blockedBy).toEqual({
    kind: "concurrencyKey",
    key: "customer-1",
    limit: 1,
    used: 1,
    ahead: { count: 1, more: false },
  });
});

test("jobs:reconcile › parks held jobs of a key that has free places", async () => {
  const [first, second] = [await create(), await create()];
  await queue.sql("update open_jobs set admission = 'held', message_id = gen_random_uuid() where id = $1", first.id);
  await queue.sql("delete from gaffer_queue.job");
  await queue.sql("update org_loads set admitted = 0");
  expect(await reconciler.runOnce()).toEqual({ jobs_stranded: 1 });
  expect(await claim()).toEqual([first.id]);
  expect(await admissionOf(second)).toBe("held");
});

test("Release of a held job › reads few pages, however many jobs of the key are held", async () => {
  const depth = await startTestGaffer({ role: "api" });
  const { admin } = depth.database;
  const { orgId } = depth.org;
  await admin.query(
    `insert into open_jobs (org_id, id, type, priority, max_attempts, message_id, run_at, timeout_seconds, admission,
            concurrency_key, concurrency_limit)
     select $1, gen_random_uuid(), 'file:profile', 'normal', 1, gen_random_uuid(), now(), 60, 'held', 'a', 1
       from generate_series(1, $2)`,
    [orgId, heldJobs],
  );
  const keys = JSON.stringify([{ orgId, concurrencyKey: "a" }]);
  for (const statistics of ["stale", "fresh"]) {
    if (statistics === "fresh") await admin.query("analyze open_jobs");
    await admin.query("begin");
    const { rows } = await admin.query(`explain (analyze, buffers, format json) ${releaseQuery}`, [keys]);
    await admin.query("rollback");
    const [{ Plan: plan }] = rows[0]["QUERY PLAN"];
    expect(plan["Actual Rows"], statistics).toBe(1);
    expect(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], statistics).toBeLessThan(200);
  }
  await depth.stop();
});
