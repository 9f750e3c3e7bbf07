/**
 * Numbers of ended jobs, so that statistics don't count rows. Triggers of `ended_jobs` append each change to
 * `job_count_changes`, and the reconciler folds the changes into `job_totals` and `job_slices` once a minute.
 */
import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";

/** Length of the time slices of `job_slices`, in seconds. The migrations' function `job_slice` has the same value. */
export const sliceSeconds = 30 * 60;

/** How long a slice is kept, in seconds. A timeline reads seven days. */
const keptSeconds = 8 * 24 * 60 * 60;

const firstKept = (now: Date) => Math.floor((now.getTime() / 1000 - keptSeconds) / sliceSeconds);

/** Maximum number of changes that one transaction folds. */
const mostFolded = 10_000;

/**
 * Moves all changes to the totals and slices. A sum of both is the same before and after each transaction. The order of
 * the inserts prevents deadlocks between processes.
 */
export async function foldCounts(pool: pg.Pool, now: Date, signal?: AbortSignal): Promise<void> {
  let folded = mostFolded;
  while (folded === mostFolded && !signal?.aborted) {
    const { rows } = await withAllOrgs(pool, (tx) => tx.sql(foldQuery, [mostFolded, firstKept(now)]));
    folded = rows[0].folded;
  }
}

const foldQuery = `
  with folded as (
    delete from job_count_changes
     where ctid = any (array(select ctid from job_count_changes limit $1 for update skip locked)) returning *
  ), totals as (
    insert into job_totals as total (org_id, type, status, jobs)
    select org_id, type, status, sum(jobs) from folded group by org_id, type, status order by org_id, type, status
        on conflict (org_id, type, status) do update set jobs = total.jobs + excluded.jobs
  ), slices as (
    insert into job_slices as counted (org_id, slice, status, jobs)
    select org_id, slice, status, sum(jobs) from folded where slice >= $2 group by org_id, slice, status order by org_id, slice, status
        on conflict (org_id, slice, status) do update set jobs = counted.jobs + excluded.jobs
  )
  select count(*)::int as folded from folded`;

/** Removes slices that no timeline reads. Returns how many it removed. */
export async function pruneSlices(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await withAllOrgs(pool, (tx) =>
    tx.sql("delete from job_slices where slice < $1", [firstKept(now)]),
  );
  return rowCount ?? 0;
}

/** Query of the numbers of ended jobs of the organization `$1`, by type and status. */
export const endedByType = `
  select type, status, sum(jobs) as jobs
    from (select type, status, jobs from job_totals where org_id = $1
           union all
          select type, status, jobs from job_count_changes where org_id = $1) as counted
   group by type, status having sum(jobs) <> 0`;

/** Query of the numbers of ended jobs of the organization `$1`, by status and slice of their creation, from slice `$2` on. */
export const endedBySlice = `
  select slice, status, sum(jobs) as jobs
    from (select slice, status, jobs from job_slices where org_id = $1 and slice >= $2
           union all
          select slice, status, jobs from job_count_changes where org_id = $1 and slice >= $2) as counted
   group by slice, status`;
