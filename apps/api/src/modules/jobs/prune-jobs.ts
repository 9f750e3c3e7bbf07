import type pg from "pg";
import { withAllOrgs, withAllOrgsByKeys } from "../../db/org-scope.ts";
import { type PrunePosition, pruneStart, removeOld } from "./job-changes.ts";
import { dropOldRuns } from "./system/system-runs.ts";

/** Maximum numbers of jobs and of keys that one transaction removes. */
const most = { jobs: 1_000, keys: 500 };

/**
 * Removes jobs after the retention of their organization's plan, with their attempts and logs. Each statement continues
 * after the jobs of the one before, so it doesn't read their index entries again.
 */
export async function pruneJobs(pool: pg.Pool, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  let next: PrunePosition | null = pruneStart;
  while (next && !signal.aborted) {
    const after: PrunePosition = next;
    const batch = await withAllOrgsByKeys(pool, (tx) => removeOld(tx, { now, limit: most.jobs, after }));
    removed += batch.removed;
    next = batch.next;
  }
  return removed;
}

/** Removes expired idempotency keys. */
export async function pruneKeys(pool: pg.Pool, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const { rowCount } = await withAllOrgs(pool, (tx) =>
      tx.sql(
        `delete from idempotency_keys where (org_id, key) in (
           select org_id, key from idempotency_keys where expires_at < $1 limit $2 for update skip locked)`,
        [now, most.keys],
      ),
    );
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < most.keys) break;
  }
  return removed;
}

/** Removes old runs of all system job schedules. Workers remove old runs only of the schedules whose runs they end. */
export const pruneRuns = (pool: pg.Pool): Promise<number> => withAllOrgs(pool, (tx) => dropOldRuns(tx));
