/** Restoring a job while a worker, the reconciler or other requests use the same job. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withAllOrgs } from "../../src/db/org-scope.ts";
import { messagesWithoutRow } from "../../src/modules/jobs/reconcile/messages-without-row.ts";
import { restorableMs } from "../../src/modules/jobs/states.ts";
import { holdCounters, holdInserts } from "../harness/held-transactions.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

let restoring: Restoring;
let gaffer: TestGaffer;
beforeAll(async () => {
  restoring = await startRestoring();
  gaffer = restoring.gaffer;
});
afterAll(() => restoring.stop());
beforeEach(() => restoring.reset());

/** Whether this many transactions wait for a lock of this kind. */
async function areWaiting(kind: string, count: number): Promise<boolean> {
  const held = "select count(*)::int as count from pg_locks where not granted and locktype like $1";
  return (await restoring.sql(held, kind))[0].count === count;
}

describe("restoreJob in concurrent use", () => {
  test("inserts another message while a worker drops the first one", async () => {
    const { id } = await gaffer.createJob();
    const [before] = await restoring.messagesOf(id);
    await restoring.cancel(id);
    const claimed = await restoring.worker.claim(10, async () => {
      expect(await restoring.restore(id)).toMatchObject({ status: 200, body: { status: "pending" } });
    });
    expect(claimed).toEqual([]);
    const [after, ...more] = await restoring.messagesOf(id);
    expect([after.id === before.id, more]).toEqual([false, []]);
    expect(await restoring.stands()).toMatchObject({ counted: 1, admitted: 1, queued: 1, messages: 1 });
    expect(await restoring.worker.claim(10)).toEqual([id]);
  });

  test("waits for a worker that drops the message, and inserts another one", async () => {
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const release = await holdCounters(gaffer.database, gaffer.org.orgId);
    const dropping = restoring.worker.claim(1);
    while (!(await areWaiting("transactionid", 1))) await new Promise(setImmediate);
    const restored = restoring.restore(id);
    while (!(await areWaiting("%", 2))) await new Promise(setImmediate);
    await release();
    expect(await dropping).toEqual([]);
    expect(await restored).toMatchObject({ status: 200 });
    expect(await restoring.stands()).toMatchObject({ counted: 1, admitted: 1, queued: 1, messages: 1 });
    expect(await restoring.worker.claim(10)).toEqual([id]);
  });

  test("locks its message against workers and the reconciler until it has committed", async () => {
    const reconciler = await openReconciler(gaffer.database, orgLimit);
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const release = await holdInserts(gaffer.database, "audit_events");
    const restored = restoring.restore(id);
    while (!(await areWaiting("advisory", 1))) await new Promise(setImmediate);
    expect(await restoring.worker.claim(10)).toEqual([]);
    expect(await reconciler.runOnce()).toEqual({});
    await release();
    expect(await restored).toMatchObject({ status: 200 });
    expect(await reconciler.runOnce()).toEqual({});
    expect(await restoring.worker.claim(10)).toEqual([id]);
    await reconciler.stop();
  });

  test("keeps its message when the reconciler has found it stale before", async () => {
    const { pool, queue, admission, claim } = restoring.worker;
    const now = () => new Date(restoring.clock + 2 * restorableMs);
    const check = messagesWithoutRow({ queue, admission, now });
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const found = await withAllOrgs(pool, (tx) => check.find(tx, 10));
    expect(found).toMatchObject([{ finding: "message_stale" }]);
    await restoring.restore(id);
    expect(await withAllOrgs(pool, (tx) => check.settle(tx, found))).toEqual([]);
    expect(await claim(10)).toEqual([id]);
  });

  test("succeeds for one of ten concurrent requests, and counts the job once", async () => {
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => restoring.restore(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(await restoring.openJobs()).toBe(1);
    expect(await restoring.stands()).toMatchObject({ counted: 1, admitted: 1, messages: 1 });
  });

  test("gives the same response for the same Idempotency-Key", async () => {
    const { id } = await gaffer.createJob();
    await restoring.cancel(id);
    const key = { "Idempotency-Key": "undo" };
    const first = await restoring.restore(id, key);
    expect(first.status).toBe(200);
    expect(await restoring.restore(id, key)).toMatchObject({ status: 200, body: first.body });
    const { id: other } = await gaffer.createJob();
    expect(await restoring.restore(other, key)).toMatchObject({ status: 422 });
  });
});
