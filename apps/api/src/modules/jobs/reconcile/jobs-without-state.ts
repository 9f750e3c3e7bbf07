import type { Transaction } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import * as jobChanges from "../job-changes.ts";
import type { JobKey } from "../job-rows.ts";
import { lockJobs } from "../lock-jobs.ts";
import type { Check, Finding } from "./check.ts";

/** Number of jobs that one statement reads, in descending order of their ids. */
const sliceSize = 5_000;

/** The largest UUID. */
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Open jobs without a row of `open_jobs`: it was deleted by SQL, so that no worker would run them. Each gets a new row.
 *
 * No index finds them, because an index with the status would make the end of each job dearer. But the counter of open
 * jobs still includes them. So the jobs of an organization are read only if its counter exceeds its rows of
 * `open_jobs`, the newest first, until as many are found. This check comes before the one that corrects the counter.
 */
export function jobsWithoutState({ admission, now }: Pick<Services, "admission" | "now">): Check<JobKey> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select org_id as "orgId", org_loads.open - coalesce(counted.open, 0)::int as missing from org_loads
           left join (select org_id, count(*) as open from open_jobs group by org_id) as counted using (org_id)
          where org_loads.open > coalesce(counted.open, 0)`,
      );
      const found: JobKey[] = [];
      for (const { orgId, missing } of rows as { orgId: string; missing: number }[])
        found.push(...(await findInOrg(tx, orgId, Math.min(missing, limit - found.length))));
      return found;
    },

    async settle(tx, found) {
      await lockJobs(tx, found);
      const recreated = await jobChanges.recreateStates(tx, found, now());
      await releaseHeld(tx, recreated);
      await admission.admitParked(tx, { left: new Map(recreated.map(({ orgId }) => [orgId, 0])) });
      return recreated.map((): Finding => "state_missing");
    },
  };
}

async function findInOrg({ sql }: Transaction, orgId: string, limit: number): Promise<JobKey[]> {
  const found: JobKey[] = [];
  for (let before: string | null = lastId; before !== null && found.length < limit; ) {
    const { rows } = await sql(
      `with slice as materialized (
         select id, status from jobs where org_id = $1 and id < $2 order by id desc limit ${sliceSize}
       )
       select (select id from slice order by id limit 1) as before,
              array(select id::text from slice
                     where status is null and not exists (select from open_jobs where org_id = $1 and open_jobs.id = slice.id)) as lost`,
      [orgId, before],
    );
    const [slice] = rows as [{ before: string | null; lost: string[] }];
    before = slice.before;
    found.push(...slice.lost.map((jobId) => ({ orgId, jobId })));
  }
  return found.slice(0, limit);
}
