import type { Transaction } from "../../db/org-scope.ts";
import { cancelLocked } from "../jobs/cancel-job.ts";
import { lockCancellable } from "../jobs/jobs-table.ts";

/** The largest number of jobs that one transaction cancels. */
const most = 500;

/** Cancels open jobs of the organization and returns how many. Skips locked rows, so 0 means: there is nothing left that isn't locked. */
export async function cancelOpenJobs(tx: Transaction, orgId: string, now: Date): Promise<number> {
  const locked = await lockCancellable(tx, orgId, most);
  if (locked.length > 0) await cancelLocked(tx, locked, now);
  return locked.length;
}
