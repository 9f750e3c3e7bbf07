/** Pruning: ended jobs by their organization's plan, expired idempotency keys, old runs. */
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withAllOrgsByKeys } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { pruneStart, removeOldQuery } from "../../src/modules/jobs/job-changes.ts";
import { pruneJobs, pruneKeys } from "../../src/modules/jobs/prune-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { systemApi } from "./system-api.ts";

const name = "jobs:prune";
const day = 86_400_000;
let gaffer: TestGaffer;
let pool: pg.Pool;
let pro: string;
beforeAll(async () => {
  gaffer = await startTestGaffer();
  pool = createPool(gaffer.database.url, "gaffer_worker", { max: 2 });
  pro = (await gaffer.createOrg("pro")).orgId;
  await gaffer.database.admin.query("update orgs set plan = 'pro' where id = $1", [pro]);
});
afterAll(async () => {
  await pool.end();
  await gaffer.stop();
});
beforeEach(() => gaffer.database.admin.query("delete from current_jobs; delete from idempotency_keys"));

/** Jobs that were created and ended this many days ago, with ids of that time. */
async function insertJobs(orgId: string, status: string, days: number, { count = 1, createdDays = days } = {}) {
  await gaffer.database.admin.query(
    `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
                       trigger, created_at, ended_at, worker_id)
     select $1, (lpad(to_hex((extract(epoch from created) * 1000)::bigint), 12, '0') || substr(md5(n || created::text), 13))::uuid,
            'file:profile', $2, 'normal', '{}', 3, gen_random_uuid(), created, 60, 'system', 'api', created,
            case when $2 in ('pending', 'processing') then null else now() - make_interval(secs => $3) end, gen_random_uuid()
       from generate_series(1, $5::int) as n, lateral (select now() - make_interval(secs => $4)) as made (created)`,
    [orgId, status, (days * day) / 1000, (createdDays * day) / 1000, count],
  );
}

const left = async (orgId: string) =>
  (
    await gaffer.database.admin.query(
      `select status, round(extract(epoch from now() - coalesce(ended_at, created_at)) / 86400)::int as days
         from current_jobs where org_id = $1 order by status, days`,
      [orgId],
    )
  ).rows.map(({ status, days }) => `${status} ${days}`);

