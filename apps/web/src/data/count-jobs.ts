import type { JobStats, JobStatus } from "@gaffer/client";
import type { JobFilters } from "./jobs.ts";

/** How many jobs of these states match the filters. Undefined: only status and type are counted, or nothing is known yet. */
export function countJobs(
  stats: JobStats | undefined,
  { status, type, ...others }: JobFilters,
  statuses: readonly JobStatus[],
): number | undefined {
  const wanted = statuses.filter((each) => status === undefined || each === status);
  if (wanted.length === 0) return 0;
  if (!stats || Object.keys(others).length > 0) return undefined;
  const counts = type ? stats.byType.find((ofType) => ofType.type === type)?.byStatus : stats.byStatus;
  return wanted.reduce((sum, each) => sum + (counts?.[each] ?? 0), 0);
}
