import type { FollowJobs } from "../jobs/follow-jobs.ts";

/** From the row as it is when its lock is had, whoever counted meanwhile. */
const failures = "failed + case when completed then 0 else failures_in_a_row end";
const isTooMany = `state = 'active' and ${failures} >= pause_after_failures`;

/**
 * Tells the runs of schedules what their jobs have become, counts failures, and pauses a schedule whose jobs have failed
 * too often in a row. Schedules are locked before their runs, and in one order, by everybody.
 */
export const followJobs: FollowJobs = async (tx, changed) => {
  await tx.sql(
    `with changed as (
       select * from json_to_recordset($1) as changed ("orgId" uuid, "jobId" uuid, "scheduleId" uuid, status text)
     ), locked as materialized (
       select org_id, id from scheduled_jobs
        where (org_id, id) in (select "orgId", "scheduleId" from changed) order by id for no key update
     ), runs as (
       update schedule_runs
          set outcome = case when changed.status in ('pending', 'processing') then 'underway' else changed.status end
         from changed join locked on locked.org_id = changed."orgId" and locked.id = changed."scheduleId"
        where schedule_runs.org_id = changed."orgId" and schedule_runs.job_id = changed."jobId"
     ), counted as (
       select locked.org_id, locked.id, bool_or(changed.status = 'completed') as completed,
              count(*) filter (where changed.status = 'failed')::int as failed
         from changed join locked on locked.org_id = changed."orgId" and locked.id = changed."scheduleId"
        group by locked.org_id, locked.id
     )
     update scheduled_jobs
        set failures_in_a_row = ${failures},
            state = case when ${isTooMany} then 'paused' else state end,
            pause_reason = case when ${isTooMany} then 'failures' else pause_reason end,
            next_run_at = case when ${isTooMany} then null else next_run_at end
       from counted
      where scheduled_jobs.org_id = counted.org_id and scheduled_jobs.id = counted.id
        and (failed > 0 or (completed and failures_in_a_row > 0))`,
    [JSON.stringify(changed)],
  );
};
