/** Computes when the schedule of a row runs. */
import { nextOccurrence, type Recurrence } from "./recurrence/occurrences.ts";
import type { Timetable } from "./recurrence/validate-recurrence.ts";
import type { ScheduleRow } from "./to-schedule.ts";

/** The columns of a row that determine its runs. */
export type TimetableRow = Pick<
  ScheduleRow,
  "recurrence" | "timezone" | "startsAt" | "endsAt" | "maxRuns" | "runCount" | "createdAt"
>;

/** The first run after an instant. null: there is none. */
export function nextRunAfter(row: TimetableRow, after: Date): Date | null {
  if (row.maxRuns !== null && row.runCount >= row.maxRuns) return null;
  const { timezone, createdAt, startsAt, endsAt } = row;
  return nextOccurrence(row.recurrence as Recurrence, timezone, { after, createdAt, startsAt, endsAt })?.at ?? null;
}

/** The status columns of a schedule that isn't paused: active with a next run, or ended. */
export function activeUntil(nextRunAt: Date | null) {
  return { status: nextRunAt ? "active" : "ended", pauseReason: null, nextRunAt } as const;
}

/** The timetable of a request as columns. */
export function toTimetableColumns({ recurrence, timezone, startsAt, endsAt, maxRuns }: Timetable) {
  return {
    recurrence,
    timezone,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    maxRuns,
  };
}
