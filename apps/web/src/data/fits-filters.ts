import type { JobSummary } from "@gaffer/client";
import type { JobFilters } from "./jobs.ts";

/** Whether the API would list this job with these filters. A missing filter matches every job. */
export function fitsFilters(job: JobSummary, filters: JobFilters): boolean {
  const { createdFrom, createdBefore, ...equal } = filters;
  const created = Date.parse(job.createdAt);
  return (
    Object.entries(equal).every(([name, value]) => job[name as keyof typeof equal] === value) &&
    (createdFrom === undefined || created >= Date.parse(createdFrom)) &&
    (createdBefore === undefined || created < Date.parse(createdBefore))
  );
}
