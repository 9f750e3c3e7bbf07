/** Finds the due runs of a schedule and applies its policy for missed runs. Pure. */
import { occurrences, type Recurrence } from "../recurrence/occurrences.ts";
import type { TimetableRow } from "../timetable.ts";
import type { ScheduleRow } from "../to-schedule.ts";

/**
 * Delay in milliseconds after which a run counts as missed. A shorter delay may come from a busy or restarted
 * scheduler.
 */
export const missedAfterMs = 60_000;

/** Maximum number of due times that are considered for one schedule. Earlier due times are ignored. */
const maxDueTimes = 100;

export interface DueTimes {
  /** Due times to run, in ascending order. */
  run: Date[];
  missed: Date[];
}

export type DueRow = TimetableRow & Pick<ScheduleRow, "missed"> & { nextRunAt: Date };

/** Divides the runs due at `now` into runs to start and missed runs. Drops runs beyond `maxRuns`. */
export function dueTimes(row: DueRow, now: Date): DueTimes {
  const due = latestTimes(row, now);
  const first = due.length - wantedRuns(row, due, now);
  const left = row.maxRuns === null ? maxDueTimes : row.maxRuns - row.runCount;
  return { run: due.slice(first, first + left), missed: due.slice(0, first) };
}

/**
 * How many of the latest due times are to be run under the schedule's `missed` setting. `maxRuns` isn't applied yet.
 */
function wantedRuns({ missed }: DueRow, due: readonly Date[], now: Date): number {
  if (missed === "all") return due.length;
  const latest = due.at(-1);
  if (!latest) return 0;
  return missed === "latest" || now.getTime() - latest.getTime() <= missedAfterMs ? 1 : 0;
}

/**
 * The latest due times from `nextRunAt` to `now`, at most `maxDueTimes`. A schedule with an interval of seconds may have been due a million times. So the search covers a period before `now`, which grows until it has enough of them.
 */
function latestTimes(row: DueRow, now: Date): Date[] {
  const first = row.nextRunAt.getTime();
  for (let stretchMs = 600_000; ; stretchMs *= 8) {
    const from = Math.max(first, now.getTime() - stretchMs);
    const times = timesBetween(row, new Date(from - 1), now);
    if (from === first || times.length >= maxDueTimes) return times.slice(-maxDueTimes);
  }
}

function timesBetween(row: DueRow, after: Date, now: Date): Date[] {
  const { timezone, createdAt, startsAt, endsAt } = row;
  const times: Date[] = [];
  for (const { at } of occurrences(row.recurrence as Recurrence, timezone, { after, createdAt, startsAt, endsAt })) {
    if (at > now) break;
    times.push(at);
  }
  return times;
}
