/** Restores a cancelled pending job: what the job has again after a restore, and when a restore is refused. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStream } from "../harness/open-stream.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

const hour = 3_600_000;

let restoring: Restoring;
let gaffer: TestGaffer;
beforeAll(async () => {
  restoring = await startRestoring();
  gaffer = restoring.gaffer;
});
afterAll(() => restoring.stop());
beforeEach(() => restoring.reset());

/**
 * Runs the pending jobs on a worker with one slot until the attempt of `last` has ended. Returns the ids of the jobs in
 * the order of their starts.
 */
async function runAll(last: Job): Promise<string[]> {
  const order: string[] = [];
  const worker = await startTestGaffer({
    role: "worker",
    database: gaffer.database,
    config: { orgConcurrency: orgLimit, workerConcurrency: 1 },
    handler: async ({ jobId }) => {
      order.push(jobId);
      return { output: emptyProfile };
    },
  });
  await worker.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === last.id);
  await worker.stop();
  return order;
}

describe("restoreJob", () => {
  test("restores the runAt, priority and message of a delayed job", async () => {
    const runAt = new Date(restoring.clock + 3 * hour).toISOString();
    const job = await gaffer.createJob({ runAt, priority: "high" });
    const messages = await restoring.messagesOf(job.id);
    await restoring.cancel(job.id);
    expect(await restoring.openJobs()).toBe(0);
    restoring.clock += 60_000;
    expect(await restoring.restore(job.id)).toMatchObject({ status: 200, body: job });
    expect(await gaffer.getJob(job.id)).toEqual(job);
    expect(await restoring.messagesOf(job.id)).toEqual(messages);
    expect(await restoring.stands()).toMatchObject({ counted: 0, delayed: 1, messages: 1 });
    expect(await restoring.openJobs()).toBe(1);
  });

  test("restores the time of the next attempt", async () => {
    const job = await gaffer.createJob({ runAt: new Date(restoring.clock + hour).toISOString() });
    await restoring.sql(
      'update current_jobs set attempt = 1, started_at = now(), error = \'{"code": "a", "message": "b"}\', progress = 40',
    );
    const before = await gaffer.getJob(job.id);
    await restoring.cancel(job.id);
    expect((await restoring.restore(job.id)).body).toEqual(before);
  });

  test("restores the place of an admitted job, before jobs that were created after it", async () => {
    const [first, second, third] = (await restoring.createJobs(3)) as [Job, Job, Job];
    const reconciler = await openReconciler(gaffer.database, orgLimit, () => new Date(restoring.clock));
    await restoring.cancel(second.id);
    expect(await reconciler.runOnce()).toEqual({});
    await restoring.restore(second.id);
    expect(await restoring.stands()).toEqual({
      counted: 3,
      admitted: 3,
      waiting: 0,
      delayed: 0,
      queued: 3,
      messages: 3,
    });
    expect(await reconciler.runOnce()).toEqual({});
    await reconciler.stop();
    for (const { id } of [first, second, third]) expect(await restoring.worker.claim(1)).toEqual([id]);
  });

  test("parks a parked job again, before jobs that were created after it", async () => {
    const jobs = await restoring.createJobs(orgLimit + 2);
    const parked = jobs.at(-2) as Job;
    await restoring.cancel(parked.id);
    expect(await restoring.restore(parked.id)).toMatchObject({ status: 200, body: parked });
    expect(await restoring.stands()).toMatchObject({
      counted: orgLimit,
      admitted: orgLimit,
      waiting: 2,
      messages: orgLimit,
    });
    expect(await runAll(jobs.at(-1) as Job)).toEqual(jobs.map(({ id }) => id));
  });

  test("queues a job first whose message was dropped meanwhile", async () => {
    const [first, second] = (await restoring.createJobs(2)) as [Job, Job];
    await restoring.cancel(first.id);
    expect(await restoring.worker.claim(1)).toEqual([]);
    await restoring.restore(first.id);
    expect(await restoring.stands()).toMatchObject({ counted: 2, admitted: 2, waiting: 0, messages: 2 });
    for (const { id } of [first, second]) expect(await restoring.worker.claim(1)).toEqual([id]);
  });

  test("parks a job first whose message was dropped meanwhile, when there is no room", async () => {
    const jobs = await restoring.createJobs(orgLimit + 2);
    const [first] = jobs as [Job];
    await restoring.cancel(first.id);
    expect(await restoring.worker.claim(1)).toEqual([]);
    await restoring.restore(first.id);
    expect(await restoring.stands()).toMatchObject({
      counted: orgLimit,
      admitted: orgLimit,
      waiting: 2,
      messages: orgLimit,
    });
    expect((await runAll(jobs.at(-1) as Job)).slice(-3)).toEqual([first.id, jobs.at(-2)?.id, jobs.at(-1)?.id]);
  });

  test("restores a job of a bulk cancellation", async () => {
    const [job] = await restoring.createJobs(2);
    await gaffer.inOrg("POST", "/jobs/cancel", { status: ["pending"] });
    expect((await restoring.restore(job?.id as string)).body).toEqual(job);
  });

  test("changes the run of a schedule back", async () => {
    const schedule = {
      name: "a",
      job: { type: "file:profile", input: { fileId: someFileId } },
      recurrence: { kind: "daily", time: "09:00" },
    };
    const { body } = await gaffer.inOrg("POST", "/schedules", schedule);
    const { jobId } = (await gaffer.inOrg("POST", `/schedules/${body.id}/trigger`)).body;
    await restoring.cancel(jobId);
    await restoring.restore(jobId);
    expect(await restoring.sql("select status from schedule_runs where job_id = $1", jobId)).toEqual([
      { status: "running" },
    ]);
  });

  test("sends the job to the organization's live updates", async () => {
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const stream = await openStream(gaffer);
    await stream.waitFor(({ kind }) => kind === "reset");
    await restoring.restore(id);
    await stream.waitFor((event) => event.kind === "job" && event.job.id === id && event.job.status === "pending");
    await stream.close();
  });
});

