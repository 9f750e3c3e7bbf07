/**
 * Start-time fair queueing over organizations, weighted by the shares of their plans. Pure.
 *
 * Each message gets a virtual start time, and the queue fetches the lowest one first. An organization's next virtual start time follows
 * its last one at a distance of its cost, but never lies before the virtual time of the queue. So organizations with a backlog
 * alternate, whatever its size, and an organization with a single job is next. An idle organization saves up nothing.
 */
import type { Priority } from "../handlers/types.ts";

/** Where an organization stands in the queue. */
export interface OrgInQueue {
  /** Messages that are due and jobs that run. */
  admitted: number;
  /** The virtual start time of its next message. */
  nextStart: number;
  /**
   * The virtual start time of its next message of high priority. Such a message overtakes the organization's own messages. Its cost is
   * added to `nextStart` too, so it takes nothing from other organizations.
   */
  nextHighStart: number;
  /** How many of its jobs run for each job of an organization with share 1. */
  share: number;
}

/** The cost of one job with share 1, in virtual time. The shares from 1 to 6 divide it, so they are exact. */
export const costPerJob = 60;

/** Gives the next message of this priority its virtual start time. `virtualTime`: the latest virtual start time that was fetched. */
export function takeVirtualStart<Org extends OrgInQueue>(
  org: Org,
  priority: Priority,
  virtualTime: number,
): { virtualStart: number; org: Org } {
  const admitted = org.admitted + 1;
  const cost = Math.floor(costPerJob / org.share);
  const nextStart = Math.max(org.nextStart, virtualTime) + cost;
  if (priority !== "high") return { virtualStart: nextStart - cost, org: { ...org, admitted, nextStart } };
  const virtualStart = Math.max(org.nextHighStart, virtualTime);
  return { virtualStart, org: { ...org, admitted, nextStart, nextHighStart: virtualStart + cost } };
}
