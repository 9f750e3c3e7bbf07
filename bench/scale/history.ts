/**
 * Millions of ended jobs, written by SQL in seconds per million. The product would write the same rows: each row of
 * `jobs` is inserted as created and updated as ended. Triggers are off, and the counts of ended jobs are written at the
 * end.
 */
import type { BenchDatabase } from "../cluster.ts";
import type { Api, Org } from "../gaffer/api.ts";

export interface History {
  /** Organizations with an API key. The first one has three tenths of all jobs. */
  orgs: Org[];
  /** Filter values that jobs of the history have, and some that few or no jobs have together. */
  values: { type: string[]; status: string[]; createdBy: string[]; scheduleId: string[] };
}

/** Age of the oldest job in days. The jobs are spread evenly over this time. */
export const historyDays = 30;
const orgsWithKey = 6;
const jobsPerStatement = 250_000;

const creators = 20;
const schedules = 10;
const actor = (number: number) => `user:00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const scheduleId = (number: number) => `00000000-0000-7000-9000-${String(number).padStart(12, "0")}`;

const values = {
  type: ["http:request", "file:profile", "report:generate", "jobs:import"],
  status: ["completed", "failed", "cancelled"],
  // The last creator and the last schedule have no jobs.
  createdBy: [0, 1, creators - 1, creators].map(actor),
  scheduleId: [0, 1, schedules - 1, schedules].map(scheduleId),
};

/** Adds `jobs` ended jobs of `orgs` organizations. The product keeps them until the bench shortens their retention. */
export async function addHistory(
  database: BenchDatabase,
  api: Api,
  { jobs, orgs: count }: { jobs: number; orgs: number },
): Promise<History> {
  const orgs: Org[] = [];
  while (orgs.length < orgsWithKey) orgs.push(await api.createOrg(`history-${orgs.length}`));
  await database.query("set search_path to gaffer; set synchronous_commit = off");
  await database.query("update plans set completed_days = 400, failed_days = 400, cancelled_days = 400");
  const others = await database.query<{ id: string }>(
    `insert into orgs (id, name, plan, created_at) select gen_random_uuid(), 'other-' || n, 'enterprise', now()
       from generate_series(1, $1) n returning id`,
    [Math.max(0, count - orgs.length)],
  );
  const orgIds = [...orgs, ...others.map(({ id }) => ({ orgId: id }))].map(({ orgId }) => orgId);
  const firstAt = Date.now() - historyDays * 86_400_000;
  const stepMs = (historyDays * 86_400_000) / jobs;
  await database.query("create temp table made (like jobs including defaults)");
  const indexes = await dropIndexes(database);
  for (let first = 0; first < jobs; first += jobsPerStatement) {
    const last = Math.min(first + jobsPerStatement, jobs) - 1;
    await database.query(makeJobs, [first, last, orgIds, firstAt, stepMs]);
    await database.query(insertMade(await columnsOf(database, "ended_jobs")));
    if (last % 1_000_000 === 999_999) console.log(`  ${(last + 1).toLocaleString("en")} jobs`);
  }
  for (const definition of indexes) await database.query(definition);
  await database.query(countJobs);
  await database.query("reset synchronous_commit; drop table made");
  return { orgs, values };
}

/** Writes the counts of ended jobs as they are when all changes are folded. */
const countJobs = `
  insert into job_totals (org_id, type, status, jobs) select org_id, type, status, count(*) from ended_jobs group by 1, 2, 3;
  insert into job_slices (org_id, slice, status, jobs)
  select org_id, job_slice(id), status, count(*) from ended_jobs
   where job_slice(id) >= extract(epoch from now() - interval '8 days') / 1800 group by 1, 2, 3`;

/** Drops the indexes that aren't constraints. Returns their definitions. Built at the end, they take much less time. */
async function dropIndexes(database: BenchDatabase): Promise<string[]> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid in ('jobs'::regclass, 'ended_jobs'::regclass) and not indisprimary`,
  );
  for (const { name } of indexes) await database.query(`drop index ${name}`);
  return indexes.map(({ definition }) => definition);
}

async function columnsOf(database: BenchDatabase, table: string): Promise<string> {
  const [row] = await database.query<{ columns: string }>(
    "select string_agg(attname, ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0",
    [table],
  );
  return row?.columns ?? "";
}

/**
 * Jobs `$1` to `$2` of the organizations `$3`, the first created at `$4` and each `$5` milliseconds after the one before.
 * Jobs of `report:generate`, of the first creator and of the first schedule never fail.
 */
const makeJobs = `
  insert into made (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, schedule_id,
         created_at, status, output, error, attempt, progress, message_id, worker_id, run_at, started_at, ended_at)
  select ($3::uuid[])[case when one % 10 < 3 then 1 else 2 + other % (cardinality($3::uuid[]) - 1) end],
         (lpad(to_hex(ms), 12, '0') || '7' || substr(text, 1, 3) || '8' || substr(text, 4, 15))::uuid,
         type, 'normal', json_build_object('fileId', text::uuid, 'note', 'an input of common size'), 3, 900,
         'user:00000000-0000-7000-8000-' || lpad(creator::text, 12, '0'), case when schedule is null then 'api' else 'schedule' end,
         ('00000000-0000-7000-9000-' || lpad(schedule::text, 12, '0'))::uuid, at, status,
         case when status = 'completed' then json_build_object('rows', one, 'bytes', other, 'note', 'an output of common size') end,
         case when status = 'failed' then '{"code": "handler_error", "message": "The handler threw an error."}'::jsonb end,
         1, 100, text::uuid, text::uuid, at, at + make_interval(secs => other % 90 / 10.0), at + make_interval(secs => one % 600)
    from generate_series($1::bigint, $2) n
   cross join lateral (select abs(hashint8extended(n, 1)) as one, abs(hashint8extended(n, 2)) as other,
                              ($4::float8 + n * $5::float8)::bigint as ms, md5(n::text) as text) as random
   cross join lateral (select to_timestamp(ms / 1000.0)::timestamptz(3) as at, one / 1000 % ${creators} as creator,
                              case when one % 7 = 0 then other / 1000 % ${schedules} end as schedule,
                              case when other % 100 < 70 then 'http:request' when other % 100 < 90 then 'file:profile'
                                   when other % 100 < 99 then 'report:generate' else 'jobs:import' end as type) as made
   cross join lateral (select case when one / 10000 % 100 >= 6 or type = 'report:generate' or creator = 0 or schedule = 0 then 'completed'
                                   when one / 10000 % 100 = 0 then 'cancelled' else 'failed' end as status) as ended
   order by n`;

/** Copies the made jobs to the tables of the product, and empties the temporary table. */
const insertMade = (endedColumns: string) => `
  begin;
  set local session_replication_role = replica;
  insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, schedule_id, created_at)
  select org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, schedule_id, created_at from made;
  update jobs set status = made.status, output = made.output, error = made.error, attempt = made.attempt,
         progress = made.progress, message_id = made.message_id, worker_id = made.worker_id, run_at = made.run_at,
         started_at = made.started_at, ended_at = made.ended_at
    from made where jobs.org_id = made.org_id and jobs.id = made.id;
  insert into ended_jobs (${endedColumns}) select ${endedColumns} from made;
  truncate made;
  commit`;
