/** Thousands of schedules, and a check that each scheduled time has one run, one job and one message. */
import type { TestDatabase } from "../harness/database.ts";
import { profileJob } from "./open-schedules.ts";

export interface ManySchedules {
  count: number;
  name: string;
  recurrence: object;
  /** The time of the first run, from which intervals are counted. */
  from: Date;
}

/** Adds schedules, spread over these organizations, and notifies the schedulers of the earliest run. */
export async function addSchedules(
  { admin }: TestDatabase,
  orgIds: readonly string[],
  { count, name, recurrence, from }: ManySchedules,
): Promise<void> {
  await admin.query(
    `with added as (
       insert into scheduled_jobs (org_id, id, name, job, recurrence, timezone, missed, overlap, status, starts_at, next_run_at,
                                   created_by, created_at, updated_at)
       select ($1::uuid[])[1 + number % cardinality($1::uuid[])], gen_random_uuid(), $2, $3, $4, 'UTC', 'all', 'allow', 'active',
              $5, $5, 'system', now(), now() from generate_series(1, $6) as number
     )
     select pg_notify('gaffer_schedules', (extract(epoch from $5::timestamptz) * 1000)::bigint::text)`,
    [orgIds, name, JSON.stringify(profileJob), JSON.stringify(recurrence), from, count],
  );
}

export async function addOrgs({ admin }: TestDatabase, count: number): Promise<string[]> {
  const { rows } = await admin.query(
    `insert into orgs (id, name, created_at) select gen_random_uuid(), 'org', now() from generate_series(1, $1) returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Counts of scheduled times, runs, jobs and messages, which must be equal. */
export async function countRuns({ admin }: TestDatabase) {
  const { rows } = await admin.query(
    `select (select count(*)::int from schedule_runs) as runs,
            (select count(distinct (schedule_id, scheduled_at))::int from schedule_runs) as times,
            (select sum(run_count)::int from scheduled_jobs) as counted,
            (select count(*)::int from current_jobs) as jobs,
            (select count(*)::int from gaffer_queue.job where data ? 'jobId') as messages,
            (select count(*)::int from schedule_runs as run
               join current_jobs on current_jobs.org_id = run.org_id and current_jobs.id = run.job_id and current_jobs.schedule_id = run.schedule_id
               join gaffer_queue.job as message on message.id = current_jobs.message_id and (data ->> 'jobId')::uuid = current_jobs.id
              where run.scheduled_at = run.id::timestamptz and current_jobs.scheduled_at = run.scheduled_at) as together`,
  );
  return rows[0] as Record<"runs" | "times" | "counted" | "jobs" | "messages" | "together", number>;
}

/** The result of `countRuns` when each scheduled time has happened once. */
export const eachOnce = (times: number) => ({
  runs: times,
  times,
  counted: times,
  jobs: times,
  messages: times,
  together: times,
});
