import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let clock = Date.parse("2026-11-20T12:00:00.000Z");
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
});
afterAll(() => gaffer.stop());

const wrongStatus = { status: 409, body: { type: "/problems/job-status", status: 409 } };
const cancel = (id: string) => gaffer.inOrg("POST", `/jobs/${id}/cancel`);
const retry = (id: string) => gaffer.inOrg("POST", `/jobs/${id}/retry`);

/** Creates a job and sets its row to this status, as a worker would. */
async function createJobThat(status: Job["status"], attempt = 1): Promise<Job> {
  const { id } = await gaffer.createJob();
  const final = ["completed", "failed", "cancelled"].includes(status);
  await gaffer.database.admin.query(
    `update current_jobs set status = $2, attempt = $3, started_at = now(), worker_id = case when $2 = 'processing' then gen_random_uuid() end,
            admission = case when $4 then null else 'admitted' end, ended_at = case when $4 then now() end, progress = 40, progress_message = 'working',
            error = case when $2 = 'failed' then '{"code":"handler_error","message":"no"}'::jsonb end where id = $1`,
    [id, status, attempt, final],
  );
  return gaffer.getJob(id);
}

/** Counts the messages that start a parked job: permits for a place. */
async function permitsOf(jobId: string): Promise<number> {
  const { rows } = await gaffer.database.admin.query(
    `select count(*)::int as messages from current_jobs j
       join permits on permits.org_id = j.org_id and permits.queued_type = j.type and j.admission = 'parked'
       join gaffer_queue.job m on m.id = permits.id
      where j.id = $1 and places = 1`,
    [jobId],
  );
  return rows[0].messages;
}

describe("cancelJob and retryJob › cancelJob", () => {
  test("ends a pending job at once", async () => {
    const { id } = await gaffer.createJob();
    clock += 1_000;
    const { status, body } = await cancel(id);
    const now = new Date(clock).toISOString();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "cancelled", cancelRequestedAt: now, endedAt: now });
    expect(await gaffer.getJob(id)).toEqual(body);
  });

  test("changes nothing of a cancelled job", async () => {
    const { id } = await gaffer.createJob();
    const first = await cancel(id);
    clock += 1_000;
    expect(await cancel(id)).toMatchObject({ status: 200, body: first.body });
  });

  test("notifies the worker of a running job each time, and keeps the time of the first request", async () => {
    const { id, workerId: _, ...job } = (await createJobThat("processing")) as Job & { workerId?: string };
    const listening = await gaffer.database.admin.connect();
    const notified: (string | undefined)[] = [];
    listening.on("notification", ({ payload }) => notified.push(payload));
    await listening.query("listen gaffer_cancel");
    const first = await cancel(id);
    expect(first).toMatchObject({ status: 200, body: { ...job, cancelRequestedAt: new Date(clock).toISOString() } });
    clock += 1_000;
    expect(await cancel(id)).toMatchObject({ status: 200, body: first.body });
    // PostgreSQL delivers all earlier notifications on this connection before the query's result.
    const { rows } = await listening.query("select message_id from current_jobs where id = $1", [id]);
    expect(notified).toEqual([rows[0].message_id, rows[0].message_id]);
    listening.release(true);
  });

  test.each(["completed", "failed"] as const)("refuses a %s job and changes nothing", async (status) => {
    const job = await createJobThat(status);
    const answer = await cancel(job.id);
    expect(answer).toMatchObject(wrongStatus);
    expect(answer.body.detail).toContain(status);
    expect(await gaffer.getJob(job.id)).toEqual(job);
  });

  test("gives ten concurrent requests the same response", async () => {
    const { id } = await gaffer.createJob();
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(id)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toHaveLength(1);
  });
});

describe("cancelJob and retryJob › retryJob", () => {
  test.each(["failed", "cancelled"] as const)("makes a %s job pending at once", async (status) => {
    const job = await createJobThat(status, 3);
    clock += 1_000;
    const { status: answered, body } = await retry(job.id);
    expect(answered).toBe(200);
    expect(body).toEqual({
      ...job,
      status: "pending",
      retries: 1,
      progress: 0,
      progressMessage: null,
      runAt: new Date(clock).toISOString(),
      cancelRequestedAt: null,
      endedAt: null,
    });
    expect(await permitsOf(job.id)).toBeGreaterThan(0);
  });

  test("keeps the trigger and maxAttempts, and counts each retry", async () => {
    const { id, trigger, maxAttempts } = await gaffer.createJob({ maxAttempts: 1 });
    for (const retries of [1, 2]) {
      await cancel(id);
      expect(await retry(id)).toMatchObject({ status: 200, body: { trigger, maxAttempts, retries } });
    }
    await cancel(id);
    expect(await gaffer.inOrg("POST", `/jobs/${id}/restore`)).toMatchObject({ status: 200, body: { retries: 2 } });
  });

  test("keeps the attempts of a job that never started", async () => {
    const { id } = await gaffer.createJob({ maxAttempts: 5 });
    await cancel(id);
    expect(await retry(id)).toMatchObject({ status: 200, body: { status: "pending", attempt: 0, maxAttempts: 5 } });
  });

  test.each(["pending", "processing", "completed"] as const)("refuses a %s job and changes nothing", async (status) => {
    const job = await createJobThat(status);
    const answer = await retry(job.id);
    expect(answer).toMatchObject(wrongStatus);
    expect(answer.body.detail).toContain(status);
    expect(await gaffer.getJob(job.id)).toEqual(job);
  });

  test("succeeds for one of ten concurrent requests, with one message", async () => {
    const { id } = await createJobThat("failed");
    const { rows: before } = await gaffer.database.admin.query("select count(*)::int from gaffer_queue.job");
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    const { rows: after } = await gaffer.database.admin.query("select count(*)::int from gaffer_queue.job");
    expect(after[0].count).toBe(before[0].count + 1);
  });
});
