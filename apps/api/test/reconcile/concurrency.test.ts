import { afterEach, expect, test } from "vitest";
import type { Findings } from "../../src/modules/jobs/reconcile/reconciler.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenReconciler, openReconciler, standing } from "./open-reconciler.ts";

let gaffer: TestGaffer;
const open: OpenReconciler[] = [];
afterEach(async () => {
  for (const reconciler of open.splice(0)) await reconciler.stop();
  await gaffer.stop();
});

async function openMore(count: number, orgLimit: number): Promise<OpenReconciler[]> {
  const more = await Promise.all(Array.from({ length: count }, () => openReconciler(gaffer.database, orgLimit)));
  open.push(...more);
  return more;
}

const batch = (count: number, more = {}) =>
  gaffer.inOrg("POST", "/jobs/batch", {
    jobs: Array.from({ length: count }, () => ({ type: "file:profile", input: { fileId: someFileId }, ...more })),
  });

/**
 * Runs one pass of each reconciler concurrently. Each pass finds all differences and waits for the locked counters
 * before any pass changes anything. Returns the findings in the order of `reconcilers`.
 */
async function passTogether(reconcilers: OpenReconciler[]): Promise<Findings[]> {
  const { admin } = gaffer.database;
  const holder = await admin.connect();
  await holder.query("begin");
  await holder.query("select from org_loads for update");
  const passes = Promise.all(reconcilers.map((reconciler) => reconciler.runOnce()));
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await admin.query(waiting)).rows.length < reconcilers.length) await new Promise(setImmediate);
  await holder.query("commit");
  holder.release();
  return passes;
}

test("jobs:reconcile concurrency › two concurrent passes › settle each orphan once", async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 2_000 } });
  const [first, second] = (await openMore(2, 2_000)) as [OpenReconciler, OpenReconciler];
  const later = new Date(Date.now() + 3_600_000).toISOString();
  // A larger batch would get permits instead of messages.
  for (let created = 0; created < 900; created += 20) await batch(20);
  await batch(900, { runAt: later });
  const { rows } = await gaffer.database.admin.query(
    `with lost as (delete from gaffer_queue.job where id in (select message_id from current_jobs order by random() limit 600) returning id)
     delete from current_jobs where id in (select id from current_jobs where message_id not in (select id from lost) order by random() limit 600)
     returning id`,
  );
  expect(rows).toHaveLength(600);
  const found = await Promise.all([first.runOnce(), second.runOnce()]);
  const total = (kind: "message_missing" | "row_missing" | "load_wrong") =>
    (found[0][kind] ?? 0) + (found[1][kind] ?? 0);
  expect({ rows: total("message_missing"), messages: total("row_missing") }).toEqual({ rows: 600, messages: 600 });
  // The passes correct one counter: the counter of open jobs, which still included the deleted jobs. The counter of
  // admitted jobs is right.
  expect(total("load_wrong")).toBe(1);
  expect(await first.runOnce()).toEqual({});
  const stands = await standing(gaffer.database, gaffer.org.orgId);
  expect(stands.counted).toBe(stands.admitted);
  expect(stands.queued).toBe(stands.admitted);
  expect(stands.messages).toBe(1_200);
});

