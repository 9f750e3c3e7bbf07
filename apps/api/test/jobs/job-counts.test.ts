/** The numbers of ended jobs are exact after every change, whether or not they are folded. */
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { foldCounts, pruneSlices } from "../../src/modules/jobs/job-counts.ts";
import { pruneJobs } from "../../src/modules/jobs/prune-jobs.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
let pool: pg.Pool;
let shouldFail = false;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    handler: async () => {
      if (shouldFail) throw new Error("no");
      return { output: emptyProfile };
    },
  });
  pool = createPool(gaffer.database.url, "gaffer_worker", { max: 3 });
});
afterAll(async () => {
  await pool.end();
  await gaffer.stop();
});
beforeEach(() => {
  shouldFail = false;
});
afterEach(async () => {
  await expectExact();
  await fold();
  await expectExact();
});

const fold = () => foldCounts(pool, new Date());
const admin = (text: string, values?: unknown[]) => gaffer.database.admin.query(text, values);

/** Compares totals and slices, each with the changes, with the rows of `jobs`. */
async function expectExact() {
  const counted = await admin(
    `select org_id, status, type, sum(jobs)::int as jobs
       from (select org_id, status, type, jobs from job_totals union all select org_id, status, type, jobs from job_count_changes) c
      group by 1, 2, 3 having sum(jobs) <> 0 order by 1, 2, 3`,
  );
  const jobs = await admin(
    "select org_id, status, type, count(*)::int as jobs from jobs where status is not null group by 1, 2, 3 order by 1, 2, 3",
  );
  expect(counted.rows).toEqual(jobs.rows);
  const slices = await admin(
    `select org_id, slice, status, sum(jobs)::int as jobs
       from (select org_id, slice, status, jobs from job_slices union all select org_id, slice, status, jobs from job_count_changes) c
      where slice >= extract(epoch from now() - interval '7 days') / 1800
      group by 1, 2, 3 having sum(jobs) <> 0 order by 1, 2, 3`,
  );
  const recounted = await admin(
    `select org_id, floor(extract(epoch from created_at) / 1800)::int as slice, status, count(*)::int as jobs from jobs
      where status is not null and created_at >= now() - interval '7 days' group by 1, 2, 3 order by 1, 2, 3`,
  );
  expect(slices.rows).toEqual(recounted.rows);
}

async function createAndEnd(count: number): Promise<string[]> {
  const jobs = Array(count).fill({ type: "file:profile", input: { fileId: someFileId }, maxAttempts: 1 });
  const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
  const ids: string[] = body.jobs.map(({ id }: { id: string }) => id);
  await expect
    .poll(async () => (await admin("select from jobs where id = any($1) and status is not null", [ids])).rowCount, {
      timeout: 30_000,
    })
    .toBe(count);
  return ids;
}

const delayed = () => gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });

test("Counts of ended jobs › count completed and failed jobs", async () => {
  await createAndEnd(20);
  shouldFail = true;
  await createAndEnd(20);
});

test("Counts of ended jobs › count a retried job only with its new end", async () => {
  shouldFail = true;
  const ids = await createAndEnd(5);
  await expectExact();
  await fold();
  shouldFail = false;
  const { body } = await gaffer.inOrg("POST", "/jobs/retry", { ids });
  expect(body.changed).toBe(5);
  const completed = "select from jobs where id = any($1) and status = 'completed'";
  await expect.poll(async () => (await admin(completed, [ids])).rowCount, { timeout: 30_000 }).toBe(5);
});

test("Counts of ended jobs › count a cancelled job until it is restored", async () => {
  const [kept, restored] = [await delayed(), await delayed()];
  for (const { id } of [kept, restored]) expect((await gaffer.inOrg("POST", `/jobs/${id}/cancel`)).status).toBe(200);
  await expectExact();
  await fold();
  expect((await gaffer.inOrg("POST", `/jobs/${restored.id}/restore`)).status).toBe(200);
});

test("Counts of ended jobs › don't count jobs that SQL deleted, or that were pruned", async () => {
  const [deleted] = await createAndEnd(3);
  await fold();
  await admin("delete from jobs where id = $1", [deleted]);
  await expectExact();
  const { rowCount } = await admin("select from ended_jobs where status = 'completed'");
  const inAYear = new Date(Date.now() + 365 * 86_400_000);
  // Finds only jobs whose id is old enough, and those are all.
  expect(await pruneJobs(pool, inAYear, new AbortController().signal)).toBeGreaterThanOrEqual(rowCount ?? 0);
});

test("Counts of ended jobs › stay exact while several processes fold them and transactions roll back", async () => {
  const { rows } = await admin("select id, plan from orgs limit 1");
  const end = (count: number) =>
    `insert into ended_jobs (org_id, id, status, ended_at, type, created_by)
     select '${rows[0].id}', gen_random_uuid(), 'failed', now(), 'file:profile', 'system' from generate_series(1, ${count})`;
  const sum = async () => {
    const { rows } = await admin(
      "select sum(jobs)::int as jobs from (select jobs from job_totals union all select jobs from job_count_changes) c",
    );
    return rows[0].jobs as number;
  };
  const before = await sum();
  const open = await gaffer.database.admin.connect();
  await open.query(`begin; set local search_path = gaffer; ${end(7)}`);
  await Promise.all([admin(end(1)), fold(), admin(end(2)), fold(), admin(end(3)), fold()]);
  expect(await sum()).toBe(before + 6);
  await open.query("rollback");
  open.release();
  await fold();
  expect(await sum()).toBe(before + 6);
  expect((await admin("select from job_count_changes")).rowCount).toBe(0);
  await admin(
    "delete from ended_jobs where created_by = 'system' and status = 'failed' and id not in (select id from jobs)",
  );
});

test("Counts of ended jobs › keep a slice for eight days, and totals for longer", async () => {
  const { rows } = await admin("select id from orgs limit 1");
  const day = 86_400_000;
  const at = (days: number) => Math.floor((Date.now() - days * day) / 1_800_000);
  await admin("insert into job_count_changes select $1, 'x', 'failed', slice, 1 from unnest($2::int[]) as slice", [
    rows[0].id,
    [at(9), at(7)],
  ]);
  await fold();
  const slices = async () => (await admin("select slice from job_slices where slice = any($1)", [[at(9), at(7)]])).rows;
  expect(await slices()).toEqual([{ slice: at(7) }]);
  expect(await pruneSlices(pool, new Date(Date.now() + 2 * day))).toBeGreaterThan(0);
  expect(await slices()).toEqual([]);
  expect((await admin("select jobs::int from job_totals where type = 'x'")).rows).toEqual([{ jobs: 2 }]);
  await admin(
    "delete from job_totals where type = 'x'; delete from job_slices; insert into job_slices select org_id, job_slice(id), status, count(*) from ended_jobs group by 1, 2, 3",
  );
});
