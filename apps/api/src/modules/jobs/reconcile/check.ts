import type { Transaction } from "../../../db/org-scope.ts";

/** Differences between the rows of jobs, the queue's messages and the in-flight counters. */
export const findings = [
  /** An open job has no row of `open_jobs`. */
  "state_missing",
  /** The queue doesn't have the message that a row names. */
  "message_missing",
  /** The row's message was cancelled, expired or fetched without a change of the row. */
  "message_ended",
  /** A message belongs to a run that no row names. */
  "row_missing",
  /**
   * The message of a job that was cancelled while pending. A cancellation leaves the message in the queue, so this is
   * normal.
   */
  "message_stale",
  /** The counters in `org_loads` differ from the number of jobs. */
  "load_wrong",
  /** An organization has parked jobs, or a concurrency key has held jobs, although there is room. */
  "jobs_stranded",
] as const;

export type Finding = (typeof findings)[number];

/**
 * One comparison. Rows and messages change in one transaction, so a difference in one snapshot is an error. Another
 * process may repair the difference first, so `settle` compares again under locks.
 */
export interface Check<Found = unknown> {
  /** Finds differences without locks. */
  find(tx: Transaction, limit: number): Promise<Found[]>;
  /** Repairs the differences that still exist. Returns their kinds. */
  settle(tx: Transaction, found: readonly Found[]): Promise<Finding[]>;
}
