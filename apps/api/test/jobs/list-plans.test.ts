/** How many pages of tables and indexes a list of a large organization reads. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planByKeys, planOnce } from "../../src/db/org-scope.ts";
import type { JobFilters } from "../../src/modules/jobs/routes/job-filters.ts";
import { selectJobs } from "../../src/modules/jobs/routes/read-jobs.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { addOrgs } from "../schedules/many-schedules.ts";

const jobs = 20_000;
const limit = 50;
const scheduleId = (number: number) => `00000000-0000-7000-9000-00000000000${number}`;

/** Most jobs of the organization match each of these filters. */
const common: JobFilters[] = [
  {},
  { status: ["completed"] },
  { type: ["file:profile"] },
  { createdBy: "user:0" },
  { scheduleId: scheduleId(0) },
  { createdBefore: "2026-01-01T12:00:00Z" },
  { tag: ["common"] },
  { tag: ["common"], status: ["completed"] },
  { tag: ["common"], type: ["file:profile"] },
  { status: ["completed"], type: ["file:profile"] },
  { status: ["completed"], createdBy: "user:0" },
  { status: ["completed"], scheduleId: scheduleId(0) },
  { type: ["file:profile"], createdBy: "user:0" },
  { type: ["file:profile"], scheduleId: scheduleId(0) },
  { createdBy: "user:0", scheduleId: scheduleId(0) },
];

/** At most one job matches both filters. Thousands match one of them. */
const rare: JobFilters[] = [
  { status: ["failed"], type: ["file:profile"] },
  { status: ["completed"], type: ["report:generate"] },
  { status: ["failed"], createdBy: "user:0" },
  { status: ["failed"], scheduleId: scheduleId(0) },
  { status: ["completed"], createdBy: "user:1" },
  { status: ["completed"], scheduleId: scheduleId(1) },
  { type: ["report:generate"], createdBy: "user:0" },
  { type: ["report:generate"], scheduleId: scheduleId(0) },
  { createdBy: "user:1", scheduleId: scheduleId(0) },
  { status: ["failed"], createdBefore: "2026-01-01T00:00:00Z" },
  { type: ["file:profile"], createdBefore: "2026-01-01T00:00:00Z" },
  { createdBy: "user:0", createdBefore: "2026-01-01T00:00:00Z" },
  { scheduleId: scheduleId(0), createdBefore: "2026-01-01T00:00:00Z" },
  { tag: ["rare"] },
  { tag: ["rare"], status: ["completed"] },
  { tag: ["rare"], type: ["file:profile", "report:generate"], createdBy: "user:1" },
];

describe.each([
  // Without statistics all indexes of an organization with few jobs look alike, and a plan may read all of its jobs once.
  { statistics: "none", most: { common: 2_500, rare: 2_500 } },
  { statistics: "of before", most: { common: 600, rare: 150 } },
  { statistics: "fresh", most: { common: 600, rare: 150 } },
])("List of a large organization › statistics: $statistics", ({ statistics, most }) => {
  let database: TestDatabase;
  let client: pg.Client;
  let orgId: string;
  beforeAll(async () => {
    database = await cloneDatabase();
    const { admin } = database;
    await admin.query(
      "alter table jobs set (autovacuum_enabled = off); alter table ended_jobs set (autovacuum_enabled = off);" +
        "alter table job_terms set (autovacuum_enabled = off)",
    );
    const [large = "", ...others] = await addOrgs(database, 6);
    orgId = large;
    for (const other of others) await addEnded(database, other, { from: 0, count: 200 });
    await addEnded(database, large, { from: 0, count: 1_000 });
    if (statistics === "of before") await admin.query("analyze");
    await addEnded(database, large, { from: 1_000, count: jobs });
    if (statistics === "fresh") await admin.query("vacuum analyze jobs, ended_jobs, job_terms");
    client = new pg.Client({ connectionString: database.url, options: "-c search_path=gaffer" });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** Reads a page as a list does. Returns PostgreSQL's plan with the number of pages that it read. */
  async function explain(filters: JobFilters) {
    const { sql, params } = selectJobs(orgId, filters, [], limit).toSQL();
    const values = params.map((value) => pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value)));
    await client.query(
      `begin; set local role gaffer_api; set local app.org_ids = '${orgId}'; ${planByKeys}; ${planOnce}; prepare list as ${sql}`,
    );
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute list (${values})`);
    await client.query("rollback; deallocate list");
    const [{ Plan: plan }] = rows[0]["QUERY PLAN"];
    return { rows: plan["Actual Rows"], pages: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], plan };
  }

  test("reads the rows of one page and little else if most jobs match", async () => {
    for (const filters of common) {
      const { rows, pages, plan } = await explain(filters);
      expect(rows, JSON.stringify(filters)).toBe(limit);
      expect(pages, JSON.stringify({ filters, plan }, null, 1)).toBeLessThan(most.common);
    }
  });

  test("reads few pages if few jobs match two filters", async () => {
    for (const filters of rare) {
      const { rows, pages, plan } = await explain(filters);
      expect(rows, JSON.stringify(filters)).toBeLessThanOrEqual(1);
      expect(pages, JSON.stringify({ filters, plan }, null, 1)).toBeLessThan(most.rare);
    }
  });
});

/**
 * Adds ended jobs, one a second. `file:profile`, `user:0` and the first schedule have nine tenths of them, all
 * completed. The others failed, except the very first one.
 */
async function addEnded({ admin }: TestDatabase, orgId: string, { from, count }: { from: number; count: number }) {
  const first = Date.parse("2026-01-01T00:00:00Z");
  await admin.query(
    `with made as (
       select (lpad(to_hex($2::bigint + n * 1000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid as id, n,
              to_timestamp($2 / 1000.0 + n) as at, n % 10 = 9 as other
         from generate_series($3::bigint, $3 + $4 - 1) n
     ), added as (
       insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, schedule_id, created_at, tags,
                         status, message_id, run_at, ended_at)
       select $1, id, case when other then 'report:generate' else 'file:profile' end, 'normal', '{}', 1, 60,
              case when other then 'user:1' else 'user:0' end, 'api', (case when other then '${scheduleId(1)}' else '${scheduleId(0)}' end)::uuid,
              at, case when n = 9 then array['common', 'rare'] else array['common'] end, case when other and n <> 9 then 'failed' else 'completed' end, id, at, at from made
       returning *
     ), labelled as (
       insert into job_terms (org_id, term, id) select org_id, unnest(label_terms(tags, metadata)), id from added
     )
     insert into ended_jobs (org_id, id, status, ended_at, type, created_by, schedule_id)
     select org_id, id, status, ended_at, type, created_by, schedule_id from added`,
    [orgId, first, from, count],
  );
}
