import type { Transaction } from "../../db/org-scope.ts";
import { cancelLocked } from "../jobs/cancel-job.ts";
import type { FollowJobs } from "../jobs/follow-jobs.ts";

/** So many are cancelled in one transaction. */
const most = 500;

/**
 * Cancels jobs of the organization that haven't ended, and says how many. What is in other hands at this moment is left to
 * the next time, and none: there is nothing left that could be.
 */
export async function cancelUnendedJobs(
  tx: Transaction,
  follow: FollowJobs,
  orgId: string,
  now: Date,
): Promise<number> {
  const { rows } = await tx.sql(
    `select org_id as "orgId", id as "jobId" from jobs
      where org_id = $1 and (status = 'pending' or status = 'processing' and cancel_requested_at is null)
      limit $2 for update skip locked`,
    [orgId, most],
  );
  if (rows.length > 0) await cancelLocked(tx, follow, rows as { orgId: string; jobId: string }[], now);
  return rows.length;
}
