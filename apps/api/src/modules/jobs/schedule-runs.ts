/** Writes the outcomes of scheduled jobs to their runs, and counts failures of their schedules. */
import type { Transaction } from "../../db/org-scope.ts";
import type { ChangedRow } from "./job-changes.ts";
import { openStatuses } from "./states.ts";

const openList = openStatuses.map((status) => `'${status}'`).join(", ");

/** SQL for the failures in a row. Computed from the locked row, so that concurrent counts add up. */
const failures = "failed + case when completed then 0 else failures_in_a_row end";
const isTooMany = `scheduled_jobs.status = 'active' and ${failures} >= pause_after_failures`;

/**
 * Writes the outcomes of runs, counts failures, and pauses a schedule after too many failures in a row. Ignores jobs without a
 * schedule. A run keeps the times and the error of its job, because it can outlive the job.
 *
 * Lock order: jobs, then schedules by id, then their runs, then the in-flight counters. The caller holds the locks of the jobs.
 */
export async function writeRunOutcomes(tx: Transaction, changed: readonly ChangedRow[]): Promise<void> {
  const scheduled = changed.filter(({ scheduleId }) => scheduleId);
  if (scheduled.length === 0) return;
  const rows = scheduled.map(({ orgId, jobId, scheduleId, status }) => ({ orgId, jobId, scheduleId, status }));
  await tx.sql(
    `with changed as (
       select *, status not in (${openList}) as ended
         from json_to_recordset($1) as changed ("orgId" uuid, "jobId" uuid, "scheduleId" uuid, status text)
     ), locked as materialized (
       select org_id, id from scheduled_jobs
        where (org_id, id) in (select "orgId", "scheduleId" from changed) order by id for no key update
     ), runs as (
       update schedule_runs
          set status = case when ended then changed.status else 'running' end,
              started_at = case when ended then job.started_at end, ended_at = case when ended then job.ended_at end,
              error = case changed.status when 'failed' then job.error end
         from changed join locked on locked.org_id = changed."orgId" and locked.id = changed."scheduleId"
        cross join lateral (
                select started_at, ended_at, error from jobs
                 where jobs.org_id = changed."orgId" and jobs.id = changed."jobId" offset 0
              ) as job
        where schedule_runs.org_id = changed."orgId" and schedule_runs.job_id = changed."jobId"
     ), counted as (
       select locked.org_id, locked.id, bool_or(changed.status = 'completed') as completed,
              count(*) filter (where changed.status = 'failed')::int as failed
         from changed join locked on locked.org_id = changed."orgId" and locked.id = changed."scheduleId"
        group by locked.org_id, locked.id
     )
     update scheduled_jobs
        set failures_in_a_row = ${failures},
            status = case when ${isTooMany} then 'paused' else scheduled_jobs.status end,
            pause_reason = case when ${isTooMany} then 'failures' else pause_reason end,
            next_run_at = case when ${isTooMany} then null else next_run_at end
       from counted
      where scheduled_jobs.org_id = counted.org_id and scheduled_jobs.id = counted.id
        and (failed > 0 or (completed and failures_in_a_row > 0))`,
    [JSON.stringify(rows)],
  );
}

/** An open job of a schedule. */
export interface OpenJob {
  orgId: string;
  jobId: string;
  scheduleId: string;
}

/**
 * The open jobs of these schedules, by the schedule's id. Looks them up schedule by schedule: there may be many more open jobs than the
 * planner expects, and a join would read all of them, at worst for each schedule.
 */
export async function findOpenJobs(
  tx: Transaction,
  schedules: readonly { orgId: string; id: string }[],
): Promise<Map<string, OpenJob[]>> {
  if (schedules.length === 0) return new Map();
  const { rows } = await tx.sql(
    `select open.* from json_to_recordset($1) as schedule ("orgId" uuid, id uuid)
      cross join lateral (
              select org_id as "orgId", open_jobs.id as "jobId", schedule_id as "scheduleId" from open_jobs
               where org_id = schedule."orgId" and schedule_id = schedule.id and schedule_id is not null offset 0
            ) as open`,
    [JSON.stringify(schedules.map(({ orgId, id }) => ({ orgId, id })))],
  );
  return Map.groupBy(rows as OpenJob[], ({ scheduleId }) => scheduleId);
}
