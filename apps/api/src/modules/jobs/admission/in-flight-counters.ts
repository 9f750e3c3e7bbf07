/**
 * In-flight counters of organizations (table `org_loads`): the numbers of open and admitted jobs, and the virtual start
 * time of the next message.
 *
 * Transactions change the counters by differences, sent together with the commit where possible, so that they don't
 * wait for each other.
 */
import { isUnexpected } from "../../../db/commit-only-if.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { admissionState } from "../states.ts";
import type { OrgInQueue } from "./fair-queueing.ts";

export interface OrgCounters extends OrgInQueue {
  /** Number of open jobs. */
  open: number;
  /** The plan's limit of open jobs. null: unlimited. */
  openJobs: number | null;
  /** The plan's limit of admitted jobs; 0 while the organization is suspended. null: only the installation's limit applies. */
  runningJobs: number | null;
}

export interface Counters {
  byOrg: Map<string, OrgCounters>;
  /** The latest virtual start time that was fetched. */
  virtualTime: number;
}

/**
 * Where a transaction gets the counters for its decision. `memory`: as this process last saw them. `table`: it reads
 * them. `lock`: it reads and locks them. The commit checks the decision (`commit_only_if`); it can't fail the check if the
 * counters are locked.
 */
export type CountersFrom = "memory" | "table" | "lock";

/**
 * Runs a transaction that decides by counters, first without reading or locking them, so that it takes one round trip
 * and concurrent transactions don't wait. Runs the transaction again if the commit finds that another transaction has
 * changed what the decision is based on.
 */
export async function retryUnexpected<Result>(transact: (counters: CountersFrom) => Promise<Result>): Promise<Result> {
  for (const counters of ["memory", "table"] as const) {
    try {
      return await transact(counters);
    } catch (error) {
      if (!isUnexpected(error)) throw error;
    }
  }
  return transact("lock");
}

/** Joins the limits of an organization's plan to its row of `org_loads`. */
export const joinPlan = "join orgs on orgs.id = org_loads.org_id join plans on plans.name = orgs.plan";

/**
 * SQL of an organization's maximum number of admitted jobs, after `joinPlan`. A suspended organization admits none.
 *
 * @param orgLimit SQL of the installation's limit
 */
export const mostAdmittedSql = (orgLimit: string) =>
  `case when orgs.suspended_at is null then least(${orgLimit}, plans.running_jobs) else 0 end`;

/**
 * Reads the counters of these organizations and inserts missing ones. `lock`: locks them until the end of the
 * transaction, in the order of ids to prevent deadlocks.
 */
export async function readCounters(
  tx: Transaction,
  orgIds: readonly string[],
  { lock = false } = {},
): Promise<Counters> {
  const wanted = [...new Set(orgIds)];
  const { rows } = await tx.sql(
    `select org_id as "orgId", admitted, next_start::float8 as "nextStart", next_high_start::float8 as "nextHighStart",
            open, share, open_jobs as "openJobs",
            case when orgs.suspended_at is null then running_jobs else 0 end as "runningJobs",
            (select virtual_time::float8 from fair_queue) as "virtualTime"
       from org_loads ${joinPlan} where org_id = any($1::uuid[]) order by org_id ${lock ? "for update of org_loads" : ""}`,
    [wanted],
  );
  if (rows.length < wanted.length) {
    await tx.sql("insert into org_loads (org_id) select unnest($1::uuid[]) order by 1 on conflict do nothing", [
      wanted,
    ]);
    return readCounters(tx, wanted, { lock });
  }
  const byOrg = new Map(rows.map(({ orgId, virtualTime: _, ...org }) => [orgId as string, org as OrgCounters]));
  return { byOrg, virtualTime: rows[0]?.virtualTime ?? 0 };
}

/** Maximum number of admitted jobs of an organization. `orgLimit`: the installation's limit. */
export const mostAdmitted = ({ runningJobs }: Pick<OrgCounters, "runningJobs">, orgLimit: number) =>
  Math.min(runningJobs ?? orgLimit, orgLimit);

/**
 * SQL condition for a row of `org_loads`: the organization may have parked jobs without a permit. Open jobs that aren't
 * admitted are parked or delayed. False while stale messages hide such jobs; the worker that drops the messages permits
 * the jobs.
 */
export const mayBeParked = `(org_loads.open > org_loads.admitted and exists (
  select from open_jobs where open_jobs.org_id = org_loads.org_id and admission = '${admissionState.parked}'))`;

export interface Room {
  orgLimit: number;
  /** Organizations whose jobs were parked, because they had no room. */
  crowded?: ReadonlySet<string>;
}

/**
 * Adds the difference between `before` and the current counters. Fails the commit in three cases (`isUnexpected`):
 * - The limits no longer allow the jobs.
 * - A job was parked, but there is room now. The transaction that made the room couldn't see the job.
 * - The reconciler has rebased the virtual time.
 * Never fails it for locked counters. Checks only the limits that this request consumes: an organization may already
 * exceed a limit that was lowered.
 */
