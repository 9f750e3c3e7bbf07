import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Run = { context: JobContext<unknown>; finish: () => void; fail: (error: Error) => void };

describe("Attempt fence › running job", () => {
  let gaffer: TestGaffer;
  /** Started runs by job and attempt. A test decides when and how each run ends. */
  const runs = new Map<string, PromiseWithResolvers<Run>>();
  const runOf = (jobId: string, attempt = 1) => {
    const id = `${jobId}/${attempt}`;
    const run = runs.get(id) ?? Promise.withResolvers<Run>();
    runs.set(id, run);
    return run;
  };

  beforeAll(async () => {
    gaffer = await startTestGaffer({
      timing: { stopGraceMs: 30, heartbeatMs: 50, lostAfterMs: 60_000 },
      handler: (context) =>
        new Promise((resolve, reject) => {
          runOf(context.jobId, context.attempt).resolve({
            context,
            finish: () => resolve({ output: emptyProfile }),
            fail: reject,
          });
        }),
    });
  });
  afterAll(() => gaffer.stop());

  const cancel = (jobId: string) => gaffer.inOrg("POST", `/jobs/${jobId}/cancel`);

  test("gets the cancellation and is cancelled when its handler stops", async () => {
    const { id } = await gaffer.createJob();
    const { context, fail } = await runOf(id).promise;
    context.signal.addEventListener("abort", () => fail(new Error("stopped")));
    const { body } = await cancel(id);
    expect(body).toMatchObject({ status: "processing", cancelRequestedAt: expect.any(String) });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled", error: null, output: null });
  });

  test("is cancelled although its handler doesn't stop, and later reports of the handler change nothing", async () => {
    const { id } = await gaffer.createJob();
    const { context, finish } = await runOf(id).promise;
    await cancel(id);
    const cancelled = await gaffer.attemptEnded(id);
    expect(cancelled).toMatchObject({ status: "cancelled" });
    expect(() => context.helpers.updateProgress(99, "too late")).toThrow("the attempt has ended");
    expect(() => context.helpers.log("info", "too late")).toThrow("the attempt has ended");
    finish();
    const { id: later } = await gaffer.createJob();
    (await runOf(later).promise).finish();
    await gaffer.attemptEnded(later);
    expect(await gaffer.getJob(id)).toEqual(cancelled);
    expect((await gaffer.inOrg("GET", `/jobs/${id}/logs`)).body.items).toEqual([]);
  });

  test("completes when its handler ends in spite of the cancellation", async () => {
    const { id } = await gaffer.createJob();
    const { context, finish } = await runOf(id).promise;
    context.signal.addEventListener("abort", finish);
    await cancel(id);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed" });
  });

  test("isn't retried when it fails after its cancellation", async () => {
    const { id } = await gaffer.createJob();
    const { fail } = await runOf(id).promise;
    // Requests the cancellation by SQL and sends no notification: the worker must find the request in the row.
    await gaffer.database.admin.query("update current_jobs set cancel_requested_at = now() where id = $1", [id]);
    fail(new Error("an ordinary error"));
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled" });
  });

  test("is cancelled by the heartbeat when the notification is lost", async () => {
    const { id } = await gaffer.createJob();
    const { context, fail } = await runOf(id).promise;
    context.signal.addEventListener("abort", () => fail(new Error("stopped")));
    await gaffer.database.admin.query("update current_jobs set cancel_requested_at = now() where id = $1", [id]);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled" });
  });

  test("is not changed by the result of a stale attempt", async () => {
    const { id } = await gaffer.createJob();
    const first = await runOf(id).promise;
    // Simulates that another worker has declared this worker lost and started the job again.
    await gaffer.database.admin.query(
      `with other as (
         insert into workers (id, host, pid, types, started_at, heartbeat_at)
         values (gen_random_uuid(), 'elsewhere', 1, '{}', now(), now()) returning id
       )
       update current_jobs set attempt = 2, message_id = gen_random_uuid(), worker_id = other.id from other where current_jobs.id = $1`,
      [id],
    );
    const before = (await gaffer.database.admin.query("select * from current_jobs where id = $1", [id])).rows[0];
    first.context.helpers.updateProgress(80, "stale");
    first.finish();
    // When this later job runs, the worker has dealt with the stale attempt. The heartbeat may have aborted the attempt
    // earlier.
    const { id: later } = await gaffer.createJob();
    (await runOf(later).promise).finish();
    await gaffer.attemptEnded(later);
    expect((await gaffer.database.admin.query("select * from current_jobs where id = $1", [id])).rows[0]).toEqual(
      before,
    );
  });

  test("is not changed when the result of a stale attempt reaches the database", async () => {
    const { id } = await gaffer.createJob();
    const { context, finish } = await runOf(id).promise;
    await gaffer.database.admin.query("update current_jobs set attempt = attempt + 1 where id = $1", [id]);
    finish();
    const line = await gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(line).toMatchObject({ attempt: context.attempt, status: "held by another" });
    expect(await gaffer.getJob(id)).toMatchObject({ status: "processing", attempt: 2, output: null });
  });

  test("isn't started again when its message is fetched again", async () => {
    const { id } = await gaffer.createJob();
    const { finish } = await runOf(id).promise;
    // Restores the message as a failover of the database leaves it that has lost the fetch.
    await gaffer.database.admin.query(
      "update gaffer_queue.job set state = 'created', started_on = null where data ->> 'jobId' = $1",
      [id],
    );
    const { id: later } = await gaffer.createJob();
    (await runOf(later).promise).finish();
    const messages = () =>
      gaffer.database.admin.query("select from gaffer_queue.job where data ->> 'jobId' = $1", [id]);
    await expect.poll(async () => (await messages()).rowCount).toBe(0);
    finish();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", attempt: 1 });
  });

  test("drops a stale message of the same job", async () => {
    const { id } = await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await cancel(id);
    const retried = await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    expect(retried.body).toMatchObject({ status: "pending", trigger: "api", retries: 1, cancelRequestedAt: null });
    (await runOf(id).promise).finish();
    await gaffer.attemptEnded(id);
    // Makes the job's stale message due, which belongs to the cancelled run.
    await gaffer.database.admin.query("update gaffer_queue.job set start_after = now() where data ->> 'jobId' = $1", [
      id,
    ]);
    const { id: later } = await gaffer.createJob();
    (await runOf(later).promise).finish();
    await gaffer.attemptEnded(later);
    const { rows } = await gaffer.database.admin.query(
      "select state from gaffer_queue.job where data ->> 'jobId' = $1",
      [id],
    );
    expect(rows).toEqual([]);
    expect(await gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
  });
});
