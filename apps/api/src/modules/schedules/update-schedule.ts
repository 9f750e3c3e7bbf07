import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import { invalidRequest, ProblemError } from "../../http/problem.ts";
import { announceRun } from "./announce-run.ts";
import { getSchedule, isSchedule, lockSchedule } from "./read-schedules.ts";
import { type Timetable, validateRecurrence } from "./recurrence/validate-recurrence.ts";
import { activeUntil, nextRunAfter, toTimetableColumns } from "./timetable.ts";
import { type ScheduleRow, toSchedule } from "./to-schedule.ts";

type Changes = Schemas["UpdateScheduleRequest"];

export interface Update {
  orgId: string;
  scheduleId: string;
  /** The `If-Match` header. */
  ifMatch: string | undefined;
  changes: Changes;
  now: Date;
}

/** Updates the given fields. A changed timetable recomputes the next run. */
export async function updateSchedule(tx: Transaction, update: Update): Promise<Schemas["Schedule"]> {
  const { orgId, scheduleId, ifMatch, changes, now } = update;
  const row = await lockSchedule(tx, orgId, scheduleId);
  assertMatches(ifMatch, row.version);
  if (Object.keys(changes).length > 0) {
    const { recurrence, timezone, startsAt, endsAt, maxRuns, ...settings } = changes;
    const isRetimed = Object.values({ recurrence, timezone, startsAt, endsAt, maxRuns }).some(
      (value) => value !== undefined,
    );
    const timing = isRetimed ? retime(row, changes, now) : undefined;
    await tx.db
      .update(scheduledJobs)
      .set({ ...settings, ...timing, version: row.version + 1, updatedAt: now })
      .where(isSchedule(orgId, scheduleId));
    if (timing) await announceRun(tx, timing.nextRunAt);
  }
  return getSchedule(tx, orgId, scheduleId);
}

/** The columns of the changed timetable. A paused schedule stays paused. */
function retime(row: ScheduleRow, changes: Changes, now: Date) {
  const timetable: Timetable = { ...toSchedule(row, null), ...changes };
  const errors = validateRecurrence(timetable, now);
  if (errors.length > 0) throw invalidRequest(errors);
  const columns = toTimetableColumns(timetable);
  if (row.state === "paused") return { ...columns, nextRunAt: null };
  return { ...columns, ...activeUntil(nextRunAfter({ ...row, ...columns }, now)) };
}

function assertMatches(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) {
    const detail = "Send If-Match with the schedule's ETag, so that no concurrent change is lost.";
    throw new ProblemError("precondition-required", detail);
  }
  const tags = ifMatch.split(",").map((tag) => tag.trim());
  if (tags.includes("*") || tags.includes(`"${version}"`)) return;
  const detail = `The schedule has version "${version}"; If-Match has ${ifMatch}. Read the schedule and apply your change again.`;
  throw new ProblemError("precondition-failed", detail);
}
