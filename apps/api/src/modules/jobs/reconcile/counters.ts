/**
 * Checks of the in-flight counters: they must match the rows, and an organization with room must have no parked jobs.
 */
import type { Transaction } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { joinPlan, mostAdmittedSql, readCounters } from "../admission/in-flight-counters.ts";
import * as permitsTable from "../permits-table.ts";
import { admissionState } from "../states.ts";
import type { Check, Finding } from "./check.ts";
import { unmatchedMessages } from "./messages-without-row.ts";

interface WrongCounters {
  orgId: string;
  /** Number of admitted jobs minus the counter of admitted jobs. */
  uncounted: number;
  /** Number of open jobs minus the counter of open jobs. */
  uncountedOpen: number;
}

/**
 * Counts jobs again. Admitted: due messages, running jobs, places of permits, and stale messages of cancelled jobs,
 * whose room is freed when they are removed. Open: all pending and running jobs.
 *
 * Every transaction that changes these numbers locks the counters before it commits, so a recount under the lock is
 * exact.
 */
export function wrongCounters({ admission }: Pick<Services, "admission">): Check<WrongCounters> {
  const among = async (tx: Transaction, limit: number, orgIds?: string[]) => {
    const { rows } = await tx.sql(
      `with part as (
         select org_id, count(*) filter (where admission = 'admitted') as admitted, count(*) as open
           from open_jobs group by org_id
          union all
         select message.org_id, count(*), 0 from ${unmatchedMessages} and not message.delayed group by message.org_id
          union all
         select org_id, sum(places), 0 from permits group by org_id
       ), recount as (
         select org_id, sum(admitted) as admitted, sum(open) as open
           from part where exists (select from orgs where id = org_id) group by org_id
       ), compared as (
         select org_id, coalesce(recount.admitted, 0) - coalesce(counted.admitted, 0) as admitted,
                coalesce(recount.open, 0) - coalesce(counted.open, 0) as open
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

/**
 * Finds organizations with room and parked jobs without a permit. Causes: a parked job was locked when another job
 * ended, or the plan changed.
 */
export function strandedJobs({ admission, now }: Pick<Services, "admission" | "now">): Check<{ orgId: string }> {
  const { orgLimit } = admission;
  const among = async (tx: Transaction, orgIds: readonly string[]) => {
    const parked = await permitsTable.readParked(tx, orgIds, { orgLimit, now: now() });
    return [...Map.groupBy(parked, ({ orgId }) => orgId)].flatMap(([orgId, ofOrg]) => {
      const byQueue = [...Map.groupBy(ofOrg, ({ queuedType }) => queuedType).values()];
      const isStranded = byQueue.some(
        (parts) => parts.reduce((total, { jobs }) => total + jobs, 0) > (parts[0]?.permitted ?? 0),
      );
      return isStranded ? [{ orgId }] : [];
    });
  };
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select org_id as id from org_loads ${joinPlan}
          where admitted < ${mostAdmittedSql("$2")}
            and exists (select from open_jobs where open_jobs.org_id = org_loads.org_id and admission = '${admissionState.parked}')
          limit $1`,
        [limit, orgLimit],
      );
      return among(
        tx,
        rows.map(({ id }) => id),
      );
    },
    async settle(tx, found) {
      const stranded = await among(tx, await lockCounters(tx, found));
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
