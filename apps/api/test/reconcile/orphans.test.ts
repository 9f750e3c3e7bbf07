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
const stands = (orgId = gaffer.org.orgId) => standing(gaffer.database, orgId);
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const cancel = (id: string) => gaffer.inOrg("POST", `/jobs/${id}/cancel`);
const findings = () => reconciler.log.lines.filter(({ level }) => level >= 40);

/** Runs jobs until this job's attempt has ended. Returns the order in which they ran. */
async function runUntil(jobId: string): Promise<string[]> {
  const order: string[] = [];
  const worker = await startTestGaffer({
    role: "worker",
    database: gaffer.database,
    config: { orgConcurrency, workerConcurrency: 1 },
    handler: async (context) => {
      order.push(context.jobId);
      return { output: emptyProfile };
    },
  });
  await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === jobId);
  await worker.stop();
  return order;
}

describe("jobs:reconcile orphans › pending job without its message", () => {
  test("is queued again, before later jobs of its organization, and runs", async () => {
    const jobs = [await gaffer.createJob(), await gaffer.createJob(), await gaffer.createJob()].map(({ id }) => id);
    await sql("delete from gaffer_queue.job where data ->> 'jobId' = $1", [jobs[0]]);
    expect(await reconciler.runOnce()).toEqual({ message_missing: 1 });
    expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 1, delayed: 0, queued: 2, messages: 2 });
    expect(findings()).toMatchObject([{ found: { message_missing: 1 } }]);
    expect(await reconciler.runOnce()).toEqual({});
    expect(await runUntil(jobs[2] as string)).toEqual([jobs[1], jobs[0], jobs[2]]);
  });

  test("waits until it is due when it is delayed", async () => {
    const { id, runAt } = await gaffer.createJob({ runAt: later() });
    await sql("delete from gaffer_queue.job");
    expect(await reconciler.runOnce()).toEqual({ message_missing: 1 });
    expect(await stands()).toMatchObject({ counted: 0, delayed: 1, messages: 1 });
    expect(await sql("select start_after, data ->> 'jobId' as id from gaffer_queue.job")).toEqual([
      { start_after: new Date(runAt), id },
    ]);
    await sql("delete from gaffer_queue.job");
    await sql("update current_jobs set run_at = now()");
    expect(await reconciler.runOnce()).toEqual({ message_missing: 1 });
    expect(await stands()).toMatchObject({ counted: 1, admitted: 1, delayed: 0, queued: 1 });
    expect(await reconciler.runOnce()).toEqual({});
  });

  test("is repaired with a new message, so that the old one would be stale", async () => {
    const { id } = await gaffer.createJob();
    const [message] = await sql("delete from gaffer_queue.job returning to_json(job) as row");
    await reconciler.runOnce();
    await sql("insert into gaffer_queue.job select * from json_populate_record(null::gaffer_queue.job, $1)", [
      JSON.stringify(message.row),
    ]);
    await sql("update org_loads set admitted = 2");
    expect(await runUntil(id)).toEqual([id]);
    expect(await stands()).toMatchObject({ counted: 0, admitted: 0, messages: 0 });
  });
});

describe("jobs:reconcile orphans › job whose message has ended", () => {
  test.each(["cancelled", "failed", "completed", "active"])(
    "gets another message when it is pending (%s)",
    async (state) => {
      const { id } = await gaffer.createJob();
      await sql("update gaffer_queue.job set state = $1, completed_on = now()", [state]);
      const found = await reconciler.runOnce();
      expect(found).toMatchObject({ message_ended: 1 });
      expect(await stands()).toMatchObject({ counted: 1, admitted: 1, queued: 1, messages: 1 });
      expect(await reconciler.runOnce()).toEqual({});
      expect(await runUntil(id)).toEqual([id]);
    },
  );

  test("isn't changed while a worker runs it", async () => {
    const { worker, started, finish } = await startHeldWorker(gaffer.database);
    const { id } = await gaffer.createJob();
    await started.promise;
    await sql("update gaffer_queue.job set state = 'cancelled', completed_on = now()");
    expect(await reconciler.runOnce()).toEqual({});
    await sql("delete from gaffer_queue.job");
    expect(await reconciler.runOnce()).toEqual({});
    finish.resolve();
    await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id);
    expect(await gaffer.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
    expect(await stands()).toMatchObject({ counted: 0, admitted: 0 });
    expect(await reconciler.runOnce()).toEqual({});
    await worker.stop();
  });
});