describe("restoreJob refuses", () => {
  const refusal = (detail: RegExp) => ({
    status: 409,
    body: { type: "/problems/job-not-restorable", detail: expect.stringMatching(detail) },
  });

  test("a job that was cancelled more than a minute ago, with a hint to retry it", async () => {
    const { id } = await gaffer.createJob();
    const { body } = await restoring.cancel(id);
    restoring.clock += 60_001;
    expect(await restoring.restore(id)).toMatchObject(refusal(/more than a minute ago.*Retry it instead/));
    expect(await gaffer.getJob(id)).toEqual(body);
  });

  test("a job that isn't cancelled", async () => {
    const { id } = await gaffer.createJob();
    expect(await restoring.restore(id)).toMatchObject(refusal(/is pending/));
    await restoring.sql("update current_jobs set status = 'completed', admission = null, ended_at = now()");
    expect(await restoring.restore(id)).toMatchObject(refusal(/is completed/));
  });

  test("a job that was running when it was cancelled, before and after it stopped", async () => {
    const { id } = await gaffer.createJob();
    await restoring.sql(
      "update current_jobs set status = 'processing', attempt = 1, worker_id = gen_random_uuid(), started_at = now()",
    );
    await restoring.cancel(id);
    expect(await restoring.restore(id)).toMatchObject(refusal(/was running.*Wait until it stops, then retry it/));
    await restoring.sql(
      "update current_jobs set status = 'cancelled', admission = null, ended_at = $1",
      new Date(restoring.clock),
    );
    expect(await restoring.restore(id)).toMatchObject(refusal(/was running.*Retry it/));
  });

  test("a job that was retried and then cancelled while it ran", async () => {
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    await restoring.sql(
      "update current_jobs set status = 'cancelled', admission = null, cancel_requested_at = $1, ended_at = $1",
      new Date(restoring.clock),
    );
    expect(await restoring.restore(id)).toMatchObject(refusal(/was running/));
  });

  test("a job that would exceed the plan", async () => {
    await gaffer.limit({ open_jobs: 1 });
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    await gaffer.createJob();
    expect(await restoring.restore(id)).toMatchObject({ status: 403, body: { quota: { name: "openJobs" } } });
    expect(await gaffer.getJob(id)).toMatchObject({ status: "cancelled" });
    expect(await restoring.openJobs()).toBe(1);
  });
});
