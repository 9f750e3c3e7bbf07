/**
 * The overlap policy of a schedule: decides what happens to a run, scheduled or manual, while jobs of earlier runs are open.
 *
 * | `overlap`        | open job of an earlier run             | decision                                |
 * | ---------------- | -------------------------------------- | --------------------------------------- |
 * | `allow`          | any                                    | start                                   |
 * | `skip`           | none                                   | start                                   |
 * | `skip`           | at least one                           | skip                                    |
 * | `cancelPrevious` | none, or this transaction locks all    | start, and cancel them                  |
 * | `cancelPrevious` | another transaction has locked one     | retry: it is being started or completed |
 */
import type { Transaction } from "../../db/org-scope.ts";
import { lockOpen } from "../jobs/jobs-table.ts";
import { openStatuses } from "../jobs/states.ts";
import type { ScheduleRow } from "./to-schedule.ts";

export interface OpenJob {
  orgId: string;
  jobId: string;
  scheduleId: string;
}

export type OverlapDecision =
  | { action: "start"; cancel: readonly OpenJob[] }
  | { action: "skip"; openJobId: string }
  | { action: "retry" };

export const startAlone: OverlapDecision = { action: "start", cancel: [] };

type Overlapping = Pick<ScheduleRow, "orgId" | "id" | "overlap">;

/** Decides for schedules whose rows this transaction has locked. Locks the jobs to cancel. Returns the decisions by schedule id. */
export async function decideOverlaps(
  tx: Transaction,
  schedules: readonly Overlapping[],
): Promise<Map<string, OverlapDecision>> {
  const open = await findOpenJobs(
    tx,
    schedules.filter(({ overlap }) => overlap !== "allow"),
  );
  const previous = schedules.flatMap(({ id, overlap }) => (overlap === "cancelPrevious" ? (open.get(id) ?? []) : []));
  const locked = await lockOpen(tx, previous);
  return new Map(schedules.map(({ id, overlap }) => [id, decideOverlap(overlap, open.get(id) ?? [], locked)]));
}

/** Pure. `locked`: the ids of open jobs that this transaction has locked. */
export function decideOverlap(
  overlap: string,
  openJobs: readonly OpenJob[],
  locked: ReadonlySet<string>,
): OverlapDecision {
  const [first] = openJobs;
  if (!first || overlap === "allow") return startAlone;
  if (overlap === "skip") return { action: "skip", openJobId: first.jobId };
  return openJobs.every(({ jobId }) => locked.has(jobId)) ? { action: "start", cancel: openJobs } : { action: "retry" };
}

const openList = openStatuses.map((status) => `'${status}'`).join(", ");

/**
 * The open jobs of these schedules, by the schedule's id. Looks them up schedule by schedule: there may be many more open jobs than the
 * planner expects, and a join would read all of them, at worst for each schedule.
 */
async function findOpenJobs(
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
