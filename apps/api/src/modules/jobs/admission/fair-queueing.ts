/**
 * Start-time fair queueing over organizations, weighted by the shares of their plans. Pure.
 *
 * Each message gets a virtual start time, and the queue fetches the lowest one first. An organization's next virtual
 * start time is its last one plus the cost of a job, but at least the queue's virtual time. So organizations with a
 * backlog alternate, whatever its size, and an organization with a single job is next. An idle organization accumulates
 * no credit.
 */
import type { Priority } from "../handlers/types.ts";

/** State of an organization in the queue. */
export interface OrgInQueue {
  /** Number of due messages and running jobs. */
  admitted: number;
  /** Virtual start time of its next message. */
  nextStart: number;
  /**
   * Virtual start time of its next high-priority message, which overtakes the organization's own messages. Its cost is
   * added to `nextStart` too, so other organizations lose nothing.
   */
  nextHighStart: number;
  /** Share of its plan: the number of its jobs that run for each job of an organization with share 1. */
  share: number;
}

/** Cost of one job with share 1, in virtual time. Divisible by the shares 1 to 6, so that their costs are exact. */
export const costPerJob = 60;

/** What a job of an organization with this share costs, in virtual time. */
export const costOf = (share: number) => Math.floor(costPerJob / share);

/**
 * Takes and returns the virtual start time of the organization's next message of this priority. `virtualTime`: the
 * latest virtual start time that was fetched.
 */
export function takeVirtualStart<Org extends OrgInQueue>(
  org: Org,
  priority: Priority,
  virtualTime: number,
): { virtualStart: number; org: Org } {
  const admitted = org.admitted + 1;
  const cost = costOf(org.share);
  const nextStart = Math.max(org.nextStart, virtualTime) + cost;
  if (priority !== "high") return { virtualStart: nextStart - cost, org: { ...org, admitted, nextStart } };
  const virtualStart = Math.max(org.nextHighStart, virtualTime);
  return { virtualStart, org: { ...org, admitted, nextStart, nextHighStart: virtualStart + cost } };
}
