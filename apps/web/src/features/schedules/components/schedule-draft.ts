/** The state of the schedule form: the request body, possibly incomplete. The functions here are pure. */
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
    paused: false,
  };
}

/** Returns a job of this job type, with the type's example input but without ids of files. */
export function jobOf({ type, inputSchema, inputExample }: JobTypeDescription): ScheduleDraft["job"] {
  // The cast is safe: apart from the ids of files, the contract's example is a valid input.
  return { type, input: withoutIds("FileId", inputSchema, inputExample) } as unknown as ScheduleDraft["job"];
}

/** Returns the settings of a schedule. A change of the schedule doesn't pause it. */
export function toDraft(schedule: Schedule): ScheduleDraft {
  const { name, job, recurrence, timezone, startsAt, endsAt, maxRuns, missed, overlap, pauseAfterFailures } = schedule;
  const settings = { name, job, recurrence, timezone, startsAt, endsAt, maxRuns, missed, overlap, pauseAfterFailures };
  return { ...settings, paused: false };
}

/** Returns only the changed settings, because sending an unchanged timetable would move the next run. */
export function changesOf(before: ScheduleDraft, after: ScheduleDraft): UpdateSchedule {
  const names = Object.keys(after) as (keyof ScheduleDraft)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/** Returns a recurrence of another kind. Keeps the time of day if both kinds have one. */
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

/** Returns 24 hours from now, rounded down to the full hour. This leaves the user time to complete the form. */
function tomorrow(now: Date): Date {
  const day = new Date(now.getTime() + 24 * 3600 * 1000);
  day.setMinutes(0, 0, 0);
  return day;
}

/** Props of a component that edits a part of the schedule form. */
export interface DraftProps {
  draft: ScheduleDraft;
  set: (changes: Partial<ScheduleDraft>) => void;
}
