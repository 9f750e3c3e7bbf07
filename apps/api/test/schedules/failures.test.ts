import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenSchedules, openSchedules, startWorker } from "./open-schedules.ts";

let opened: OpenSchedules;
let worker: TestGaffer;
let isBroken = true;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
  worker = await startWorker(opened, async () => {
    if (isBroken) throw new NonRetryableError("broken");
  });
});
afterEach(() => opened.forget());
afterAll(async () => {
  await worker.stop();
  await opened.close();
});

/** Makes the pass for a schedule's next time and waits for the end of its job. `broken`: the job fails. */
async function run(id: string, broken: boolean): Promise<void> {
  isBroken = broken;
  await opened.passAt((await opened.get(id)).nextRunAt as string);
  const job = (await opened.jobsOf(id)).at(-1);
  await worker.attemptEnded(job?.id as string);
}

/** The times of an ended job, as its run has them. */
const timesOf = async (jobId: string) => {
  const { startedAt, endedAt } = await opened.gaffer.getJob(jobId);
  return { startedAt, endedAt, durationMs: Date.parse(endedAt as string) - Date.parse(startedAt as string) };
};

const stateOf = async (id: string) => {
  const { status, pauseReason, failuresInARow, nextRunAt } = await opened.get(id);
  return { status, pauseReason, failuresInARow, isDue: nextRunAt !== null };
};

describe("Schedule failures › schedule with failing jobs", () => {
  test("counts failures since its last completed job, and is paused at its limit", async () => {
    const { id } = await opened.schedule({ pauseAfterFailures: 2 });
    await run(id, true);
    expect(await stateOf(id)).toEqual({ status: "active", pauseReason: null, failuresInARow: 1, isDue: true });
    await run(id, false);
    expect(await stateOf(id)).toMatchObject({ failuresInARow: 0 });
    await run(id, true);
    await run(id, true);
    expect(await stateOf(id)).toEqual({ status: "paused", pauseReason: "failures", failuresInARow: 2, isDue: false });
    expect((await opened.get(id)).lastRun).toMatchObject({ status: "failed" });
    expect((await opened.runs(id)).map(({ status }) => status)).toEqual(["failed", "completed", "failed", "failed"]);
  });

  test("counts from zero after it was resumed", async () => {
    const { id } = await opened.schedule({ pauseAfterFailures: 2 });
    await run(id, true);
    await run(id, true);
    expect((await opened.post(id, "resume")).body).toMatchObject({ status: "active", failuresInARow: 0 });
    await run(id, true);
    expect(await stateOf(id)).toMatchObject({ status: "active", failuresInARow: 1 });
  });

  test("stays paused when a user has paused it", async () => {
    const { id } = await opened.schedule({ pauseAfterFailures: 1 });
    await opened.post(id, "pause");
    isBroken = true;
    const { body } = await opened.post<{ jobId: string }>(id, "trigger");
    await worker.attemptEnded(body.jobId);
    expect(await stateOf(id)).toMatchObject({ status: "paused", pauseReason: "requested", failuresInARow: 1 });
  });

  test("is never paused without a limit", async () => {
    const { id } = await opened.schedule();
    for (let i = 0; i < 3; i++) await run(id, true);
    expect(await stateOf(id)).toMatchObject({ status: "active", failuresInARow: 3 });
  });

  test("counts triggered jobs, and its run has the outcome of a manual retry", async () => {
    const { id } = await opened.schedule();
    isBroken = true;
    const { body } = await opened.post<{ jobId: string }>(id, "trigger");
    await worker.attemptEnded(body.jobId);
    expect(await stateOf(id)).toMatchObject({ failuresInARow: 1 });
    isBroken = false;
    const failed = await timesOf(body.jobId);
    expect(await opened.runs(id)).toMatchObject([
      { status: "failed", ...failed, error: { code: "handler_error", message: "broken" } },
    ]);
    await opened.gaffer.inOrg("POST", `/jobs/${body.jobId}/retry`);
    await worker.attemptEnded(body.jobId, 2);
    expect(await stateOf(id)).toMatchObject({ failuresInARow: 0 });
    const completed = await timesOf(body.jobId);
    await opened.gaffer.database.admin.query("delete from jobs where id = $1", [body.jobId]);
    // The run outlives its job.
    expect(await opened.runs(id)).toMatchObject([{ status: "completed", ...completed, error: null }]);
  });
});

test("Schedule failures › run › follows the status and the start of its job", async () => {
  const { gaffer } = opened;
  await worker.stop();
  const { id } = await opened.schedule();
  const { body } = await opened.post<{ jobId: string }>(id, "trigger");
  const status = async () => (await opened.runs(id))[0]?.status;
  expect(await status()).toBe("running");
  await gaffer.inOrg("POST", `/jobs/${body.jobId}/cancel`);
  expect(await opened.runs(id)).toMatchObject([
    { status: "cancelled", startedAt: null, endedAt: opened.clock.now.toISOString(), durationMs: null },
  ]);
  await gaffer.inOrg("POST", `/jobs/${body.jobId}/retry`);
  expect(await status()).toBe("running");
  const startedAt = opened.clock.now.toISOString();
  await gaffer.database.admin.query("update open_jobs set started_at = $2 where id = $1", [body.jobId, startedAt]);
  expect(await opened.runs(id)).toMatchObject([{ status: "running", startedAt, endedAt: null, durationMs: null }]);
});

test("Schedule failures › run whose job is no longer valid › has the reason, and the schedule continues", async () => {
  const { id, nextRunAt } = await opened.schedule();
  const breakJob = (job: unknown) =>
    opened.gaffer.database.admin.query("update scheduled_jobs set job = $2 where id = $1", [id, job]);
  await breakJob({ type: "file:profile", input: {} });
  await opened.passAt(nextRunAt as string);
  await breakJob({ type: "file:shred", input: {} });
  await opened.passAt(new Date(Date.parse(nextRunAt as string) + 60_000).toISOString());
  expect(await opened.runs(id)).toMatchObject([
    {
      status: "refused",
      jobId: null,
      error: { code: "invalid_input", message: expect.stringContaining("fileId is missing") },
    },
    { status: "refused", jobId: null, error: { code: "no_handler", message: expect.stringContaining("file:shred") } },
  ]);
});
