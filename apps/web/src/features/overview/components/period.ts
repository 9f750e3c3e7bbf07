import type { TimelinePeriod } from "@gaffer/client";

export const periods = ["hour", "day", "week"] as const satisfies readonly TimelinePeriod[];

export const periodMs: Record<TimelinePeriod, number> = {
  hour: 3_600_000,
  day: 24 * 3_600_000,
  week: 7 * 24 * 3_600_000,
};
