/** Statements of permits: which parked jobs need one, and its row. `startParked` in `jobs-table.ts` uses permits. */
import type { Transaction } from "../../db/org-scope.ts";
import { joinPlan, mostAdmittedSql } from "./admission/in-flight-counters.ts";
import type { Priority } from "./handlers/types.ts";
import { isExpired } from "./job-rows.ts";
import { type OutgoingPermit, type QueuedType, queuedTypeOfJob } from "./queue/message.ts";
import { admissionState } from "./states.ts";

/** The next parked jobs of an organization with one type and priority, in the order in which they start. */
export interface ParkedJobs {
  orgId: string;
  queuedType: QueuedType;
  priority: Priority;
  /** Number of jobs among the organization's next ones. */
  jobs: number;
  /** Number of jobs of this queue that permits may already start. */
  permitted: number;
}

/**
 * Maximum number of parked jobs of an organization that are read at once. If permits cover that many, no more are needed
 * now.
 */
const mostRead = 1_000;

/** Reads the next parked jobs of each organization that has room, at most as many as the organization may have admitted. */
export async function readParked(
  tx: Transaction,
  orgIds: readonly string[],
  { orgLimit, now }: { orgLimit: number; now: Date },
): Promise<ParkedJobs[]> {
  const { rows } = await tx.sql(
    `select parked.org_id as "orgId", queued_type as "queuedType", priority, count(*)::int as jobs,
            coalesce((select sum(places)::int from permits
                       where permits.org_id = parked.org_id and permits.queued_type = parked.queued_type), 0) as permitted
       from org_loads ${joinPlan}
      cross join lateral (
              select open_jobs.org_id, priority, ${queuedTypeOfJob} as queued_type, row_number() over () as place
                from (select * from open_jobs
                       where open_jobs.org_id = org_loads.org_id and admission = '${admissionState.parked}'
                         and not ${isExpired("$3")}
                       order by priority_rank, id limit least(${mostAdmittedSql("$2")}, $4)) as open_jobs
            ) as parked
      where org_loads.org_id = any($1::uuid[]) and org_loads.admitted < ${mostAdmittedSql("$2")}
      group by parked.org_id, queued_type, priority order by parked.org_id, min(place)`,
    [orgIds, orgLimit, now, mostRead],
  );
  return rows as ParkedJobs[];
}

/** Inserts permits. Their messages have the same ids. */
export async function insertPermits(tx: Transaction, permits: readonly OutgoingPermit[]): Promise<void> {
  await tx.sql(
    `insert into permits (org_id, id, queued_type, places)
     select "orgId", id, "queuedType", places
       from json_to_recordset($1) as permit ("orgId" uuid, id uuid, "queuedType" text, places int)`,
    [JSON.stringify(permits)],
  );
}
