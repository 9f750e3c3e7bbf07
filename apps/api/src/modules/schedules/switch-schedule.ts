import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import { ProblemError } from "../../http/problem.ts";
import { announceRun } from "./announce-run.ts";
import { getSchedule, isSchedule, lockSchedule } from "./read-schedules.ts";
import { activeUntil, nextRunAfter } from "./timetable.ts";
import type { ScheduleRow } from "./to-schedule.ts";

export interface Switch {
  orgId: string;
  scheduleId: string;
  now: Date;
}

/** Pauses a schedule. Replaces the pause reason `failures` by `requested`. */
export async function pauseSchedule(tx: Transaction, { orgId, scheduleId, now }: Switch): Promise<Schemas["Schedule"]> {
  const row = await lockSchedule(tx, orgId, scheduleId);
  if (row.state === "ended") throw hasEnded();
  if (row.pauseReason !== "requested") {
    await save(tx, row, { state: "paused", pauseReason: "requested", nextRunAt: null }, now);
  }
  return getSchedule(tx, orgId, scheduleId);
}

/** Resumes a paused schedule at its next run and resets its failure count. Without a next run the schedule ends. */
export async function resumeSchedule(
  tx: Transaction,
  { orgId, scheduleId, now }: Switch,
): Promise<Schemas["Schedule"]> {
  const row = await lockSchedule(tx, orgId, scheduleId);
  if (row.state === "paused") {
    const active = activeUntil(nextRunAfter(row, now));
    await save(tx, row, { ...active, failuresInARow: 0 }, now);
    await announceRun(tx, active.nextRunAt);
  }
  return getSchedule(tx, orgId, scheduleId);
}

async function save(tx: Transaction, { orgId, id, version }: ScheduleRow, set: Partial<ScheduleRow>, now: Date) {
  await tx.db
    .update(scheduledJobs)
    .set({ ...set, version: version + 1, updatedAt: now })
    .where(isSchedule(orgId, id));
}

function hasEnded(): ProblemError {
  const detail = "The schedule has ended, so it can't be paused.";
  return new ProblemError("schedule-ended", detail);
}
