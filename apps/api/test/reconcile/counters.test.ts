import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestGaffer } from "../harness/test-gaffer.ts";
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

describe("jobs:reconcile counters › counter of admitted jobs", () => {
  test.each([7, 0])(
    "is corrected when it is wrong (%i), and parked jobs are admitted if there is room",
    async (wrong) => {
      for (const _ of "123") await gaffer.createJob();
      const [first] = await sql("select id, message_id from current_jobs where admission = 'admitted' limit 1");
      await sql("update org_loads set admitted = $1", [wrong]);
      expect(await reconciler.runOnce()).toEqual({ load_wrong: 1 });
      expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 1, delayed: 0, queued: 2, messages: 2 });
      // A job and its message are deleted, and the counter still includes them.
      await sql("delete from current_jobs where id = $1", [first.id]);
      await sql("delete from gaffer_queue.job where id = $1", [first.message_id]);
      expect(await reconciler.runOnce()).toEqual({ load_wrong: 1 });
      expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 0, delayed: 0, queued: 2, messages: 2 });
      expect(await reconciler.runOnce()).toEqual({});
    },
  );

  test("is created when it is missing", async () => {
    await gaffer.createJob();
    await sql("delete from org_loads");
    expect(await reconciler.runOnce()).toEqual({ load_wrong: 1 });
    expect(await stands()).toMatchObject({ counted: 1, admitted: 1 });
    expect(await sql("select open from org_loads")).toEqual([{ open: 1 }]);
  });

  test("counts running jobs and no delayed ones", async () => {
    const { worker, started, finish } = await startHeldWorker(gaffer.database);
    const { id } = await gaffer.createJob();
    await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await started.promise;
    expect(await reconciler.runOnce()).toEqual({});
    await sql("update org_loads set admitted = 2");
    expect(await reconciler.runOnce()).toEqual({ load_wrong: 1 });
    expect(await stands()).toMatchObject({ counted: 1, admitted: 1, delayed: 1 });
    finish.resolve();
    await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id);
    await worker.stop();
  });
});

test.each([-2, 5])(
  "jobs:reconcile counters › counter of open jobs › is corrected when it is wrong by %i",
  async (wrong) => {
    for (const _ of "1234") await gaffer.createJob();
    await sql(
      "update current_jobs set status = 'completed', admission = null, ended_at = now() where admission = 'parked'",
    );
    await sql("update org_loads set open = 2 + $1", [wrong]);
    expect(await reconciler.runOnce()).toEqual({ load_wrong: 1 });
    expect(await sql("select admitted, open from org_loads")).toEqual([{ admitted: 2, open: 2 }]);
    expect(await reconciler.runOnce()).toEqual({});
  },
);

test("jobs:reconcile counters › parked job › is admitted when there is room", async () => {
  await gaffer.createJob();
  await sql("delete from gaffer_queue.job");
  await sql("update current_jobs set admission = 'parked'");
  await sql("update org_loads set admitted = 0");
  expect(await reconciler.runOnce()).toEqual({ jobs_stranded: 1 });
  expect(await stands()).toEqual({ counted: 1, admitted: 1, waiting: 0, delayed: 0, queued: 1, messages: 1 });
});

test("jobs:reconcile counters › large virtual time › is rebased to zero, and the order stays", async () => {
  await sql("update fair_queue set virtual_time = 1500000000");
  const [first, second] = [await gaffer.createJob(), await gaffer.createJob()];
  const starts = () => sql("select priority, data ->> 'jobId' as id from gaffer_queue.job order by priority desc");
  expect(await starts()).toMatchObject([{ priority: -1_500_000_000 }, { priority: -1_500_000_060 }]);
  expect(await reconciler.runOnce()).toEqual({});
  expect(await starts()).toEqual([
    { priority: 0, id: first.id },
    { priority: -60, id: second.id },
  ]);
  expect(await sql("select virtual_time::int from fair_queue")).toEqual([{ virtual_time: 0 }]);
  expect(await sql("select next_start::int from org_loads")).toEqual([{ next_start: 120 }]);
});
