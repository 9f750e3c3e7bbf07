/** The counts of `org_loads`, and whether they let in what they have room for. */
import type { Transaction } from "../../../db/org-scope.ts";
import type { Admission } from "../admission.ts";
import { joinPlan, readLoads } from "../org-loads.ts";
import type { Check, Finding } from "./check.ts";
import { unmatchedMessages } from "./messages-without-row.ts";

interface WrongLoad {
  orgId: string;
  /** How many more are admitted than are counted; less than zero: how many fewer. */
  uncounted: number;
  /** The same for those that haven't ended. */
  uncountedUnended: number;
}

/**
 * Counts again. An organization has the jobs that are in line or run, and the messages that a cancel left in line, whose
 * place falls free when they are removed; and it has those that haven't ended, waiting and delayed ones too. Whoever changes what is counted locks the load before it commits, so under the
 * lock the recount is exact.
 */
export function wrongLoads(admission: Admission): Check<WrongLoad> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `with part as (
         select org_id, count(*) filter (where admission = 'admitted') as admitted, count(*) as unended from jobs
          where status = 'pending' group by org_id
          union all
         select org_id, count(*) filter (where admission = 'admitted'), count(*) from jobs
          where status = 'processing' group by org_id
          union all
         select message.org_id, count(*), 0 from ${unmatchedMessages} and not message.delayed group by message.org_id
       ), recount as (
         select org_id, sum(admitted) as admitted, sum(unended) as unended
           from part where exists (select from orgs where id = org_id) group by org_id
       ), compared as (
         select org_id, coalesce(recount.admitted, 0) - coalesce(counted.admitted, 0) as admitted,
                coalesce(recount.unended, 0) - coalesce(counted.unended, 0) as unended
           from org_loads as counted full join recount using (org_id)
       )
       select org_id as "orgId", admitted::int as uncounted, unended::int as "uncountedUnended" from compared
        where (admitted <> 0 or unended <> 0) and ($2::uuid[] is null or org_id = any ($2))
        limit $1`,
      [limit, orgIds],
    );
    return rows as WrongLoad[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const wrong = await among(tx, found.length, await lockLoads(tx, found));
      await admission.admitWaiting(tx, {
        left: new Map(wrong.map(({ orgId, uncounted }) => [orgId, -uncounted])),
        ended: new Map(wrong.map(({ orgId, uncountedUnended }) => [orgId, -uncountedUnended])),
      });
      return wrong.map((): Finding => "load_wrong");
    },
  };
}

/** Organizations that could have more in line than they have: the last job to leave looked for a successor just while that was locked, or their plan has changed. */
export function strandedJobs(admission: Admission, orgLimit: number): Check<{ orgId: string }> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `select org_id as "orgId" from org_loads ${joinPlan}
        cross join lateral (select from jobs where jobs.org_id = org_loads.org_id and status = 'pending' and admission = 'waiting' limit 1) as waiting
        where admitted < least($2, running_jobs) and ($3::uuid[] is null or org_id = any ($3))
        limit $1`,
      [limit, orgLimit, orgIds],
    );
    return rows as { orgId: string }[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const stranded = await among(tx, found.length, await lockLoads(tx, found));
      await admission.admitWaiting(tx, { left: new Map(stranded.map(({ orgId }) => [orgId, 0])) });
      return stranded.map((): Finding => "jobs_stranded");
    },
  };
}

async function lockLoads(tx: Transaction, found: readonly { orgId: string }[]): Promise<string[]> {
  const orgIds = found.map(({ orgId }) => orgId);
  await readLoads(tx, orgIds, { lock: true });
  return orgIds;
}
