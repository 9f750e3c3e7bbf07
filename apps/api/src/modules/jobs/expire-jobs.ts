/** Ends jobs that expire while they wait. A claim ends those whose messages it fetches. */
import { withAllOrgs } from "../../db/org-scope.ts";
import type { Services } from "../../server/services.ts";
import { endWaiting } from "./end-waiting.ts";
import * as jobChanges from "./job-changes.ts";
import { lockExpired } from "./lock-jobs.ts";

/** Maximum number of jobs that one transaction ends. */
const most = 500;

/**
 * Cancels expired jobs and returns how many. Like the message of a cancelled job, their messages stay in the queue until
 * a worker or the reconciler removes them. Several processes may run it at once.
 */
export async function expireJobs({
  workerPool,
  admission,
  now,
}: Pick<Services, "workerPool" | "admission" | "now">): Promise<number> {
  for (let expired = 0; ; ) {
    const found = await withAllOrgs(workerPool, async (tx) => {
      const ended = await jobChanges.expire(tx, await lockExpired(tx, now(), most), now());
      await endWaiting(tx, admission, ended);
      return ended.length;
    });
    expired += found;
    if (found < most) return expired;
  }
}