describe("jobs:reconcile orphans › message without its job", () => {
  test("is removed when the row was deleted, which makes room", async () => {
    for (const _ of "123") await gaffer.createJob();
    await sql("delete from current_jobs where id = (select id from current_jobs where admission = 'admitted' limit 1)");
    expect(await reconciler.runOnce()).toEqual({ row_missing: 1, load_wrong: 1 });
    expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 0, delayed: 0, queued: 2, messages: 2 });
    expect(findings()).toHaveLength(1);
    expect(await reconciler.runOnce()).toEqual({});
  });

  test("is removed when its organization was deleted", async () => {
    const other = await gaffer.createOrg("other");
    const body = { type: "file:profile", input: { fileId: other.orgId } };
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, { as: other, body });
    for (const table of ["jobs", "org_loads", "api_keys", "memberships", "audit_events"])
      await sql(`delete from ${table} where org_id = $1`, [other.orgId]);
    await sql("delete from orgs where id = $1", [other.orgId]);
    expect(await reconciler.runOnce()).toEqual({ row_missing: 1 });
    expect(await stands(other.orgId)).toMatchObject({ messages: 0 });
    const { id } = await gaffer.createJob();
    expect(await runUntil(id)).toEqual([id]);
  });

  test("is removed when it is active and its job doesn't run", async () => {
    const { id } = await gaffer.createJob();
    await sql("update current_jobs set status = 'completed', admission = null, ended_at = now() where id = $1", [id]);
    await sql("update gaffer_queue.job set state = 'active'");
    expect(await reconciler.runOnce()).toEqual({ row_missing: 1, load_wrong: 1 });
    expect(await stands()).toMatchObject({ counted: 0, messages: 0 });
  });

  test("is removed without a warning when a cancellation left it, queued or delayed", async () => {
    const queued = await gaffer.createJob();
    const retried = await gaffer.createJob({ runAt: later() });
    const delayed = await gaffer.createJob({ runAt: later() });
    for (const { id } of [queued, retried, delayed]) await cancel(id);
    await gaffer.inOrg("POST", `/jobs/${retried.id}/retry`);
    const waiting = await gaffer.createJob();
    expect(await stands()).toMatchObject({ counted: 2, admitted: 1, waiting: 1, messages: 4 });
    expect(await reconciler.runOnce()).toEqual({ message_stale: 3 });
    expect(await stands()).toEqual({ counted: 2, admitted: 2, waiting: 0, delayed: 0, queued: 2, messages: 2 });
    expect(findings()).toEqual([]);
    expect(await runUntil(waiting.id)).toEqual([retried.id, waiting.id]);
  });

  test("is skipped while it is locked, and counts until it is removed", async () => {
    const { id } = await gaffer.createJob();
    await cancel(id);
    const holder = await gaffer.database.admin.connect();
    await holder.query("begin");
    await holder.query("select from gaffer_queue.job for update");
    expect(await reconciler.runOnce()).toEqual({});
    expect(await stands()).toMatchObject({ counted: 1, admitted: 0, messages: 1 });
    await holder.query("commit");
    holder.release();
    expect(await reconciler.runOnce()).toEqual({ message_stale: 1 });
    expect(await stands()).toMatchObject({ counted: 0, messages: 0 });
  });

  test("isn't changed when it belongs to a system job", async () => {
    await sql("insert into gaffer_queue.job (name, policy) values ('storage.cleanup', 'exclusive')");
    expect(await reconciler.runOnce()).toEqual({});
    expect(await sql("select name from gaffer_queue.job")).toEqual([{ name: "storage.cleanup" }]);
  });
});
