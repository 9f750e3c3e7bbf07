import { type Bounds, occurrences, type Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";

export const daily = (time: string): Recurrence => ({ kind: "daily", time });
export const cron = (expression: string): Recurrence => ({ kind: "cron", expression });

/** The first runs of a recurrence that was created at this instant. */
export function runsOf(
  recurrence: Recurrence,
  timezone: string,
  after: string,
  maxRuns: number,
  more: Partial<Bounds> = {},
) {
  const created = new Date(after);
  return [...occurrences(recurrence, timezone, { after: created, createdAt: created, maxRuns, ...more })];
}

/** Like `runsOf`, but returns each run in the zone's local time. */
export function localRunsOf(...args: Parameters<typeof runsOf>): string[] {
  return runsOf(...args).map(({ local }) => local);
}
