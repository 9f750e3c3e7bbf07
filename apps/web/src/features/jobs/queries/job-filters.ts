import type { JobStats, JobStatus, JobSummary, JobType } from "@gaffer/client";

/** Filters of a list of jobs, as in the API and the page's URL. */
export interface JobFilters {
  status?: JobStatus;
  type?: JobType;
  createdBy?: string;
  scheduleId?: string;
  tag?: string;
  /** A name and its value: `customer:4711`. */
  metadata?: string;
  createdFrom?: string;
  createdBefore?: string;
}

/** The filters as the API takes them. */
export function toQuery({ status, type, tag, metadata, ...others }: JobFilters) {
  return {
    ...others,
    ...(status && { status: [status] }),
    ...(type && { type: [type] }),
    ...(tag && { tag: [tag] }),
    ...(metadata && { metadata: [metadata] }),
  };
}

/** Whether the API would list this job with these filters. An absent filter matches every job. */
export function fitsFilters(job: JobSummary, filters: JobFilters): boolean {
  const { createdFrom, createdBefore, tag, metadata, ...equal } = filters;
  const created = Date.parse(job.createdAt);
  return (
    Object.entries(equal).every(([name, value]) => job[name as keyof typeof equal] === value) &&
    (tag === undefined || job.tags.includes(tag)) &&
    (metadata === undefined || Object.entries(job.metadata).some((pair) => pair.join(":") === metadata)) &&
    (createdFrom === undefined || created >= Date.parse(createdFrom)) &&
    (createdBefore === undefined || created < Date.parse(createdBefore))
  );
}

/**
 * Number of jobs with these statuses that match the filters. `stats`: statistics for the filters without the status. undefined:
 * unknown, because more jobs match than the server counts.
 */
export function countJobs(
  stats: JobStats | undefined,
  { status }: JobFilters,
  statuses: readonly JobStatus[],
): number | undefined {
  const wanted = statuses.filter((each) => status === undefined || each === status);
  if (wanted.length === 0) return 0;
  if (!stats || stats.more) return undefined;
  return wanted.reduce((sum, each) => sum + stats.byStatus[each], 0);
}
