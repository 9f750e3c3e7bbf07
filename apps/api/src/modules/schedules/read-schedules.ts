import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, lt, notInArray, type SQL, sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs, scheduleRuns } from "../../db/schedule-schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { notFound } from "../../http/problem.ts";
import { maskPart, type ShowPart } from "../jobs/index.ts";
import { isSelected } from "./select-schedules.ts";
import { type ScheduleRow, toSchedule } from "./to-schedule.ts";

type Schedule = Schemas["Schedule"];

/** Reads and locks a schedule's row. Throws not-found for an unknown schedule. */
export async function lockSchedule(tx: Transaction, orgId: string, scheduleId: string): Promise<ScheduleRow> {
  const [row] = await tx.db.select().from(scheduledJobs).where(isSchedule(orgId, scheduleId)).for("update");
  if (!row) throw notFound();
  return row;
}

export const isSchedule = (orgId: string, scheduleId: string) =>
  and(eq(scheduledJobs.orgId, orgId), eq(scheduledJobs.id, scheduleId));

/** A schedule with its last run. Throws not-found for an unknown schedule. */
export async function getSchedule(
  tx: Transaction,
  orgId: string,
  scheduleId: string,
  show: ShowPart = maskPart,
): Promise<Schedule> {
  const [schedule] = await readSchedules(tx, isSchedule(orgId, scheduleId), 1, show);
  if (!schedule) throw notFound();
  return schedule;
}

/** A page of the organization's schedules, newest first. */
export async function listSchedules(
  tx: Transaction,
  orgId: string,
  { limit, cursor, ...filters }: OperationInput<"listSchedules">["query"],
  show: ShowPart,
): Promise<Schemas["SchedulePage"]> {
  const scope = ["schedules", orgId, JSON.stringify(Object.entries(filters).sort())];
  const conditions: (SQL | undefined)[] = [
    isSelected(orgId, filters),
    cursor === undefined ? undefined : lt(scheduledJobs.id, decodeCursor(scope, cursor, isIdPosition)[0]),
  ];
  const schedules = await readSchedules(tx, and(...conditions), limit + 1, show);
  return toPage(
    schedules,
    limit,
    (schedule) => schedule,
    (last) => encodeCursor(scope, [last.id]),
  );
}

/** The schedules that match the condition, newest first. The condition must name the organization. */
export async function readSchedules(
  tx: Transaction,
  condition: SQL | undefined,
  limit: number,
  show: ShowPart = maskPart,
): Promise<Schedule[]> {
  const last = tx.db
    .select()
    .from(scheduleRuns)
    .where(
      and(
        eq(scheduleRuns.orgId, scheduledJobs.orgId),
        eq(scheduleRuns.scheduleId, scheduledJobs.id),
        notInArray(scheduleRuns.status, ["missed", "overlapped"]),
      ),
    )
    .orderBy(desc(scheduleRuns.scheduledAt), desc(scheduleRuns.id))
    .limit(1)
    .as("last");
  const rows = await tx.db
    .select({
      schedule: scheduledJobs,
      last: { scheduledAt: last.scheduledAt, jobId: last.jobId, status: last.status },
    })
    .from(scheduledJobs)
    .leftJoinLateral(last, sql`true`)
    .where(condition)
    .orderBy(desc(scheduledJobs.id))
    .limit(limit);
  return rows.map(({ schedule, last }) => toSchedule(schedule, last, show));
}
