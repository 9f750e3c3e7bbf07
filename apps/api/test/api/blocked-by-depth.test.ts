/** The cost of `blockedBy` with many parked jobs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Transaction, withOrg } from "../../src/db/org-scope.ts";
import { readBlockedBy } from "../../src/modules/jobs/admission/read-blocked-by.ts";
import { getJob } from "../../src/modules/jobs/job-rows.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const waiting = Number(process.env.WAITING ?? 20_000);

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 1 } });
  const { admin } = gaffer.database;
  await admin.query("alter table open_jobs set (autovacuum_enabled = off)");
  await admin.query(
    `insert into workers (id, host, pid, types, started_at, heartbeat_at)
     values (gen_random_uuid(), 'a', 1, '{file:profile}', now(), now() + interval '1 day')`,
  );
  await gaffer.createJob();
});
afterAll(() => gaffer?.stop());

/** Adds parked jobs with this priority. */
const addJobs = (priority: string) =>
  gaffer.database.admin.query(
    `with added as (
       insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, created_at)
       select $1, gen_random_uuid(), 'file:profile', $3, '{}', 1, 60, 'system', 'api', now() from generate_series(1, $2)
       returning *
     )
     insert into open_jobs (org_id, id, type, priority, max_attempts, message_id, run_at, timeout_seconds, admission)
     select org_id, id, type, priority, 1, gen_random_uuid(), now(), 60, 'parked' from added`,
    [gaffer.org.orgId, waiting / 2, priority],
  );

/**
 * Reads `blockedBy` of a job. Returns the number of rows of `jobs` and the queue that it reads, and its duration in ms.
 */
async function measure(jobId: string) {
  const { orgId } = gaffer.org;
  const read = async ({ sql }: Transaction) => {
    const { rows } = await sql(
      `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as jobs from pg_stat_xact_user_tables
        where relname = 'open_jobs' or schemaname = 'gaffer_queue'`,
    );
    return rows[0].jobs as number;
  };
  return withOrg(gaffer.app.apiPool, orgId, async (tx) => {
    const row = await getJob(tx, orgId, jobId);
    if (!row) throw new Error("there is no such job");
    const before = await read(tx);
    const startedAt = performance.now();
    const blockedBy = await readBlockedBy(tx, row, { orgLimit: 1, lostAfterMs: 12_000, now: new Date() });
    const ms = performance.now() - startedAt;
    return { blockedBy, rows: (await read(tx)) - before, ms };
  });
}

test.each(["stale", "fresh"])(
  "blockedBy depth › reads at most as many rows as it counts, with %s statistics",
  async (statistics) => {
    const { admin } = gaffer.database;
    if (statistics === "stale") await admin.query("analyze open_jobs");
    await addJobs("normal");
    await addJobs("high");
    if (statistics === "fresh") await admin.query("analyze open_jobs");
    const last = await gaffer.createJob({ priority: "low" });
    const first = await gaffer.database.admin.query(
      "select id from open_jobs where admission = 'parked' order by priority_rank, id limit 1",
    );
    const deep = await measure(last.id);
    expect(deep.blockedBy).toMatchObject({ kind: "concurrency", ahead: { count: 1_000, more: true } });
    expect(deep.rows).toBeLessThan(1_100);
    const next = await measure(first.rows[0].id);
    expect(next.blockedBy).toMatchObject({ kind: "concurrency", ahead: { count: 0, more: false } });
    expect(next.rows).toBeLessThan(10);
    if (process.env.WAITING) process.stdout.write(`${statistics}: ${deep.ms} ms, ${next.ms} ms\n`);
  },
);
