/** What was told of jobs lately. An answer that was on its way meanwhile may say how they were before. */
import type { JobSummary } from "@gaffer/client";

interface Told {
  job: JobSummary;
  at: number;
}

/** Longer than an answer takes. */
const keptMs = 60_000;
const told = new Map<string, Told>();

export function rememberTold(jobs: readonly JobSummary[]): void {
  const at = performance.now();
  for (const [id, earlier] of told) {
    // In the order in which they were told.
    if (earlier.at > at - keptMs) break;
    told.delete(id);
  }
  for (const job of jobs) {
    told.delete(job.id);
    told.set(job.id, { job, at });
  }
}

/** The organization's jobs that were told of since then, a time of `performance.now()`. */
export function toldSince(orgId: string, time: number): JobSummary[] {
  return [...told.values()].filter(({ job, at }) => at >= time && job.orgId === orgId).map(({ job }) => job);
}
