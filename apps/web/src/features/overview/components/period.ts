import type { TimelinePeriod } from "@gaffer/client";

export const periods = ["hour", "day", "week"] as const satisfies readonly TimelinePeriod[];

/** How each period is named, short and within a sentence. */
export const periodWords: Record<TimelinePeriod, { short: string; long: string }> = {
  hour: { short: "1 h", long: "the last hour" },
  day: { short: "24 h", long: "the last 24 hours" },
  week: { short: "7 d", long: "the last 7 days" },
};

export const periodMs: Record<TimelinePeriod, number> = {
  hour: 3_600_000,
  day: 24 * 3_600_000,
  week: 7 * 24 * 3_600_000,
};
