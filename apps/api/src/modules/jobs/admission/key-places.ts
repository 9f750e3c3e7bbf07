/** SQL of the places of concurrency keys. `key`: the name of a relation with `org_id` and `concurrency_key`. */
import type { JobRow } from "../job-rows.ts";
import { admissionState } from "../states.ts";

/** What identifies a key: its organization and its text. null: the job has no key. */
export type KeyedJob = Pick<JobRow, "orgId" | "concurrencyKey">;

/** Maximum number of places of a key, as in the contract. */
const mostPlaces = 1_000;

/** SQL of the number of places of a key that are taken. */
export const takenPlaces = (key: string) => `
  (select count(*)::int from (
     select from open_jobs
      where open_jobs.org_id = ${key}.org_id and open_jobs.concurrency_key = ${key}.concurrency_key
        and open_jobs.admission in ('${admissionState.admitted}', '${admissionState.parked}')
      limit ${mostPlaces}) as taken)`;

/** SQL of the held jobs of a key, in the order in which they get places: by priority, then by age. */
export const heldInOrder = (key: string) => `
  from open_jobs
 where open_jobs.org_id = ${key}.org_id and open_jobs.concurrency_key = ${key}.concurrency_key
   and open_jobs.admission = '${admissionState.held}'
 order by priority_rank, id`;

/**
 * SQL of the `ctid`s of a key's held jobs that get a place now. The first one's limit bounds how many rows are read. A
 * job gets a place only within its own limit and the limits of the jobs before it.
 */
export const releasable = (key: string) => `
  select place from (
    select place, taken + row_number() over in_order as number, min(concurrency_limit) over in_order as most
      from (select ${takenPlaces(key)} as taken offset 0) as now
     cross join lateral (
             select ctid as place, concurrency_limit, priority_rank, id ${heldInOrder(key)}
              limit greatest(0, (select concurrency_limit ${heldInOrder(key)} limit 1) - taken)
           ) as next
    window in_order as (order by priority_rank, id)
  ) as placed
  where number <= most`;
