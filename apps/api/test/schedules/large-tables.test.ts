/** How much a scheduler reads and writes in one pass with large tables. */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { addOrgs, addSchedules, countRuns, eachOnce } from "./many-schedules.ts";
import { startScheduler } from "./running-scheduler.ts";

let database: TestDatabase;
let orgIds: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  orgIds = await addOrgs(database, 3);
});
afterAll(() => database.drop());

const hourly = { kind: "interval", every: 1, unit: "hours" };
const inAnHour = () => new Date(Date.now() + 3_600_000);
const tables = "('scheduled_jobs', 'schedule_runs', 'jobs')";

/**
 * Adds 20 runs and two jobs with this status for each schedule. Schedules with the name `long` get 110 runs and no job.
 */
const addHistory = (status: "completed" | "pending") => `
  insert into schedule_runs (org_id, schedule_id, id, scheduled_at, trigger, actor, job_id, status, created_at)
  select org_id, id, 'manual:' || n, now() - n * interval '1 day', 'manual', 'system', gen_random_uuid(), 'completed', now()
    from scheduled_jobs, generate_series(1, case name when 'long' then 110 else 20 end) as n on conflict do nothing;
  insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
                    trigger, schedule_id, created_at, admission, ended_at)
  select org_id, gen_random_uuid(), 'file:profile', '${status}', 'normal', '{}', 1, gen_random_uuid(), now(), 60, 'system',
         'schedule', id, now(), ${status === "pending" ? "'parked', null" : "null, now()"}
    from scheduled_jobs, generate_series(1, 2) where name <> 'long'`;

test("Schedules in large tables › pass › reads only due schedules, with any statistics", async () => {
  const { admin } = database;
  for (const table of ["scheduled_jobs", "schedule_runs", "jobs"])
    await admin.query(`alter table ${table} set (autovacuum_enabled = off)`);
  // PostgreSQL analyzes the tables while they have only a few schedules, all due, and only ended jobs.
  await addSchedules(database, orgIds, { count: 30, name: "few", recurrence: hourly, from: new Date(0) });
  await admin.query(addHistory("completed"));
  await admin.query("analyze");
  await admin.query("update scheduled_jobs set next_run_at = $1", [inAnHour()]);
  await addSchedules(database, orgIds, { count: 5_000, name: "many", recurrence: hourly, from: inAnHour() });
  await addSchedules(database, orgIds, { count: 5, name: "long", recurrence: hourly, from: new Date() });
  await admin.query("update scheduled_jobs set overlap = 'skip'");
  await admin.query(addHistory("pending"));

  // PostgreSQL's statistics don't include the rows that this connection reads.
  const watcher = new pg.Client({
    connectionString: database.url,
    options: "-c search_path=gaffer -c track_counts=off",
  });
  await watcher.connect();
  // Returns the number of rows that all connections have read. PostgreSQL adds a connection's reads when the connection
  // ends.
  const read = async () => {
    const { rows } = await admin.query(
      `select (select sum(seq_tup_read) from pg_stat_user_tables where relname in ${tables})::int
            + (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ${tables})::int as rows`,
    );
    return rows[0].rows as number;
  };
  const due = async () => (await watcher.query("select from scheduled_jobs where next_run_at <= now()")).rowCount;
  await admin.query("select pg_stat_reset()");
  const scheduler = await startScheduler(database);
  const kept = "select from schedule_runs join scheduled_jobs on scheduled_jobs.id = schedule_id where name = 'long'";
  await expect.poll(due, { timeout: 60_000 }).toBe(0);
  await expect.poll(async () => (await watcher.query(kept)).rowCount, { timeout: 60_000 }).toBe(500);
  await watcher.end();
  await scheduler.stop();
  const connected =
    "select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_worker'";
  await expect.poll(async () => (await admin.query(connected)).rowCount).toBe(0);
  // There are more than 5,000 schedules, 10,000 jobs and 100,000 runs.
  expect(await read()).toBeLessThan(3_000);
  expect(scheduler.log.lines).toEqual([]);
});

test("Schedules in large tables › many due runs › are created in several transactions", async () => {
  const { admin } = database;
  await admin.query("truncate scheduled_jobs, schedule_runs, jobs, org_loads cascade");
  await admin.query("delete from gaffer_queue.job");
  const from = new Date(Date.now() - 99.5 * 3_600_000);
  await addSchedules(database, orgIds, { count: 60, name: "owing", recurrence: hourly, from });
  const scheduler = await startScheduler(database);
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(6_000));
  await scheduler.stop();
  const { rows } = await admin.query("select count(*)::int as runs from schedule_runs group by xmin");
  expect(Math.max(...rows.map(({ runs }) => runs))).toBeLessThanOrEqual(2_100);
});