test("jobs:reconcile concurrency › two concurrent passes › correct each counter once", async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 2 } });
  const orgs = await Promise.all(Array.from({ length: 20 }, (_, index) => gaffer.createOrg(`org ${index}`)));
  for (const as of orgs) {
    const jobs = Array.from({ length: 4 }, () => ({ type: "file:profile", input: { fileId: someFileId } }));
    await gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs/batch`, { as, body: { jobs } });
  }
  await gaffer.database.admin.query("update org_loads set admitted = admitted + 3");
  const corrected = await passTogether(await openMore(2, 2));
  expect(corrected.map(({ load_wrong = 0 }) => load_wrong).sort()).toEqual([0, 20]);
  for (const { orgId } of orgs)
    expect(await standing(gaffer.database, orgId)).toMatchObject({ counted: 2, admitted: 2, queued: 2, waiting: 2 });

  // Simulates a raised limit: each organization has room for one more job.
  const letIn = await passTogether(await openMore(2, 3));
  expect(letIn.map(({ jobs_stranded = 0 }) => jobs_stranded).sort()).toEqual([0, 20]);
  for (const { orgId } of orgs)
    expect(await standing(gaffer.database, orgId)).toMatchObject({ counted: 3, admitted: 3, queued: 3, waiting: 1 });
});

test("jobs:reconcile concurrency › busy system without faults › has no findings", async () => {
  gaffer = await startTestGaffer({
    config: { orgConcurrency: 5, workerConcurrency: 8 },
    concurrency: 8,
    timing: { heartbeatMs: 50 },
    handler: async ({ attempt, jobId }) => {
      await new Promise(setImmediate);
      if (attempt === 1 && jobId.endsWith("0")) throw new Error("once more");
      return { output: emptyProfile };
    },
  });
  const passes = await openMore(2, 5);
  const created: string[] = [];
  let busy = true;
  async function create(): Promise<void> {
    for (let round = 0; round < 25; round++) {
      const { body } = await batch(12, round % 3 === 0 ? { runAt: new Date(Date.now() + 300).toISOString() } : {});
      const ids = body.jobs.map(({ id }: { id: string }) => id);
      created.push(...ids);
      await Promise.all(ids.slice(0, 4).map((id: string) => gaffer.inOrg("POST", `/jobs/${id}/cancel`)));
      await gaffer.inOrg("POST", `/jobs/${ids[0]}/retry`);
    }
    busy = false;
  }
  let made = 0;
  async function reconcile(reconciler: OpenReconciler): Promise<void> {
    while (busy) {
      const { message_stale, ...found } = await reconciler.runOnce();
      expect(found).toEqual({});
      made++;
    }
  }
  await Promise.all([create(), ...passes.map(reconcile)]);
  expect(made).toBeGreaterThan(10);
  const isOver = async () => {
    const { rows } = await gaffer.database.admin.query("select from current_jobs where admission is not null limit 1");
    return rows.length === 0;
  };
  await expect.poll(isOver, { timeout: 60_000 }).toBe(true);
  for (const reconciler of passes) {
    const { message_stale, ...found } = await reconciler.runOnce();
    expect(found).toEqual({});
    expect(reconciler.log.lines.filter(({ level }) => level >= 40)).toEqual([]);
  }
  expect(gaffer.log.lines.filter(({ level, msg }) => level >= 40 && msg !== "job attempt ended")).toEqual([]);
  expect(await standing(gaffer.database, gaffer.org.orgId)).toMatchObject({ counted: 0, admitted: 0, messages: 0 });
});

test("jobs:reconcile concurrency › scheduler › starts a pass when it starts and every minute, as a system job in a worker", async () => {
  gaffer = await startTestGaffer({ role: "api" });
  const { database } = gaffer;
  const worker = await startTestGaffer({ role: "worker", database });
  const disagreed = ({ msg }: { msg: string }) => msg === "jobs and their messages disagreed, and were settled";
  await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
  await database.admin.query("delete from gaffer_queue.job");
  const scheduler = await startTestGaffer({ role: "scheduler", database });
  expect(await worker.log.waitFor(disagreed)).toMatchObject({ found: { message_missing: 1 } });
  const runs = async () =>
    (await gaffer.request("GET", "/v1/system/jobs/jobs:reconcile/runs", { as: gaffer.org })).body.items;
  await expect
    .poll(runs)
    .toMatchObject([{ job: "jobs:reconcile", trigger: "startup", status: "completed", logs: [{ level: "info" }] }]);
  const { rows } = await database.admin.query("select cron from gaffer_queue.schedule where name = 'jobs.reconcile'");
  expect(rows).toEqual([{ cron: "* * * * *" }]);
  await scheduler.stop();
  await worker.stop();
});
