import type pg from "pg";
import { withAllOrgs, withAllOrgsByKeys } from "../../db/org-scope.ts";
import { removeEnded } from "./jobs-table.ts";
import { dropOldRuns } from "./system/system-runs.ts";

/** Maximum number of jobs that one statement finds, and that one transaction removes. */
const most = { found: 10_000, removed: 500 };

/**
 * Removes jobs after the retention of their organization's plan, with their attempts and logs.
 *
 * A job's id starts with its creation time, and no job ends before that. So the index by status finds the candidates per organization. An
 * organization without old jobs costs three index lookups.
 */
export async function pruneJobs(pool: pg.Pool, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const { rows } = await withAllOrgs(pool, (tx) => tx.sql(oldJobsQuery, [now, most.found]));
    const ended = rows as Parameters<typeof removeEnded>[1];
    for (let at = 0; at < ended.length && !signal.aborted; at += most.removed)
      removed += await withAllOrgsByKeys(pool, (tx) => removeEnded(tx, ended.slice(at, at + most.removed)));
    if (ended.length < most.found) break;
  }
  return removed;
}

export const oldJobsQuery = `
  select old.org_id as "orgId", old.id, old.ended_at as "endedAt"
    from orgs join plans on plans.name = orgs.plan
   cross join lateral (values ('completed', completed_days), ('failed', failed_days), ('cancelled', cancelled_days))
              as kept (status, days)
   cross join lateral (select $1::timestamptz - make_interval(days => kept.days) as before) as bound
   cross join lateral (
     select org_id, id, ended_at from ended_jobs
      where ended_jobs.org_id = orgs.id and ended_jobs.status = kept.status and ended_at < bound.before
        and id < (lpad(to_hex((extract(epoch from bound.before) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
      order by ended_jobs.id limit $2) as old
   limit $2`;

/** Removes expired idempotency keys. */
export async function pruneKeys(pool: pg.Pool, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const { rowCount } = await withAllOrgs(pool, (tx) =>
      tx.sql(
        `delete from idempotency_keys where (org_id, key) in (
           select org_id, key from idempotency_keys where expires_at < $1 limit $2 for update skip locked)`,
        [now, most.removed],
      ),
    );
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < most.removed) break;
  }
  return removed;
}

/** Removes old runs of all system job schedules. Workers remove old runs only of the schedules whose runs they end. */
export const pruneRuns = (pool: pg.Pool): Promise<number> => withAllOrgs(pool, (tx) => dropOldRuns(tx));
