/** Changing a pending job: its fields, its place in the queue, and when a change is refused. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenReconciler, openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

const hour = 3_600_000;

let queue: Restoring;
let gaffer: TestGaffer;
let reconciler: OpenReconciler;
beforeAll(async () => {
  queue = await startRestoring();
  gaffer = queue.gaffer;
  reconciler = await openReconciler(gaffer.database, orgLimit);
});
afterAll(async () => {
  await reconciler.stop();
  await queue.stop();
});
beforeEach(() => queue.reset());
const update = (id: string, changes: object, headers?: Record<string, string>) =>
  gaffer.inOrg<Job>("PATCH", `/jobs/${id}`, changes, headers);
/** Asserts after each test that rows, messages and counters agree. */
const assertAgreement = () => afterEach(async () => expect(await reconciler.runOnce()).toEqual({}));
const inHours = (hours: number) => new Date(queue.clock + hours * hour).toISOString();
const claimInTurn = async (count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(...(await queue.worker.claim(1)));
  return ids;
};

describe("updateJob", () => {
  test("changes the given fields, and the job is read with them", async () => {
    const job = await gaffer.createJob({ timeoutSeconds: 10, maxAttempts: 2 });
    const changes = { priority: "low", timeoutSeconds: 20, maxAttempts: 5, runAt: inHours(2) };
    const { status, body } = await update(job.id, changes);
    expect([status, body]).toEqual([200, { ...job, ...changes }]);
    expect(await gaffer.getJob(job.id)).toEqual(body);
  });

  test("records which fields were changed", async () => {
    const { id } = await gaffer.createJob();
    await update(id, { priority: "high", timeoutSeconds: 5 });
    const { body } = await gaffer.inOrg("GET", "/audit-events?action=updateJob&limit=1");
    expect(body.items).toMatchObject([
      { target: { type: "job", id }, details: { changed: ["priority", "timeoutSeconds"] } },
    ]);
  });

  test("keeps the message if the place in the queue stays", async () => {
    const { id } = await gaffer.createJob();
    const messages = await queue.messagesOf(id);
    await update(id, { timeoutSeconds: 5, maxAttempts: 9, priority: "normal", runAt: inHours(-1) });
    expect(await queue.messagesOf(id)).toEqual(messages);
    expect(await claimInTurn(1)).toEqual([id]);
  });

  test("takes a time that has passed as now", async () => {
    const { id } = await gaffer.createJob({ runAt: inHours(1) });
    expect((await update(id, { runAt: "0001-01-01T00:00:00Z" })).body.runAt).toBe(inHours(0));
  });

  test("gives a retried job's next attempt the new values", async () => {
    const { id } = await gaffer.createJob();
    await queue.cancel(id);
    await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    await update(id, { timeoutSeconds: 7, maxAttempts: 8 });
    expect(await queue.sql("select timeout_seconds, max_attempts from open_jobs where id = $1", id)).toEqual([
      { timeout_seconds: 7, max_attempts: 8 },
    ]);
  });
});

describe("updateJob › priority", () => {
  assertAgreement();

  test("high lets an admitted job overtake all but the next one, like a new job", async () => {
    const [first, second, third] = (await queue.createJobs(3)) as [Job, Job, Job];
    await update(third.id, { priority: "high" });
    expect(await queue.stands()).toMatchObject({ counted: 3, admitted: 3, queued: 3, messages: 3 });
    expect(await claimInTurn(3)).toEqual([first.id, third.id, second.id]);
  });

  test("low lets a parked job take the place of an admitted one", async () => {
    const jobs = await queue.createJobs(orgLimit + 1);
    const [first, last] = [jobs[0], jobs.at(-1)] as [Job, Job];
    await update(first.id, { priority: "low" });
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, admitted: orgLimit, waiting: 1 });
    const claimed = await claimInTurn(orgLimit);
    expect(claimed).toContain(last.id);
    expect(claimed).not.toContain(first.id);
  });

  test("high lets a parked job be admitted before older ones", async () => {
    const jobs = await queue.createJobs(orgLimit + 2);
    const last = jobs.at(-1) as Job;
    await update(last.id, { priority: "high" });
    expect(await queue.messagesOf(last.id)).toEqual([]);
    await queue.cancel(jobs[0]?.id as string);
    expect(await queue.worker.claim(1)).toEqual([]);
    expect(await claimInTurn(1)).toEqual([last.id]);
  });

  test("of a delayed job changes no message, and holds when the job is due", async () => {
    const [first, second] = (await queue.createJobs(2)) as [Job, Job];
    const { id } = await gaffer.createJob({ runAt: inHours(1) });
    const messages = await queue.messagesOf(id);
    await update(id, { priority: "high" });
    expect(await queue.messagesOf(id)).toEqual(messages);
    await update(id, { runAt: inHours(0) });
    expect(await claimInTurn(3)).toEqual([first.id, id, second.id]);
  });
});

