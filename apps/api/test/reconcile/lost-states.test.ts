/** Open jobs whose rows of `open_jobs` were deleted by SQL. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { startHeldWorker } from "./held-worker.ts";
import { type OpenReconciler, openWithApi, standing } from "./open-reconciler.ts";

const orgConcurrency = 2;
let opened: Awaited<ReturnType<typeof openWithApi>>;
let gaffer: TestGaffer;
let reconciler: OpenReconciler;
beforeEach(async () => {
  opened = await openWithApi(orgConcurrency);
  ({ gaffer, reconciler } = opened);
});
afterEach(() => opened.stop());

const sql = async (text: string, values: unknown[] = []) => (await gaffer.database.admin.query(text, values)).rows;
const stands = () => standing(gaffer.database, gaffer.org.orgId);
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const counters = () => sql("select admitted, open from org_loads where org_id = $1", [gaffer.org.orgId]);

/** Runs this job and returns the attempts that ran. */
async function attemptsOf(jobId: string): Promise<number[]> {
  const attempts: number[] = [];
  const worker = await startTestGaffer({
    role: "worker",
    database: gaffer.database,
    config: { orgConcurrency, workerConcurrency: 1 },
    handler: async (context) => {
      if (context.jobId === jobId) attempts.push(context.attempt);
      return { output: emptyProfile };
    },
  });
  await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === jobId);
  await worker.stop();
  return attempts;
}

describe("jobs:reconcile states › open job without its row of open_jobs", () => {
  test("is read as pending, and gets its row, its message and its place back", async () => {
    const { id } = await gaffer.createJob({ priority: "high" });
    const before = await sql("select * from open_jobs");
    await sql("delete from open_jobs where id = $1", [id]);
    expect(await gaffer.getJob(id)).toMatchObject({ status: "pending", attempt: 0, progress: 0, error: null });
    expect(await reconciler.runOnce()).toEqual({ state_missing: 1 });
    expect(await sql("select * from open_jobs")).toEqual([{ ...before[0], run_at: expect.any(Date) }]);
    expect(await stands()).toMatchObject({ counted: 1, admitted: 1, queued: 1, messages: 1 });
    expect(await reconciler.runOnce()).toEqual({});
    expect(await attemptsOf(id)).toEqual([1]);
    expect(await counters()).toEqual([{ admitted: 0, open: 0 }]);
  });

  test("keeps its unique key, unless another job has taken it", async () => {
    const unique = { key: "a" };
    const [held, lost] = [
      { unique, runAt: later() },
      { unique: { key: "b" }, runAt: later() },
    ];
    const first = await gaffer.createJob(held);
    const other = await gaffer.createJob(lost);
    await sql("delete from open_jobs");
    const second = await gaffer.createJob(held);
    expect(await reconciler.runOnce()).toEqual({ state_missing: 2 });
    const keys = await sql("select id, unique_key from open_jobs order by id");
    expect(keys).toEqual([
      { id: first.id, unique_key: null },
      { id: other.id, unique_key: "b" },
      { id: second.id, unique_key: "a" },
    ]);
  });

  test("keeps the time of a delayed message", async () => {
    const { id, runAt } = await gaffer.createJob({ runAt: later() });
    await sql("delete from open_jobs");
    expect(await reconciler.runOnce()).toEqual({ state_missing: 1 });
    expect(await gaffer.getJob(id)).toMatchObject({ status: "pending", runAt });
    expect(await stands()).toMatchObject({ counted: 0, delayed: 1, messages: 1 });
    expect(await reconciler.runOnce()).toEqual({});
  });

  test("is parked again when it was parked, and is the only change to its organization", async () => {
    const ids = [await gaffer.createJob(), await gaffer.createJob(), await gaffer.createJob()].map(({ id }) => id);
    await sql("delete from open_jobs where id = $1", [ids[2]]);
    expect(await reconciler.runOnce()).toEqual({ state_missing: 1 });
    expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 1, delayed: 0, queued: 2, messages: 2 });
    expect(await counters()).toEqual([{ admitted: 2, open: 3 }]);
  });

  test("never repeats the number of an attempt that may still run", async () => {
    const { worker, started, finish } = await startHeldWorker(gaffer.database);
    const { id } = await gaffer.createJob();
    await started.promise;
    await sql("delete from open_jobs where id = $1", [id]);
    expect(await reconciler.runOnce()).toMatchObject({ state_missing: 1 });
    finish.resolve();
    await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id && line.attempt === 2);
    await worker.stop();
    expect(await gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 2 });
    expect(await counters()).toEqual([{ admitted: 0, open: 0 }]);
    expect(await reconciler.runOnce()).toEqual({});
  });

  test("is found among older and newer jobs that have ended", async () => {
    const { id } = await gaffer.createJob();
    await sql("delete from open_jobs where id = $1", [id]);
    // More ended jobs than one statement of the search reads.
    await sql(
      `insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, created_at,
              status, ended_at, message_id, run_at)
       select org_id, (case when n % 2 = 0 then '00000000' else 'ffff0000' end || lpad(to_hex(n), 24, '0'))::uuid, type, priority, input, 1, 60, created_by, trigger, created_at,
              'completed', now(), gen_random_uuid(), now()
         from jobs cross join generate_series(1, 12000) as n`,
    );
    expect(await reconciler.runOnce()).toEqual({ state_missing: 1 });
    expect(await sql("select id from open_jobs")).toEqual([{ id }]);
  });
});
