import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenSchedules, openSchedules, startWorker } from "./open-schedules.ts";

let opened: OpenSchedules;
let worker: TestGaffer;
const running = new Map<string, () => void>();
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
  // A job runs until the test ends it or its signal is aborted.
  worker = await startWorker(
    opened,
    (jobId, signal) =>
      new Promise((resolve, reject) => {
        running.set(jobId, resolve);
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  );
});
afterEach(() => opened.forget());
afterAll(async () => {
  await worker.stop();
  await opened.close();
});

/**
 * Creates a schedule whose first job is running. Returns the schedule's id, the job's id, and the first three scheduled
 * times.
 */
async function withLongJob(settings: Record<string, unknown>) {
  const { id } = await opened.schedule(settings);
  const times = [1, 2, 3].map((minute) => new Date(opened.clock.now.getTime() + minute * 60_000).toISOString());
  await opened.passAt(times[0] as string);
  const [job] = await opened.jobsOf(id);
  await expect.poll(() => running.has(job?.id as string)).toBe(true);
  return { id, jobId: job?.id as string, times: times as [string, string, string] };
}

const outcomes = async (id: string) => (await opened.runs(id)).map(({ status }) => status);

async function ended(jobId: string): Promise<void> {
  running.get(jobId)?.();
  await worker.attemptEnded(jobId);
}

describe("Schedule overlap › due run with an open earlier job", () => {
  test("is skipped with skip, and runs when the job has ended", async () => {
    const { id, jobId, times } = await withLongJob({ overlap: "skip" });
    await opened.passAt(times[1]);
    expect(await outcomes(id)).toEqual(["running", "overlapped"]);
    await ended(jobId);
    await opened.passAt(times[2]);
    expect(await outcomes(id)).toEqual(["completed", "overlapped", "running"]);
    expect(await opened.get(id)).toMatchObject({ runCount: 2, lastRun: { scheduledAt: times[2], status: "running" } });
  });

  test("is skipped with skip when a user has triggered the earlier job", async () => {
    const { id } = await opened.schedule({ overlap: "skip" });
    await opened.post(id, "trigger");
    await opened.passAt(new Date(opened.clock.now.getTime() + 60_000).toISOString());
    expect(await outcomes(id)).toEqual(["running", "overlapped"]);
  });

  test("runs with allow", async () => {
    const { id, times } = await withLongJob({ overlap: "allow" });
    await opened.passAt(times[1]);
    expect(await outcomes(id)).toEqual(["running", "running"]);
    const [, second] = await opened.jobsOf(id);
    await expect.poll(() => running.has(second?.id as string)).toBe(true);
  });

  test("runs with cancelPrevious, which stops the earlier job", async () => {
    const { id, jobId, times } = await withLongJob({ overlap: "cancelPrevious" });
    await opened.passAt(times[1]);
    await worker.attemptEnded(jobId);
    expect(await opened.gaffer.getJob(jobId)).toMatchObject({ status: "cancelled" });
    expect(await outcomes(id)).toEqual(["cancelled", "running"]);
    const [, second] = await opened.jobsOf(id);
    await expect.poll(() => running.has(second?.id as string)).toBe(true);
    expect(await opened.get(id)).toMatchObject({ failuresInARow: 0 });
  });

  test("cancels nothing with cancelPrevious when it is missed", async () => {
    const hourly = { kind: "interval", every: 1, unit: "hours" };
    const { id } = await opened.schedule({ overlap: "cancelPrevious", missed: "skip", recurrence: hourly });
    const { body } = await opened.post<{ jobId: string }>(id, "trigger");
    await opened.passAt(new Date(opened.clock.now.getTime() + 3_700_000).toISOString());
    expect(await outcomes(id)).toEqual(["running", "missed"]);
    expect(await opened.gaffer.getJob(body.jobId)).toMatchObject({ cancelRequestedAt: null });
  });

  test("is postponed with cancelPrevious while the earlier job is locked", async () => {
    const { id } = await opened.schedule({ overlap: "cancelPrevious" });
    const { body } = await opened.post<{ jobId: string }>(id, "trigger");
    const time = new Date(opened.clock.now.getTime() + 60_000).toISOString();
    const other = await opened.gaffer.database.admin.connect();
    await other.query("begin");
    await other.query("select from open_jobs where id = $1 for update", [body.jobId]);
    await opened.passAt(time);
    expect(await outcomes(id)).toEqual(["running"]);
    expect(await opened.get(id)).toMatchObject({ nextRunAt: time });
    await other.query("rollback");
    other.release();
    // Repeats the pass: it does nothing while the worker that claims the job locks the job's row for a moment.
    await expect.poll(() => opened.passAt(time).then(() => outcomes(id))).toHaveLength(2);
    expect(await opened.gaffer.getJob(body.jobId)).toMatchObject({ cancelRequestedAt: time });
  });

  test("is skipped with skip even while the earlier job is locked", async () => {
    const { id } = await opened.schedule({ overlap: "skip" });
    const { body } = await opened.post<{ jobId: string }>(id, "trigger");
    const other = await opened.gaffer.database.admin.connect();
    await other.query("begin");
    await other.query("select from open_jobs where id = $1 for update", [body.jobId]);
    await opened.passAt(new Date(opened.clock.now.getTime() + 60_000).toISOString());
    expect(await outcomes(id)).toEqual(["running", "overlapped"]);
    await other.query("rollback");
    other.release();
  });
});
