/** Which runs of a schedule are due, and what its policy for missed ones makes of them. Pure. */
import { occurrences, type Recurrence } from "../recurrence/occurrences.ts";
import type { TimetableRow } from "../timetable.ts";
import type { ScheduleRow } from "../to-schedule.ts";

/** A run that is started so late isn't missed: whoever starts runs may have been busy, or have been restarted. */
export const missedAfterMs = 60_000;

/** No more runs than this are looked at, however many were missed: the latest. */
const mostSlots = 100;

export interface DueSlots {
  /** In order. */
  run: Date[];
  missed: Date[];
}

export type DueRow = TimetableRow & Pick<ScheduleRow, "missed"> & { nextRunAt: Date };

/** Divides what has become due by `now`. What comes after the last run that `maxRuns` allows is neither. */
export function dueSlots(row: DueRow, now: Date): DueSlots {
  const due = latestSlots(row, now);
  const first = due.length - wantedRuns(row, due, now);
  const left = row.maxRuns === null ? mostSlots : row.maxRuns - row.runCount;
  return { run: due.slice(first, first + left), missed: due.slice(0, first) };
}

/** How many of these slots are to run: always the latest of them. */
function wantedRuns({ missed }: DueRow, due: readonly Date[], now: Date): number {
  if (missed === "all") return due.length;
  const latest = due.at(-1);
  if (!latest) return 0;
  return missed === "latest" || now.getTime() - latest.getTime() <= missedAfterMs ? 1 : 0;
}

/**
 * The latest slots from `nextRunAt` to `now`. A schedule that runs every few seconds may have been due a million times:
 * they are looked for in a stretch before `now` that grows until it holds enough.
 */
function latestSlots(row: DueRow, now: Date): Date[] {
  const first = row.nextRunAt.getTime();
  for (let stretchMs = 600_000; ; stretchMs *= 8) {
    const from = Math.max(first, now.getTime() - stretchMs);
    const slots = slotsBetween(row, new Date(from - 1), now);
    if (from === first || slots.length >= mostSlots) return slots.slice(-mostSlots);
  }
}

function slotsBetween(row: DueRow, after: Date, now: Date): Date[] {
  const { timezone, createdAt, startsAt, endsAt } = row;
  const slots: Date[] = [];
  for (const { at } of occurrences(row.recurrence as Recurrence, timezone, { after, createdAt, startsAt, endsAt })) {
    if (at > now) break;
    slots.push(at);
  }
  return slots;
}
