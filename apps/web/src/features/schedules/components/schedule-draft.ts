/** What the form of a schedule holds: the body of the request, as it grows. Pure. */
import type { CreateSchedule, JobTypeDescription, Recurrence, Schedule, UpdateSchedule } from "@gaffer/client";
import { withoutIds } from "../../../ui/schema-form/schema.ts";

export type ScheduleDraft = Required<CreateSchedule>;

export const kinds = ["daily", "weekly", "monthly", "interval", "cron", "once"] as const;
export type RecurrenceKind = (typeof kinds)[number];

export function newDraft(type: JobTypeDescription, timezone: string): ScheduleDraft {
  return {
    name: "",
    job: jobOf(type),
    recurrence: { kind: "daily", time: "09:00" },
    timezone,
    startsAt: null,
    endsAt: null,
    maxRuns: null,
    missed: "skip",
    overlap: "skip",
    pauseAfterFailures: null,
  };
}

/** A job of this type, with its example as what it is asked to do; the file is to be chosen. */
export function jobOf({ type, inputSchema, inputExample }: JobTypeDescription): ScheduleDraft["job"] {
  // But for that, the contract's examples are valid inputs of their types.
  return { type, input: withoutIds("FileId", inputSchema, inputExample) } as unknown as ScheduleDraft["job"];
}

export function toDraft(schedule: Schedule): ScheduleDraft {
  const { name, job, recurrence, timezone, startsAt, endsAt, maxRuns, missed, overlap, pauseAfterFailures } = schedule;
  return { name, job, recurrence, timezone, startsAt, endsAt, maxRuns, missed, overlap, pauseAfterFailures };
}

/** Only the differences: sending an unchanged timetable would move the next run. */
export function changesOf(before: ScheduleDraft, after: ScheduleDraft): UpdateSchedule {
  const names = Object.keys(after) as (keyof ScheduleDraft)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/** The recurrence as one of another kind, with the time of day that was there. */
export function ofKind(kind: RecurrenceKind, before: Recurrence, now: Date): Recurrence {
  const time = "time" in before ? before.time : "09:00";
  switch (kind) {
    case "daily":
      return { kind, time };
    case "weekly":
      return { kind, weekdays: ["monday"], time };
    case "monthly":
      return { kind, on: { kind: "day", day: 1 }, time };
    case "interval":
      return { kind, every: 1, unit: "hours" };
    case "cron":
      return { kind, expression: "0 9 * * MON-FRI" };
    case "once":
      return { kind, at: tomorrow(now).toISOString() };
  }
}

/** A whole hour, for which there is time to enter the rest. */
function tomorrow(now: Date): Date {
  const day = new Date(now.getTime() + 24 * 3600 * 1000);
  day.setMinutes(0, 0, 0);
  return day;
}

/** The draft, and how a part of the form changes it. */
export interface DraftProps {
  draft: ScheduleDraft;
  set: (changes: Partial<ScheduleDraft>) => void;
}
