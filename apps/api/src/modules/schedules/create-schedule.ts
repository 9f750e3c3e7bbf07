import type { Schemas } from "@gaffer/contracts/server";
import { count, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import type { Principal } from "../../http/caller.ts";
import { invalidRequest, quotaExceeded } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { readPlan } from "../quotas/read-plan.ts";
import { announceRun } from "./announce-run.ts";
import { validateRecurrence } from "./recurrence/validate-recurrence.ts";
import { activeUntil, nextRunAfter, toTimetableColumns } from "./timetable.ts";
import { toSchedule } from "./to-schedule.ts";

/** Creates an active schedule. */
export async function createSchedule(
  tx: Transaction,
  { orgId, actor }: Principal,
  request: Schemas["CreateScheduleRequest"],
  now: Date,
): Promise<Schemas["Schedule"]> {
  const errors = validateRecurrence(request, now);
  if (errors.length > 0) throw invalidRequest(errors);
  await assertRoom(tx, orgId);
  const { name, job, missed, overlap, pauseAfterFailures } = request;
  const timetable = { ...toTimetableColumns(request), runCount: 0, createdAt: now };
  const active = activeUntil(nextRunAfter(timetable, now));
  const [row] = await tx.db
    .insert(scheduledJobs)
    .values({
      orgId,
      id: newId(),
      name,
      job,
      ...timetable,
      missed,
      overlap,
      pauseAfterFailures,
      ...active,
      createdBy: actor,
      updatedAt: now,
    })
    .returning();
  if (!row) throw new Error("no schedule was created");
  await announceRun(tx, row.nextRunAt);
  return toSchedule(row, null);
}

/** Throws quota-exceeded at the plan's limit. The lock serializes concurrent creates of the organization. */
async function assertRoom(tx: Transaction, orgId: string): Promise<void> {
  const { plan } = await readPlan(tx, orgId);
  if (plan.schedules === null) return;
  await tx.sql("select pg_advisory_xact_lock(hashtextextended($1, 1))", [`schedules/${orgId}`]);
  const [row] = await tx.db.select({ used: count() }).from(scheduledJobs).where(eq(scheduledJobs.orgId, orgId));
  const used = row?.used ?? 0;
  if (used >= plan.schedules) throw quotaExceeded({ name: "schedules", limit: plan.schedules, used, requested: 1 });
}
