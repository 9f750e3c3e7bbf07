import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, sql } from "../../db/drizzle.ts";
import { openJobs } from "../../db/job-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduleRuns } from "../../db/schedule-schema.ts";
import { decodeCursor, encodeCursor, isTimePosition, toPage } from "../../http/cursor.ts";
import { getSchedule } from "./read-schedules.ts";
import { toScheduleRun } from "./to-schedule.ts";

/** Number of runs kept per schedule, the latest ones. */
export const keptRuns = 100;

/** A page of a schedule's runs, latest first. Throws not-found for an unknown schedule. */
export async function listScheduleRuns(
  tx: Transaction,
  { orgId, scheduleId }: { orgId: string; scheduleId: string },
  { limit, cursor, status }: OperationInput<"listScheduleRuns">["query"],
): Promise<Schemas["ScheduleRunPage"]> {
  await getSchedule(tx, orgId, scheduleId);
  const scope = ["scheduleRuns", orgId, scheduleId, status ?? null];
  const kept = tx.db
    .select()
    .from(scheduleRuns)
    .where(and(eq(scheduleRuns.orgId, orgId), eq(scheduleRuns.scheduleId, scheduleId)))
    .orderBy(desc(scheduleRuns.scheduledAt), desc(scheduleRuns.id))
    .limit(keptRuns)
    .as("kept");
  const [at, id] = cursor === undefined ? [] : decodeCursor(scope, cursor, isTimePosition);
  // Only the job knows when a run that hasn't ended has started.
  const open = tx.db
    .select({ startedAt: openJobs.startedAt })
    .from(openJobs)
    .where(and(eq(openJobs.orgId, kept.orgId), eq(openJobs.id, kept.jobId)));
  const startedAt = sql`coalesce(${kept.startedAt}, (${open}))`.mapWith(scheduleRuns.startedAt);
  const rows = await tx.db
    .select({ ...kept._.selectedFields, startedAt })
    .from(kept)
    .where(
      and(
        status === undefined ? undefined : eq(kept.status, status),
        at === undefined
          ? undefined
          : sql`(${kept.scheduledAt}, ${kept.id}) < (${new Date(at).toISOString()}::timestamptz, ${id})`,
      ),
    )
    .orderBy(desc(kept.scheduledAt), desc(kept.id))
    .limit(limit + 1);
  return toPage(rows, limit, toScheduleRun, (last) => encodeCursor(scope, [last.scheduledAt.getTime(), last.id]));
}
