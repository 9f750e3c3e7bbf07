import type { Job, JobType } from "@gaffer/client";

/** A type whose jobs started to fail, or fail more often than before. */
export interface FailingType {
  type: JobType;
  /** Number of failed jobs created since then. */
  count: number;
  since: Date;
  /** Number of failed jobs created in the same time before. */
  before: number;
}

interface Span {
  /** Start of the period. */
  from: Date;
  to: Date;
  /** Maximum number of jobs that were read. If it is reached, older ones may be missing. */
  limit: number;
}

/** Minimum number of failures. A single one is ignored. */
const minFailures = 2;

/**
 * Compares failures in the newer and the older half of the period, by creation time. If the known failed jobs don't reach back
 * to its start, compares the halves of the time that they cover.
 *
 * @param failed newest first
 */
export function findFailingTypes(failed: readonly Job[], { from, to, limit }: Span): FailingType[] {
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
