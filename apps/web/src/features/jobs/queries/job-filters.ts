import type { JobStats, JobStatus, JobSummary, JobType } from "@gaffer/client";

/** Filters of a list of jobs, as in the API and the page's URL. */
export interface JobFilters {
  status?: JobStatus;
  type?: JobType;
  createdBy?: string;
  scheduleId?: string;
  createdFrom?: string;
  createdBefore?: string;
}

/** The filters as the API takes them. */
export function toQuery({ status, type, ...others }: JobFilters) {
  return { ...others, ...(status && { status: [status] }), ...(type && { type: [type] }) };
}

/** Whether the API would list this job with these filters. An absent filter matches every job. */
export function fitsFilters(job: JobSummary, filters: JobFilters): boolean {
  const { createdFrom, createdBefore, ...equal } = filters;
  const created = Date.parse(job.createdAt);
  return (
    Object.entries(equal).every(([name, value]) => job[name as keyof typeof equal] === value) &&
    (createdFrom === undefined || created >= Date.parse(createdFrom)) &&
    (createdBefore === undefined || created < Date.parse(createdBefore))
  );
}

/**
 * Number of jobs with these statuses that match the filters. undefined: unknown, because the server counts jobs only by
 * status and type.
 */
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
