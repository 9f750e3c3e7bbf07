/** The counts of `org_loads`, and whether they let in what they have room for. */
import type { Transaction } from "../../../db/org-scope.ts";
import type { Admission } from "../admission.ts";
import { readLoads } from "../org-loads.ts";
import type { Check, Finding } from "./check.ts";
import { unmatchedMessages } from "./messages-without-row.ts";

interface WrongLoad {
  orgId: string;
  /** How many more it has than are counted; less than zero: how many fewer. */
  uncounted: number;
}

/**
 * Counts again. An organization has the jobs that are in line or run, and the messages that a cancel left in line, whose
 * place falls free when they are removed. Whoever changes what is counted locks the load before it commits, so under the
 * lock the recount is exact.
 */
export function wrongLoads(admission: Admission): Check<WrongLoad> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `with part as (
         select org_id, count(*) as jobs from jobs
          where status = 'pending' and admission = 'admitted' group by org_id
          union all
         select org_id, count(*) from jobs where status = 'processing' and admission = 'admitted' group by org_id
          union all
         select message.org_id, count(*) from ${unmatchedMessages} and not message.delayed group by message.org_id
       ), recount as (
         select org_id, sum(jobs) as jobs from part where exists (select from orgs where id = org_id) group by org_id
       )
       select org_id as "orgId", (coalesce(recount.jobs, 0) - coalesce(org_loads.admitted, 0))::int as uncounted
         from org_loads full join recount using (org_id)
        where coalesce(recount.jobs, 0) <> coalesce(org_loads.admitted, 0) and ($2::uuid[] is null or org_id = any ($2))
        limit $1`,
      [limit, orgIds],
    );
    return rows as WrongLoad[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const wrong = await among(tx, found.length, await lockLoads(tx, found));
      await admission.admitWaiting(tx, new Map(wrong.map(({ orgId, uncounted }) => [orgId, -uncounted])));
      return wrong.map((): Finding => "load_wrong");
    },
  };
}

/** Organizations that could have more in line than they have: the last job to leave looked for a successor just while that was locked. */
export function strandedJobs(admission: Admission, orgLimit: number): Check<{ orgId: string }> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `select org_id as "orgId" from org_loads
        cross join lateral (select from jobs where jobs.org_id = org_loads.org_id and status = 'pending' and admission = 'waiting' limit 1) as waiting
        where admitted < $2 and ($3::uuid[] is null or org_id = any ($3))
        limit $1`,
      [limit, orgLimit, orgIds],
    );
    return rows as { orgId: string }[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const stranded = await among(tx, found.length, await lockLoads(tx, found));
      await admission.admitWaiting(tx, new Map(stranded.map(({ orgId }) => [orgId, 0])));
      return stranded.map((): Finding => "jobs_stranded");
    },
  };
}

async function lockLoads(tx: Transaction, found: readonly { orgId: string }[]): Promise<string[]> {
  const orgIds = found.map(({ orgId }) => orgId);
  await readLoads(tx, orgIds, { lock: true });
  return orgIds;
}
