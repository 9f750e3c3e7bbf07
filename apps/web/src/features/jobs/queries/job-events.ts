/** Recent job events. A response to an earlier request may be older than they are. */
import type { JobSummary } from "@gaffer/client";

interface Told {
  job: JobSummary;
  at: number;
}

/** Longer than a request takes. */
const keptMs = 60_000;
const told = new Map<string, Told>();

export function rememberTold(jobs: readonly JobSummary[]): void {
  const at = performance.now();
  for (const [id, earlier] of told) {
    // In the order of the events.
    if (earlier.at > at - keptMs) break;
    told.delete(id);
  }
  for (const job of jobs) {
    told.delete(job.id);
    told.set(job.id, { job, at });
  }
}

/** The organization's jobs with events since this time of `performance.now()`. */
export function toldSince(orgId: string, time: number): JobSummary[] {
  return [...told.values()].filter(({ job, at }) => at >= time && job.orgId === orgId).map(({ job }) => job);
}
