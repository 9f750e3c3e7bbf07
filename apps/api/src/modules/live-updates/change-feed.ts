/**
 * The changes since a snapshot. While a client listens, the triggers of the migrations record the rows that each
 * statement changes, with the id of its transaction. A change counts as new if the last snapshot didn't see its
 * transaction. So the change of a transaction that commits late is found too.
 */
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";

export interface Listening {
  epoch: string;
  settled: boolean;
  /** The end of a snapshot. Changes that this snapshot sees may have been removed. null: no changes were removed. */
  keptFrom: string | null;
}

/** A row of `org_changes`: a job or a schedule that changed. */
export interface Changed {
  subject: "job" | "schedule";
  id: string;
}

export interface ReadChanges {
  snapshot: string;
  byOrg: Map<string, Changed[]>;
}

/**
 * Starts or renews the recording for these organizations. Returns their states by id; organizations that don't exist
 * are missing.
 */
export async function listen(tx: Transaction, orgIds: readonly string[]): Promise<Map<string, Listening>> {
  const hasLapsed = "listener.renewed_at < excluded.renewed_at - interval '4 minutes'";
  const { rows } = await tx.sql(
    `insert into org_listeners as listener (org_id, epoch, renewed_at)
     select id, gen_random_uuid(), clock_timestamp() from orgs where id = any($1::uuid[]) order by id
     on conflict (org_id) do update
        set epoch = case when ${hasLapsed} then excluded.epoch else listener.epoch end,
            settled = listener.settled and not ${hasLapsed},
            kept_from = case when ${hasLapsed} then null else listener.kept_from end,
            renewed_at = excluded.renewed_at
     returning org_id as "orgId", epoch, settled, kept_from::text as "keptFrom"`,
    [orgIds],
  );
  return new Map(rows.map(({ orgId, ...listening }) => [orgId as string, listening as Listening]));
}

/** Returns the state of an organization's recording. undefined: it isn't recorded. */
export async function readListening(tx: Transaction, orgId: string): Promise<Listening | undefined> {
  const { rows } = await tx.sql(
    `select epoch, settled, kept_from::text as "keptFrom" from org_listeners where org_id = $1`,
    [orgId],
  );
  return rows[0];
}

/**
 * Marks the recordings with these epochs as settled: all earlier transactions have ended. All processes lock the rows
 * in the same order, so that they can't deadlock.
 */
export async function settle(tx: Transaction, epochs: ReadonlyMap<string, string>): Promise<void> {
  if (epochs.size === 0) return;
  await tx.sql(
    `update org_listeners set settled = true
       from (select org_id from org_listeners where org_id = any($1::uuid[]) and epoch = any($2::uuid[]) and not settled
              order by org_id for update) as locked
      where org_listeners.org_id = locked.org_id`,
    [[...epochs.keys()], [...epochs.values()]],
  );
}

/**
 * Returns up to `most` ids per kind and organization that changed since a snapshot, and the current snapshot. Without
 * an earlier snapshot, returns no ids.
 */
export async function readChanges(
  tx: Transaction,
  { orgIds, since, most }: { orgIds: readonly string[]; since: string | undefined; most: number },
): Promise<ReadChanges> {
  const { rows } = await tx.sql(
    `with since as materialized (select coalesce($2::pg_snapshot, pg_current_snapshot()) as snapshot),
     changed as (
       select distinct org_id, kind, unnest(ids) as id from org_changes
        where org_id = any($1::uuid[]) and xid >= (select pg_snapshot_xmin(snapshot) from since)
          and not pg_visible_in_snapshot(xid, (select snapshot from since))
     ), grouped as (
       select org_id as "orgId", kind as subject, (array_agg(id))[1:$3] as ids from changed group by org_id, kind
     )
     select pg_current_snapshot()::text as snapshot, (select coalesce(json_agg(grouped), '[]') from grouped) as changes`,
    [orgIds, since ?? null, most],
  );
  const { snapshot, changes } = rows[0] as { snapshot: string; changes: Grouped[] };
  const byOrg = new Map<string, Changed[]>();
  for (const { orgId, subject, ids } of changes)
    byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), ...ids.map((id) => ({ subject, id }))]);
  return { snapshot, byOrg };
}

interface Grouped extends Pick<Changed, "subject"> {
  orgId: string;
  ids: string[];
}

/** Removes the changes that a snapshot has seen, and moves `kept_from` so that no client resumes before it. */
export async function forgetChanges(tx: Transaction, orgIds: readonly string[], seenBy: string): Promise<void> {
  await tx.sql(
    `with forgotten as (
       delete from org_changes
        where org_id = any($1::uuid[]) and xid < pg_snapshot_xmax($2::pg_snapshot) and pg_visible_in_snapshot(xid, $2::pg_snapshot)
       returning org_id
     )
     update org_listeners set kept_from = pg_snapshot_xmax($2::pg_snapshot)
      where org_id = any($1::uuid[]) and org_id in (select org_id from forgotten)
        and (kept_from is null or kept_from < pg_snapshot_xmax($2::pg_snapshot))`,
    [orgIds, seenBy],
  );
}

/** Removes recordings without a listener, and their changes. Returns the number of removed changes. */
export async function pruneChanges(pool: pg.Pool): Promise<number> {
  return withAllOrgs(pool, async (tx) => {
    await tx.sql("delete from org_listeners where renewed_at < clock_timestamp() - interval '5 minutes'");
    const { rowCount } = await tx.sql(
      `delete from org_changes
        where not exists (select from org_listeners where org_listeners.org_id = org_changes.org_id)`,
    );
    return rowCount ?? 0;
  });
}
