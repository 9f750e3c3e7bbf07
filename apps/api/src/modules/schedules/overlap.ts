/** The jobs of earlier runs that haven't ended. */
import type { Transaction } from "../../db/org-scope.ts";
import type { ScheduleRow } from "./to-schedule.ts";

export interface UnendedJob {
  orgId: string;
  jobId: string;
  scheduleId: string;
}

/**
 * The jobs of these schedules that haven't ended, by the schedule's id. They are looked up schedule by schedule: there may be
 * many more unended jobs than the planner knows of, and a join would read them all, at worst for each schedule.
 */
export async function findUnended(
  tx: Transaction,
  schedules: readonly Pick<ScheduleRow, "orgId" | "id">[],
): Promise<Map<string, UnendedJob[]>> {
  if (schedules.length === 0) return new Map();
  const { rows } = await tx.sql(
    `select unended.* from json_to_recordset($1) as schedule ("orgId" uuid, id uuid)
      cross join lateral (
              select org_id as "orgId", jobs.id as "jobId", schedule_id as "scheduleId" from jobs
               where org_id = schedule."orgId" and schedule_id = schedule.id
                 and schedule_id is not null and status in ('pending', 'processing') offset 0
            ) as unended`,
    [JSON.stringify(schedules.map(({ orgId, id }) => ({ orgId, id })))],
  );
  return Map.groupBy(rows as UnendedJob[], ({ scheduleId }) => scheduleId);
}

/**
 * Locks those of these jobs that nobody else is changing, and says which. Nobody is waited for: whoever ends a job locks its
 * row and then its schedule's, which is the other way round.
 */
export async function lockUnended(tx: Transaction, jobs: readonly UnendedJob[]): Promise<Set<string>> {
  if (jobs.length === 0) return new Set();
  const { rows } = await tx.sql(
    `select jobs.id from json_to_recordset($1) as unended ("orgId" uuid, "jobId" uuid)
       join jobs on jobs.org_id = unended."orgId" and jobs.id = unended."jobId"
      where jobs.status in ('pending', 'processing')
        for update of jobs skip locked`,
    [JSON.stringify(jobs)],
  );
  return new Set(rows.map(({ id }) => id));
}
