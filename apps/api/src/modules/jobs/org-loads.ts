/**
 * What organizations have in the queue, what they may have by their plan, and whose turn it is: the rows that everybody who creates
 * jobs or lets them in has to agree on. They are changed by difference, and together with the commit where that is possible, so that
 * nobody waits for anybody else's work.
 */
import type { Transaction } from "../../db/org-scope.ts";
import type { OrgLoad } from "./fair-share.ts";

export interface Load extends OrgLoad {
  /** Its open jobs. */
  unended: number;
  /** How many those may be; null: as many as there are. */
  queuedJobs: number | null;
  /** How many of them may be in line or running, as the plan says; null: as many as the installation lets anybody have. */
  runningJobs: number | null;
}

export interface Loads {
  byOrg: Map<string, Load>;
  /** The latest turn that was served. */
  served: number;
}

/** What `assert_loads_unchanged` of the migrations fails with. */
const loadsChanged = "GF001";

/** The loads have changed since they were read, and what was decided by them doesn't hold. */
export class LoadsChanged extends Error {}

/** The rows that say what an organization may have, beside its row of `org_loads`. */
export const joinPlan = "join orgs on orgs.id = org_loads.org_id join plans on plans.name = orgs.plan";

/** Reads the loads of these organizations, and begins those that are missing. `lock` keeps them as they are until the end of the transaction, in one order for all. */
export async function readLoads(tx: Transaction, orgIds: readonly string[], { lock = false } = {}): Promise<Loads> {
  const wanted = [...new Set(orgIds)];
  const { rows } = await tx.sql(
    `select org_id as "orgId", admitted, turn::float8 as turn, high_turn::float8 as "highTurn",
            unended, share, queued_jobs as "queuedJobs", running_jobs as "runningJobs",
            (select turn::float8 from queue_turns) as served
       from org_loads ${joinPlan} where org_id = any($1::uuid[]) order by org_id ${lock ? "for update of org_loads" : ""}`,
    [wanted],
  );
  if (rows.length < wanted.length) {
    await tx.sql("insert into org_loads (org_id) select unnest($1::uuid[]) order by 1 on conflict do nothing", [
      wanted,
    ]);
    return readLoads(tx, wanted, { lock });
  }
  const byOrg = new Map(rows.map(({ orgId, served: _, ...load }) => [orgId as string, load as Load]));
  return { byOrg, served: rows[0]?.served ?? 0 };
}

/** How many jobs of an organization may be in line or running: `orgLimit` holds for all of them. */
export const mostAdmitted = ({ runningJobs }: Pick<Load, "runningJobs">, orgLimit: number) =>
  Math.min(runningJobs ?? orgLimit, orgLimit);

export interface Room {
  orgLimit: number;
  /** Organizations of which jobs are left waiting, because there was no more room. */
  crowded?: ReadonlySet<string>;
}

/**
 * Adds to the loads what was taken since `before` was read. Throws `LoadsChanged`, and nothing may be committed, when
 * that is more than the organization may have by now, when there is room by now beside what is left waiting, which the one who made
 * it hasn't seen, or when turns have begun at zero again: never for loads that were locked.
 */
export async function addLoads(
  tx: Transaction,
  before: Loads,
  after: Loads,
  { orgLimit, crowded = new Set() }: Room,
): Promise<void> {
  const taken = [...after.byOrg]
    .map(([orgId, load]) => ({
      orgId,
      ...differenceOf(before.byOrg.get(orgId) as Load, load, before.served),
      mostAdmitted: mostAdmitted(load, orgLimit),
      mostUnended: load.queuedJobs,
      crowded: crowded.has(orgId),
    }))
    .filter(({ admitted, unended }) => admitted > 0 || unended > 0);
  if (taken.length === 0) return;
  // Who takes nothing of a kind isn't held to its limit: there may be more than that since the plan has changed.
  const statement = tx.sql(
    `with taken as (
       select * from json_to_recordset($1) as taken ("orgId" uuid, admitted int, unended int, "from" bigint, turns bigint,
                                 "highFrom" bigint, "highTurns" bigint, "mostAdmitted" int, "mostUnended" int, crowded bool)
     ), locked as materialized (
       select org_id from org_loads where org_id in (select "orgId" from taken) order by org_id for update
     ), added as (
       update org_loads set admitted = org_loads.admitted + taken.admitted,
              unended = org_loads.unended + taken.unended,
              turn = greatest(turn, taken."from") + taken.turns,
              high_turn = greatest(high_turn, taken."highFrom") + taken."highTurns"
         from locked join taken on taken."orgId" = locked.org_id
        where org_loads.org_id = locked.org_id
          and (taken.admitted = 0 or org_loads.admitted + taken.admitted <= "mostAdmitted")
          and (not taken.crowded or org_loads.admitted + taken.admitted >= "mostAdmitted")
          and (taken.unended = 0 or "mostUnended" is null or org_loads.unended + taken.unended <= "mostUnended")
          and (select queue_turns.turn from queue_turns) >= $2
       returning 1
     )
     select assert_loads_unchanged(count(*) = $3) from added`,
    [JSON.stringify(taken), before.served, taken.length],
  );
  await statement.catch((error) => {
    throw error.code === loadsChanged ? new LoadsChanged(error.message) : error;
  });
}

/** Turns are counted from where they began, so that two who add to the same load both count. */
function differenceOf(before: Load, after: Load, served: number) {
  const took = after.admitted > before.admitted;
  const from = Math.max(before.turn, served);
  const highFrom = Math.max(before.highTurn, served);
  const tookHigh = after.highTurn > before.highTurn;
  return {
    admitted: after.admitted - before.admitted,
    unended: after.unended - before.unended,
    from: took ? from : 0,
    turns: took ? after.turn - from : 0,
    highFrom: tookHigh ? highFrom : 0,
    highTurns: tookHigh ? after.highTurn - highFrom : 0,
  };
}

/** What goes, by organization: jobs that leave the queue, and those that have ended. */
export interface Gone {
  left?: ReadonlyMap<string, number>;
  ended?: ReadonlyMap<string, number>;
}

/** Takes from the loads what has gone, and locks them until the end of the transaction. */
export async function subtractLoads(tx: Transaction, { left = new Map(), ended = new Map() }: Gone): Promise<void> {
  const gone = [...new Set([...left.keys(), ...ended.keys()])].map((orgId) => ({
    orgId,
    left: left.get(orgId) ?? 0,
    ended: ended.get(orgId) ?? 0,
  }));
  await tx.sql(
    `with gone as (
       select * from json_to_recordset($1) as gone ("orgId" uuid, "left" int, ended int)
     ), locked as materialized (
       select org_id from org_loads where org_id in (select "orgId" from gone) order by org_id for update
     )
     update org_loads set admitted = greatest(0, org_loads.admitted - gone."left"),
            unended = greatest(0, org_loads.unended - gone.ended)
       from locked join gone on gone."orgId" = locked.org_id where org_loads.org_id = locked.org_id`,
    [JSON.stringify(gone)],
  );
}
