/** Jobs that don't start in time: who ends them, how, and what a retry, a restore and a change do. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expireJobs } from "../../src/modules/jobs/expire-jobs.ts";
import { job as defineJob } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

let queue: Restoring;
let gaffer: TestGaffer;
beforeAll(async () => {
  queue = await startRestoring();
  gaffer = queue.gaffer;
});
afterAll(() => queue.stop());
beforeEach(() => queue.reset());

const inSeconds = (seconds: number) => new Date(queue.clock + seconds * 1000).toISOString();
const sweep = () => {
  const { pool: workerPool, admission } = queue.worker;
  return expireJobs({ workerPool, admission, now: () => new Date(queue.clock) });
};
const expired = { status: "cancelled", attempt: 0, startedAt: null, error: { code: "expired" } };
const agrees = async () => {
  const reconciler = await openReconciler(gaffer.database, orgLimit);
  expect(await reconciler.runOnce()).toEqual({});
  await reconciler.stop();
};

describe("Expired job", () => {
  test("is cancelled by the claim of its message, and never runs", async () => {
    const [late, other] = [await gaffer.createJob({ expiresAt: inSeconds(10) }), await gaffer.createJob()];
    queue.clock += 10_000;
    expect(await queue.worker.claim(10)).toEqual([other.id]);
    expect(await gaffer.getJob(late.id)).toMatchObject({ ...expired, endedAt: inSeconds(0) });
    expect([await queue.openJobs(), await queue.messagesOf(late.id)]).toEqual([1, []]);
    await agrees();
  });

  test("makes room for a parked job", async () => {
    await gaffer.createJob({ expiresAt: inSeconds(10) });
    const parked = (await queue.createJobs(orgLimit)).at(-1) as Job;
    queue.clock += 10_000;
    expect(await queue.worker.claim(1)).toEqual([]);
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, admitted: orgLimit, waiting: 0 });
    expect(await queue.worker.claim(10)).toContain(parked.id);
  });

  test("is cancelled while it waits: admitted, parked or delayed", async () => {
    const admitted = await gaffer.createJob({ expiresAt: inSeconds(10) });
    const delayed = await gaffer.createJob({ runAt: inSeconds(5), ttlSeconds: 5 });
    await queue.createJobs(orgLimit);
    const parked = await gaffer.createJob({ expiresAt: inSeconds(10) });
    queue.clock += 9_999;
    expect(await sweep()).toBe(0);
    queue.clock += 1;
    expect(await sweep()).toBe(3);
    for (const { id } of [admitted, delayed, parked]) expect(await gaffer.getJob(id)).toMatchObject(expired);
    expect(await queue.openJobs()).toBe(orgLimit);
    expect(await sweep()).toBe(0);
  });

  test("is one that hasn't started: a started job is never cancelled", async () => {
    const running = await gaffer.createJob({ expiresAt: inSeconds(10) });
    expect(await queue.worker.claim(1)).toEqual([running.id]);
    const retrying = await gaffer.createJob({ expiresAt: inSeconds(10) });
    await queue.sql("update open_jobs set attempt = 1, started_at = now() where id = $1", retrying.id);
    queue.clock += 20_000;
    expect(await sweep()).toBe(0);
    expect(await gaffer.getJob(running.id)).toMatchObject({ status: "processing" });
    expect(await queue.worker.claim(1)).toEqual([retrying.id]);
  });

  test("runs after a retry, which removes the expiry", async () => {
    const { id } = await gaffer.createJob({ expiresAt: inSeconds(10) });
    queue.clock += 10_000;
    await sweep();
    const { body } = await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    expect(body).toMatchObject({ status: "pending", expiresAt: null });
    expect(await sweep()).toBe(0);
    expect(await queue.worker.claim(2)).toEqual([id]);
  });

  test("can't be restored, but a job that was cancelled before keeps its expiry", async () => {
    const { id } = await gaffer.createJob({ expiresAt: inSeconds(10) });
    queue.clock += 10_000;
    await sweep();
    expect(await queue.restore(id)).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/expired/) } });
    const job = await gaffer.createJob({ ttlSeconds: 10 });
    await queue.cancel(job.id);
    expect((await queue.restore(job.id)).body).toEqual(job);
    queue.clock += 10_000;
    expect(await sweep()).toBe(1);
  });

  test("ends the run of its schedule", async () => {
    const job = { type: "file:profile", input: { fileId: someFileId }, ttlSeconds: 60 };
    const schedule = { name: "a", job, recurrence: { kind: "daily", time: "09:00" } };
    const { body } = await gaffer.inOrg("POST", "/schedules", schedule);
    const { jobId } = (await gaffer.inOrg("POST", `/schedules/${body.id}/trigger`)).body;
    expect((await gaffer.getJob(jobId)).expiresAt).toBe(inSeconds(60));
    queue.clock += 60_000;
    await sweep();
    expect((await gaffer.inOrg("GET", `/schedules/${body.id}/runs`)).body.items).toMatchObject([
      { jobId, status: "cancelled" },
    ]);
  });
});

describe("expiresAt", () => {
  test("is ttlSeconds after runAt", async () => {
    const job = await gaffer.createJob({ runAt: inSeconds(100), ttlSeconds: 30 });
    expect(job.expiresAt).toBe(inSeconds(130));
    expect((await gaffer.createJob({ ttlSeconds: 30 })).expiresAt).toBe(inSeconds(30));
    expect((await gaffer.createJob()).expiresAt).toBeNull();
  });

  test("comes from the job type if the job has none of its own", async () => {
    const profile = defineJob("file:profile", { ttlSeconds: 40, handler: async () => ({ output: emptyProfile }) });
    const now = new Date(queue.clock);
    const typed = await startTestGaffer({ role: "api", jobs: withFailingOthers([profile]), now: () => now });
    const after = async (options: object) => {
      const { expiresAt } = await typed.createJob(options);
      return (Date.parse(expiresAt ?? "") - now.getTime()) / 1000;
    };
    expect([await after({}), await after({ ttlSeconds: 5 }), await after({ expiresAt: inSeconds(9) })]).toEqual([
      40, 5, 9,
    ]);
    const { body } = await typed.inOrg("GET", "/job-types");
    expect(body.items.find(({ type }: { type: string }) => type === "file:profile").ttlSeconds).toBe(40);
    await typed.stop();
  });

  test("is the earlier time if the job has ttlSeconds too", async () => {
    const expiryOf = async (options: object) => (await gaffer.createJob(options)).expiresAt;
    expect(await expiryOf({ expiresAt: inSeconds(20), ttlSeconds: 30 })).toBe(inSeconds(20));
    expect(await expiryOf({ expiresAt: inSeconds(20), ttlSeconds: 10 })).toBe(inSeconds(10));
  });

  test("must be later than now and than runAt", async () => {
    const input = { type: "file:profile", input: { fileId: someFileId } };
    const wrong = [
      [{ expiresAt: inSeconds(0) }, "/jobs/1/expiresAt", "too_early"],
      [{ runAt: inSeconds(20), expiresAt: inSeconds(20) }, "/jobs/1/expiresAt", "too_early"],
      [{ ttlSeconds: 0 }, "/jobs/1/ttlSeconds", "too_small"],
    ] as const;
    for (const [options, pointer, code] of wrong)
      expect(await gaffer.inOrg("POST", "/jobs/batch", { jobs: [input, { ...input, ...options }] })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer, code }] },
      });
    expect((await gaffer.inOrg("GET", "/jobs")).body.items).toEqual([]);
  });

  test("of a pending job can be changed and removed, and refuses a later start", async () => {
    const { id } = await gaffer.createJob({ expiresAt: inSeconds(10) });
    const update = (changes: object) => gaffer.inOrg("PATCH", `/jobs/${id}`, changes);
    const refusal = { status: 422, body: { errors: [{ pointer: "/expiresAt", code: "too_early" }] } };
    expect(await update({ runAt: inSeconds(10) })).toMatchObject(refusal);
    expect(await update({ expiresAt: inSeconds(0) })).toMatchObject(refusal);
    const changes = { runAt: inSeconds(10), expiresAt: inSeconds(20) };
    expect(await update(changes)).toMatchObject({ status: 200, body: changes });
    expect(await update({ expiresAt: null })).toMatchObject({ status: 200, body: { expiresAt: null } });
    queue.clock += 30_000;
    expect(await sweep()).toBe(0);
  });
});

test("Expired job › of a running worker › is cancelled at the interval of the heartbeat", async () => {
  let clock = Date.now();
  const over = Promise.withResolvers<void>();
  const running = await startTestGaffer({
    now: () => new Date(clock),
    timing: { heartbeatMs: 50 },
    config: { orgConcurrency: 1 },
    handler: async () => {
      await over.promise;
      return { output: emptyProfile };
    },
  });
  const { id: first } = await running.createJob();
  await expect.poll(async () => (await running.getJob(first)).status).toBe("processing");
  const { id } = await running.createJob({ ttlSeconds: 60 });
  clock += 60_000;
  await running.log.waitFor(({ msg }) => msg === "jobs expired before they started");
  expect(await running.getJob(id)).toMatchObject(expired);
  over.resolve();
  await running.stop();
});
