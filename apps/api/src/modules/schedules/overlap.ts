/** The open jobs of earlier runs. */
import type { Transaction } from "../../db/org-scope.ts";
import { openStatuses } from "../jobs/states.ts";
import type { ScheduleRow } from "./to-schedule.ts";

export interface OpenJob {
  orgId: string;
  jobId: string;
  scheduleId: string;
}

const openList = openStatuses.map((status) => `'${status}'`).join(", ");

/**
 * The open jobs of these schedules, by the schedule's id. Looks them up schedule by schedule: there may be many more open jobs than the
 * planner knows of, and a join would read all of them, at worst for each schedule.
 */
export async function findOpen(
  tx: Transaction,
  schedules: readonly Pick<ScheduleRow, "orgId" | "id">[],
): Promise<Map<string, OpenJob[]>> {
  if (schedules.length === 0) return new Map();
  const { rows } = await tx.sql(
    `select open.* from json_to_recordset($1) as schedule ("orgId" uuid, id uuid)
      cross join lateral (
              select org_id as "orgId", jobs.id as "jobId", schedule_id as "scheduleId" from jobs
               where org_id = schedule."orgId" and schedule_id = schedule.id
                 and schedule_id is not null and status in (${openList}) offset 0
            ) as open`,
    [JSON.stringify(schedules.map(({ orgId, id }) => ({ orgId, id })))],
  );
  return Map.groupBy(rows as OpenJob[], ({ scheduleId }) => scheduleId);
}
