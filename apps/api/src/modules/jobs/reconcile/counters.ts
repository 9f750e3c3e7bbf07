/** Checks of the in-flight counters: whether they count what there is, and whether they have room beside parked jobs. */
import type { Transaction } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { joinPlan, readCounters } from "../admission/in-flight-counters.ts";
import { admissionState } from "../states.ts";
import type { Check, Finding } from "./check.ts";
import { unmatchedMessages } from "./messages-without-row.ts";

interface WrongCounters {
  orgId: string;
  /** How many more jobs are admitted than are counted. Negative: how many fewer. */
  uncounted: number;
  /** The same for open jobs. */
  uncountedOpen: number;
}

/**
 * Counts again. Admitted are the jobs whose message is due or that run, and the messages that a cancel left in the queue: their
 * place is free when they are removed. Open are all pending and running jobs, parked and delayed ones too.
 *
 * A transaction that changes what is counted locks the counters before it commits, so the recount under the lock is exact.
 */
export function wrongCounters({ admission }: Pick<Services, "admission">): Check<WrongCounters> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `with part as (
         select org_id, count(*) filter (where admission = 'admitted') as admitted, count(*) as open from jobs
          where status = 'pending' group by org_id
          union all
         select org_id, count(*) filter (where admission = 'admitted'), count(*) from jobs
          where status = 'processing' group by org_id
          union all
         select message.org_id, count(*), 0 from ${unmatchedMessages} and not message.delayed group by message.org_id
       ), recount as (
         select org_id, sum(admitted) as admitted, sum(open) as open
           from part where exists (select from orgs where id = org_id) group by org_id
       ), compared as (
         select org_id, coalesce(recount.admitted, 0) - coalesce(counted.admitted, 0) as admitted,
                coalesce(recount.open, 0) - coalesce(counted.unended, 0) as open
           from org_loads as counted full join recount using (org_id)
       )
       select org_id as "orgId", admitted::int as uncounted, open::int as "uncountedOpen" from compared
        where (admitted <> 0 or open <> 0) and ($2::uuid[] is null or org_id = any ($2))
        limit $1`,
      [limit, orgIds],
    );
    return rows as WrongCounters[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const wrong = await among(tx, found.length, await lockCounters(tx, found));
      await admission.admitParked(tx, {
        left: new Map(wrong.map(({ orgId, uncounted }) => [orgId, -uncounted])),
        ended: new Map(wrong.map(({ orgId, uncountedOpen }) => [orgId, -uncountedOpen])),
      });
      return wrong.map((): Finding => "load_wrong");
    },
  };
}

/** Organizations with room beside parked jobs: a job left while its successor was locked, or the plan changed. */
export function strandedJobs({ admission }: Pick<Services, "admission">): Check<{ orgId: string }> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `select org_id as "orgId" from org_loads ${joinPlan}
        cross join lateral (select from jobs where jobs.org_id = org_loads.org_id and status = 'pending' and admission = '${admissionState.parked}' limit 1) as parked
        where admitted < least($2, running_jobs) and ($3::uuid[] is null or org_id = any ($3))
        limit $1`,
      [limit, admission.orgLimit, orgIds],
    );
    return rows as { orgId: string }[];
  };
  return {
    find: (tx, limit) => among(tx, limit),
    async settle(tx, found) {
      const stranded = await among(tx, found.length, await lockCounters(tx, found));
      await admission.admitParked(tx, { left: new Map(stranded.map(({ orgId }) => [orgId, 0])) });
      return stranded.map((): Finding => "jobs_stranded");
    },
  };
}

async function lockCounters(tx: Transaction, found: readonly { orgId: string }[]): Promise<string[]> {
  const orgIds = found.map(({ orgId }) => orgId);
  await readCounters(tx, orgIds, { lock: true });
  return orgIds;
}
