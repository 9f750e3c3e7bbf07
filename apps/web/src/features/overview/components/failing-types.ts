import type { JobSummary, JobType } from "@gaffer/client";

/** A job type whose jobs started to fail, or fail more often than before. */
export interface FailingType {
  type: JobType;
  /** Number of failed jobs created at or after `since`. */
  count: number;
  since: Date;
  /** Number of failed jobs created in a period of the same length before `since`. */
  before: number;
}

interface Span {
  /** Start of the period. */
  from: Date;
  to: Date;
  /** Maximum number of failed jobs that were read. If it is reached, older failed jobs may be missing. */
  limit: number;
}

/** Minimum number of failed jobs of a reported job type. A single failed job is ignored. */
const minFailures = 2;

/**
 * Finds the job types with more failed jobs in the newer half of the period than in the older half, by creation time of
 * the jobs. Returns the type with the most failed jobs first. If the read jobs don't reach back to the start of the
 * period, compares the halves of the time that they cover.
 *
 * @param failed failed jobs, newest first
 */
export function findFailingTypes(failed: readonly JobSummary[], { from, to, limit }: Span): FailingType[] {
  const oldest = failed.length < limit ? undefined : failed.at(-1);
  const start = Math.max(from.getTime(), oldest ? Date.parse(oldest.createdAt) : 0);
  const middle = (start + to.getTime()) / 2;
  const counts = new Map<JobType, { newer: number; older: number }>();
  for (const { type, createdAt } of failed) {
    const at = Date.parse(createdAt);
    if (at < start) continue;
    const count = counts.get(type) ?? { newer: 0, older: 0 };
    counts.set(type, count);
    if (at >= middle) count.newer += 1;
    else count.older += 1;
  }
  return [...counts]
    .filter(([, { newer, older }]) => newer >= minFailures && newer > older)
    .map(([type, { newer, older }]) => ({ type, count: newer, since: new Date(middle), before: older }))
    .toSorted((a, b) => b.count - a.count);
}