export async function addToCounters(
  tx: Transaction,
  before: Counters,
  after: Counters,
  { orgLimit, crowded = new Set() }: Room,
): Promise<void> {
  const taken = [...after.byOrg]
    .map(([orgId, org]) => ({
      orgId,
      ...differenceOf(before.byOrg.get(orgId) as OrgCounters, org, before.virtualTime),
      crowded: crowded.has(orgId),
    }))
    .filter(({ admitted, open }) => admitted > 0 || open > 0);
  if (taken.length === 0) return;
  await tx.sql(
    `with taken as (
       select * from json_to_recordset($1) as taken ("orgId" uuid, admitted int, open int, "from" bigint, cost bigint,
                                 "highFrom" bigint, "highCost" bigint, crowded bool)
     ), locked as materialized (
       select org_id, ${mostAdmittedSql("$4")} as most_admitted, plans.open_jobs as most_open
         from org_loads ${joinPlan} where org_id in (select "orgId" from taken) order by org_id for update of org_loads
     ), added as (
       update org_loads set admitted = org_loads.admitted + taken.admitted,
              open = org_loads.open + taken.open,
              next_start = greatest(next_start, taken."from") + taken.cost,
              next_high_start = greatest(next_high_start, taken."highFrom") + taken."highCost"
         from locked join taken on taken."orgId" = locked.org_id
        where org_loads.org_id = locked.org_id
          and (taken.admitted = 0 or org_loads.admitted + taken.admitted <= most_admitted)
          and (not taken.crowded or org_loads.admitted + taken.admitted >= most_admitted)
          and (taken.open = 0 or most_open is null or org_loads.open + taken.open <= most_open)
          and (select fair_queue.virtual_time from fair_queue) >= $2
       returning 1
     )
     select commit_only_if(count(*) = $3) from added`,
    [JSON.stringify(taken), before.virtualTime, taken.length, orgLimit],
  );
}

/**
 * The difference between two states of the counters. Differences are added, so that concurrent transactions both count.
 */
function differenceOf(before: OrgCounters, after: OrgCounters, virtualTime: number) {
  const took = after.admitted > before.admitted;
  const from = Math.max(before.nextStart, virtualTime);
  const highFrom = Math.max(before.nextHighStart, virtualTime);
  const tookHigh = after.nextHighStart > before.nextHighStart;
  return {
    admitted: after.admitted - before.admitted,
    open: after.open - before.open,
    from: took ? from : 0,
    cost: took ? after.nextStart - from : 0,
    highFrom: tookHigh ? highFrom : 0,
    highCost: tookHigh ? after.nextHighStart - highFrom : 0,
  };
}

/** Numbers of jobs that stop being admitted (`left`) and open (`ended`), by organization. Negative: jobs that start. */
export interface Freed {
  left?: ReadonlyMap<string, number>;
  ended?: ReadonlyMap<string, number>;
}

/** Counts rows per organization. */
export function countByOrg(rows: readonly { orgId: string }[]): Map<string, number> {
  return new Map([...Map.groupBy(rows, ({ orgId }) => orgId)].map(([orgId, ofOrg]) => [orgId, ofOrg.length]));
}

/** Subtracts these numbers from the counters and locks the counters until the end of the transaction. */
export async function subtractFromCounters(
  tx: Transaction,
  { left = new Map(), ended = new Map() }: Freed,
): Promise<void> {
  const freed = [...new Set([...left.keys(), ...ended.keys()])].map((orgId) => ({
    orgId,
    left: left.get(orgId) ?? 0,
    ended: ended.get(orgId) ?? 0,
  }));
  await tx.sql(
    `with freed as (
       select * from json_to_recordset($1) as freed ("orgId" uuid, "left" int, ended int)
     ), locked as materialized (
       select org_id from org_loads where org_id in (select "orgId" from freed) order by org_id for update
     )
     update org_loads set admitted = greatest(0, org_loads.admitted - freed."left"),
            open = greatest(0, org_loads.open - freed.ended)
       from locked join freed on freed."orgId" = locked.org_id where org_loads.org_id = locked.org_id`,
    [JSON.stringify(freed)],
  );
}

/**
 * Subtracts as `subtractFromCounters` does. Fails the commit if one of the organizations then has room and a parked job. The check is a statement of its own, so that it sees jobs that were parked while the first one waited for
 * the lock.
 */
export async function subtractUnlessParked(tx: Transaction, freed: Freed, orgLimit: number): Promise<void> {
  const orgIds = [...(freed.left?.keys() ?? [])];
  const subtracting = subtractFromCounters(tx, freed);
  const checking = tx.sql(
    `select commit_only_if(not exists (
       select from org_loads ${joinPlan}
        where org_id = any($1::uuid[]) and admitted < ${mostAdmittedSql("$2")} and ${mayBeParked}))`,
    [orgIds, orgLimit],
  );
  await Promise.all([subtracting, checking]);
}
