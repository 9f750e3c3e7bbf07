import type { Transaction } from "../../db/org-scope.ts";

/** A job of a schedule, and what it has become. */
export interface ScheduledJobChange {
  orgId: string;
  jobId: string;
  scheduleId: string;
  status: string;
}

/** Hears of jobs of schedules whose status has changed, in the transaction that changed it: their rows are locked by it. */
export type FollowJobs = (tx: Transaction, changed: readonly ScheduledJobChange[]) => Promise<void>;