describe("jobs:prune", () => {
  test("removes jobs of each status after the retention of their organization's plan, and no others", async () => {
    const { orgId } = gaffer.org;
    for (const org of [orgId, pro])
      for (const status of ["completed", "failed", "cancelled"])
        for (const days of [6, 8, 29, 31, 89, 91]) await insertJobs(org, status, days);
    await insertJobs(orgId, "completed", 1, { createdDays: 60 });
    const run = await systemApi(gaffer).runToEnd(name);
    expect(run).toMatchObject({ status: "completed", logs: [{ message: "Removed 20 jobs" }] });
    expect(await left(orgId)).toEqual([
      "cancelled 6",
      "completed 1",
      "completed 6",
      "failed 6",
      "failed 8",
      "failed 29",
    ]);
    expect(await left(pro)).toEqual(
      ["cancelled 6", "cancelled 8", "cancelled 29", "completed 6", "completed 8", "completed 29"].concat(
        [6, 8, 29, 31, 89].map((days) => `failed ${days}`),
      ),
    );
  });

  test("removes attempts and logs with their jobs, expired keys, and runs of deleted schedules", async () => {
    const { admin } = gaffer.database;
    await insertJobs(gaffer.org.orgId, "failed", 40);
    await admin.query(
      `insert into job_attempts select org_id, id, 1, 'failed', gen_random_uuid(), now(), now(), null from current_jobs;
       insert into job_logs select org_id, id, 1, line, now(), 'info', 'x' from current_jobs, generate_series(1, 50) as line;
       insert into idempotency_keys select id, 'old' || n, 'h', '{}', now() - interval '1 minute' from orgs, generate_series(1, 800) n;
       insert into idempotency_keys select id, 'new', 'h', '{}', now() + interval '1 minute' from orgs;
       insert into system_job_runs (id, schedule, job, trigger, worker_id, started_at, ended_at, outcome)
       select gen_random_uuid(), 'gone', 'gone', 'cron', gen_random_uuid(), now(), now(), 'completed' from generate_series(1, 103)`,
    );
    const { logs } = await systemApi(gaffer).runToEnd(name);
    expect(logs.map(({ message }) => message)).toEqual([
      "Removed 1 jobs",
      "Removed 1600 idempotency keys",
      "Removed 3 runs of system jobs",
    ]);
    const { rows } = await admin.query(
      `select (select count(*)::int from current_jobs) as jobs, (select count(*)::int from job_attempts) as attempts,
              (select count(*)::int from job_logs) as logs, (select array_agg(distinct key) from idempotency_keys) as keys,
              (select count(*)::int from system_job_runs where schedule = 'gone') as runs`,
    );
    expect(rows).toEqual([{ jobs: 0, attempts: 0, logs: 0, keys: ["new"], runs: 100 }]);
  });

  test("works in small transactions and checks its signal between them", async () => {
    await insertJobs(gaffer.org.orgId, "completed", 20, { count: 1_700 });
    const stopping = new AbortController();
    let transactions = 0;
    pool.on("release", () => {
      if (++transactions === 1) stopping.abort();
    });
    expect(await pruneJobs(pool, new Date(), stopping.signal)).toBe(1_000);
    pool.removeAllListeners("release");
    expect(await pruneJobs(pool, new Date(), AbortSignal.abort())).toBe(0);
    expect(await pruneKeys(pool, new Date(), AbortSignal.abort())).toBe(0);
    expect(await pruneJobs(pool, new Date(), new AbortController().signal)).toBe(700);
    expect(await left(gaffer.org.orgId)).toEqual([]);
  });

  test("continues in the next transaction with the same status, the next status and the next organization", async () => {
    const orgIds = [gaffer.org.orgId, pro].toSorted();
    for (const orgId of orgIds)
      for (const status of ["cancelled", "completed", "failed"]) await insertJobs(orgId, status, 100, { count: 800 });
    await insertJobs(pro, "completed", 100, { count: 1_500 });
    let transactions = 0;
    pool.on("release", () => transactions++);
    expect(await pruneJobs(pool, new Date(), new AbortController().signal)).toBe(6_300);
    pool.removeAllListeners("release");
    expect(transactions).toBe(7);
    expect(await left(gaffer.org.orgId)).toEqual([]);
    expect(await left(pro)).toEqual([]);
  });

  test("keeps a job that is retried meanwhile", async () => {
    await insertJobs(gaffer.org.orgId, "failed", 40);
    const { admin } = gaffer.database;
    const holder = await admin.connect();
    await holder.query("begin");
    await holder.query(
      "update gaffer.current_jobs set status = 'pending', admission = 'parked', ended_at = null where status = 'failed'",
    );
    const pruning = pruneJobs(pool, new Date(), new AbortController().signal);
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => (await admin.query(waiting)).rowCount).toBe(1);
    await holder.query("commit");
    holder.release();
    expect(await pruning).toBe(0);
    expect(await left(gaffer.org.orgId)).toEqual(["pending 40"]);
  });

  test("reads only the old end of an index when nothing is to be removed", async () => {
    await insertJobs(gaffer.org.orgId, "completed", 3, { count: 10_000 });
    await insertJobs(gaffer.org.orgId, "failed", 20, { count: 10_000 });
    await gaffer.database.admin.query("vacuum analyze gaffer.ended_jobs");
    const { rows } = await withAllOrgsByKeys(pool, (tx) =>
      tx.sql(`explain (analyze, buffers, format json) ${removeOldQuery}`, [
        new Date(),
        10_000,
        ...Object.values(pruneStart),
      ]),
    );
    const [{ Plan: plan }] = rows[0]["QUERY PLAN"];
    expect(JSON.stringify(plan)).toContain("ended_jobs_by_status");
    expect(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]).toBeLessThan(100);
  });
});

test("subscriptions:monitor › ended plan › is replaced by the free plan once, with a log line", async () => {
  const { admin } = gaffer.database;
  const ended = (await gaffer.createOrg("ended")).orgId;
  const later = (await gaffer.createOrg("later")).orgId;
  await admin.query(
    `update orgs set plan = 'enterprise', plan_ends_at = now() + case when id = $1 then interval '-1 second' else interval '1 hour' end
      where id in ($1, $2)`,
    [ended, later],
  );
  const { runToEnd } = systemApi(gaffer);
  const { id: runId, logs } = await runToEnd("subscriptions:monitor");
  expect(logs).toMatchObject([{ level: "info", data: { orgId: ended, plan: "enterprise" } }]);
  expect(logs[0]?.message).toContain(ended);
  expect((await runToEnd("subscriptions:monitor")).logs).toEqual([]);
  const { rows: events } = await admin.query(
    "select org_id, actor, action, target_id, details, request_id from audit_events where action = 'subscriptions:monitor'",
  );
  expect(events).toEqual([
    {
      org_id: null,
      actor: "system",
      action: "subscriptions:monitor",
      target_id: ended,
      details: { plan: "enterprise" },
      request_id: runId,
    },
  ]);
  const { rows } = await admin.query(
    "select id, plan, plan_ends_at is null as open from orgs where id in ($1, $2) order by id",
    [ended, later],
  );
  expect(rows).toEqual([
    { id: ended, plan: "free", open: true },
    { id: later, plan: "enterprise", open: false },
  ]);
});
