import { type Bounds, occurrences, type Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";

export const daily = (time: string): Recurrence => ({ kind: "daily", time });
export const cron = (expression: string): Recurrence => ({ kind: "cron", expression });

/** The first runs of a recurrence after an instant, at which it was created too. */
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

/** The same, as what the clocks show. */
export function localRunsOf(...args: Parameters<typeof runsOf>): string[] {
  return runsOf(...args).map(({ local }) => local);
}
