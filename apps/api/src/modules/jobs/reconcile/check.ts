import type { Transaction } from "../../../db/org-scope.ts";

/** What can be wrong between the rows of jobs, the queue's messages and the counts of organizations. */
export const findings = [
  /** A row says that it has a message, and the queue knows none. */
  "message_missing",
  /** The row's message was cancelled, has expired or was taken in the queue, past the row. */
  "message_ended",
  /** A message belongs to a run that no row knows of. */
  "row_missing",
  /** The message of a job that was cancelled before it ran: a cancel leaves it behind, so it is no sign of trouble. */
  "message_stale",
  /** What `org_loads` counts isn't what there is. */
  "load_wrong",
  /** An organization has jobs waiting beside free room. */
  "jobs_stranded",
] as const;

export type Finding = (typeof findings)[number];

/**
 * One kind of comparison. Rows and messages change together, so what one statement sees disagree is wrong; but somebody
 * may have settled it by the time it is locked, so `settle` looks again under its locks.
 */
export interface Check<Found = unknown> {
  /** Looks without locks. */
  find(tx: Transaction, limit: number): Promise<Found[]>;
  /** Settles those that are still as they were found, and says for each what it was. */
  settle(tx: Transaction, found: readonly Found[]): Promise<Finding[]>;
}