describe("updateJob › runAt", () => {
  assertAgreement();

  test("in the future delays an admitted job, and admits a parked one in its place", async () => {
    const jobs = await queue.createJobs(orgLimit + 1);
    const [first, last] = [jobs[0], jobs.at(-1)] as [Job, Job];
    await update(first.id, { runAt: inHours(1) });
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, admitted: orgLimit, waiting: 0, delayed: 1 });
    expect(await queue.messagesOf(first.id)).toMatchObject([{ start_after: new Date(inHours(1)) }]);
    expect((await claimInTurn(orgLimit)).at(-1)).toBe(last.id);
  });

  test("in the future delays a parked job", async () => {
    const last = (await queue.createJobs(orgLimit + 1)).at(-1) as Job;
    await update(last.id, { runAt: inHours(1) });
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, admitted: orgLimit, waiting: 0, delayed: 1 });
  });

  test("moves the only message of a delayed job", async () => {
    const { id } = await gaffer.createJob({ runAt: inHours(1) });
    await update(id, { runAt: inHours(3) });
    expect(await queue.messagesOf(id)).toMatchObject([{ start_after: new Date(inHours(3)) }]);
    expect(await queue.stands()).toMatchObject({ counted: 0, delayed: 1, messages: 1 });
  });

  test("of now admits a delayed job", async () => {
    const { id } = await gaffer.createJob({ runAt: inHours(1) });
    await update(id, { runAt: inHours(0) });
    expect(await queue.stands()).toMatchObject({ counted: 1, admitted: 1, delayed: 0, messages: 1 });
    expect(await claimInTurn(1)).toEqual([id]);
  });

  test("of now parks a delayed job whose organization has no room", async () => {
    await queue.createJobs(orgLimit);
    const { id } = await gaffer.createJob({ runAt: inHours(1) });
    await update(id, { runAt: inHours(0) });
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, waiting: 1, delayed: 0, messages: orgLimit });
  });
});

describe("updateJob refuses", () => {
  test.each(["processing", "completed", "failed", "cancelled"])("a job that is %s", async (status) => {
    const { id } = await gaffer.createJob();
    if (status === "processing") await queue.worker.claim(1);
    else await queue.sql("update current_jobs set status = $1, admission = null, ended_at = now()", status);
    const before = await gaffer.getJob(id);
    expect(await update(id, { priority: "high" })).toMatchObject({
      status: 409,
      body: { type: "/problems/job-not-pending", detail: expect.stringContaining(status) },
    });
    expect(await gaffer.getJob(id)).toEqual(before);
  });

  test("a start more than a year ahead, and unknown fields", async () => {
    const { id } = await gaffer.createJob();
    for (const [changes, code] of [
      [{ runAt: inHours(367 * 24) }, "too_late"],
      [{ input: {} }, "unknown"],
      [{ priority: "urgent" }, "not_allowed"],
    ] as const)
      expect(await update(id, changes)).toMatchObject({ status: 422, body: { errors: [{ code }] } });
  });

  test("a job of another organization and an unknown id", async () => {
    const { id } = await gaffer.createJob();
    const other = await gaffer.createOrg("other");
    const url = `/v1/orgs/${other.orgId}/jobs/${id}`;
    expect((await gaffer.request("PATCH", url, { as: other, body: { priority: "high" } })).status).toBe(404);
    expect((await update(crypto.randomUUID(), { priority: "high" })).status).toBe(404);
  });
});

describe("updateJob in concurrent use", () => {
  assertAgreement();

  test("doesn't wait for a worker that has fetched the message, and the worker drops it", async () => {
    const jobs = await queue.createJobs(orgLimit + 1);
    const [first] = jobs as [Job];
    const claimed = await queue.worker.claim(1, async () => {
      expect((await update(first.id, { priority: "high" })).status).toBe(200);
    });
    expect(claimed).toEqual([]);
    expect(await queue.stands()).toMatchObject({
      counted: orgLimit,
      admitted: orgLimit,
      waiting: 1,
      messages: orgLimit,
    });
    expect(await claimInTurn(1)).toEqual([first.id]);
  });

  test("waits for a worker that starts the job, and is then refused", async () => {
    const { id } = await gaffer.createJob();
    const worker = await gaffer.database.admin.connect();
    await worker.query("begin");
    await worker.query(
      "update open_jobs set attempt = 1, worker_id = gen_random_uuid(), started_at = now() where id = $1",
      [id],
    );
    const refused = update(id, { runAt: inHours(1) });
    const waiting = "select 1 from pg_locks where not granted and locktype = 'transactionid'";
    while ((await queue.sql(waiting)).length === 0) await new Promise(setImmediate);
    await worker.query("commit");
    worker.release();
    expect(await refused).toMatchObject({ status: 409, body: { type: "/problems/job-not-pending" } });
    await queue.sql("delete from gaffer_queue.job where state = 'created'");
  });

  test("applies several changes one after the other", async () => {
    const { id } = await gaffer.createJob();
    const changes = [{ priority: "high" }, { runAt: inHours(1) }, { priority: "low" }, { runAt: inHours(0) }];
    const answers = await Promise.all(changes.map((each) => update(id, each)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    // Another message may be a permit whose job isn't parked any more.
    expect((await queue.messagesOf(id)).length).toBeLessThanOrEqual(1);
  });
});
