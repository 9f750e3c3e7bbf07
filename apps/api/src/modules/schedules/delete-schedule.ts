import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import { notFound } from "../../http/problem.ts";
import { isSchedule } from "./read-schedules.ts";

/** Deletes a schedule with its runs. Its jobs stay. */
export async function deleteSchedule(tx: Transaction, orgId: string, scheduleId: string): Promise<void> {
  const { rowCount } = await tx.db.delete(scheduledJobs).where(isSchedule(orgId, scheduleId));
  if (rowCount === 0) throw notFound();
}
