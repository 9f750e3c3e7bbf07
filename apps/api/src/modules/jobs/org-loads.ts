/**
 * What organizations have in the queue, and whose turn it is: the rows that everybody who lets jobs in has to agree on.
 * They are changed by difference, and together with the commit where that is possible, so that nobody waits for anybody else's work.
 */
import type { Transaction } from "../../db/org-scope.ts";
import type { OrgLoad } from "./fair-share.ts";

export interface Loads {
  byOrg: Map<string, OrgLoad>;
  /** The latest turn that was served. */
  served: number;
}

/** What `assert_loads_unchanged` of the migrations fails with. */
const loadsChanged = "GF001";

/** The loads have changed since they were read, and what was decided by them doesn't hold. */
export class LoadsChanged extends Error {}

/** Reads the loads of these organizations, and begins those that are missing. `lock` keeps them as they are until the end of the transaction, in one order for all. */
export async function readLoads(tx: Transaction, orgIds: readonly string[], { lock = false } = {}): Promise<Loads> {
  const wanted = [...new Set(orgIds)];
  const { rows } = await tx.sql(
    `select org_id as "orgId", admitted, turn::float8 as turn, high_turn::float8 as "highTurn",
            (select turn::float8 from queue_turns) as served
       from org_loads where org_id = any($1::uuid[]) order by org_id ${lock ? "for update" : ""}`,
    [wanted],
  );
  if (rows.length < wanted.length) {
    await tx.sql("insert into org_loads (org_id) select unnest($1::uuid[]) order by 1 on conflict do nothing", [
      wanted,
    ]);
    return readLoads(tx, wanted, { lock });
  }
  const byOrg = new Map(
    rows.map(({ orgId, admitted, turn, highTurn }) => [orgId as string, { admitted, turn, highTurn }]),
  );
  return { byOrg, served: rows[0]?.served ?? 0 };
}

/**
 * Adds to the loads what was taken since `before` was read. Throws `LoadsChanged`, and nothing may be committed, when
 * that is more than `orgLimit` by now, or turns have begun at zero again: never for loads that were locked.
 */
export async function addLoads(tx: Transaction, before: Loads, after: Loads, orgLimit: number): Promise<void> {
  const taken = [...after.byOrg]
    .map(([orgId, load]) => ({ orgId, ...differenceOf(before.byOrg.get(orgId) as OrgLoad, load, before.served) }))
    .filter(({ admitted }) => admitted > 0);
  const statement = tx.sql(
    `with taken as (
       select * from json_to_recordset($1) as taken ("orgId" uuid, admitted int, "from" bigint, turns bigint,
                                                     "highFrom" bigint, "highTurns" bigint)
     ), locked as materialized (
       select org_id from org_loads where org_id in (select "orgId" from taken) order by org_id for update
     ), added as (
       update org_loads set admitted = org_loads.admitted + taken.admitted,
              turn = greatest(turn, taken."from") + taken.turns,
              high_turn = greatest(high_turn, taken."highFrom") + taken."highTurns"
         from locked join taken on taken."orgId" = locked.org_id
        where org_loads.org_id = locked.org_id and org_loads.admitted + taken.admitted <= $2
          and (select queue_turns.turn from queue_turns) >= $3
       returning 1
     )
     select assert_loads_unchanged(count(*) = $4) from added`,
    [JSON.stringify(taken), orgLimit, before.served, taken.length],
  );
  await statement.catch((error) => {
    throw error.code === loadsChanged ? new LoadsChanged(error.message) : error;
  });
}

/** Turns are counted from where they began, so that two who add to the same load both count. */
function differenceOf(before: OrgLoad, after: OrgLoad, served: number) {
  const from = Math.max(before.turn, served);
  const highFrom = Math.max(before.highTurn, served);
  const tookHigh = after.highTurn > before.highTurn;
  return {
    admitted: after.admitted - before.admitted,
    from,
    turns: after.turn - from,
    highFrom: tookHigh ? highFrom : 0,
    highTurns: tookHigh ? after.highTurn - highFrom : 0,
  };
}

/** Takes from the loads what has left the queue, and locks them until the end of the transaction. */
export async function subtractLoads(tx: Transaction, left: ReadonlyMap<string, number>): Promise<void> {
  await tx.sql(
    `with gone as (
       select * from json_to_recordset($1) as gone ("orgId" uuid, count int)
     ), locked as materialized (
       select org_id from org_loads where org_id in (select "orgId" from gone) order by org_id for update
     )
     update org_loads set admitted = greatest(0, org_loads.admitted - gone.count)
       from locked join gone on gone."orgId" = locked.org_id where org_loads.org_id = locked.org_id`,
    [JSON.stringify([...left].map(([orgId, count]) => ({ orgId, count })))],
  );
}
