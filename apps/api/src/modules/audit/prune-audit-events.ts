import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";

/** Maximum number of events that one transaction removes. */
const most = 1_000;

/** Retention of the installation's own events, in days. */
const installationDays = 365;

/**
 * Removes events that are older than the retention of their organization's plan. Finds them by id, a UUIDv7 that starts
 * with the time.
 */
export async function pruneAuditEvents(pool: pg.Pool, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const { rowCount } = await withAllOrgs(pool, (tx) => tx.sql(removeOld, [now, most, installationDays]));
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < most) break;
  }
  return removed;
}

const removeOld = `
  with kept as (
    select orgs.id as org_id, audit_days as days from orgs join plans on plans.name = orgs.plan
    union all select null, $3::int
  ), bound as (
    select org_id, (lpad(to_hex((extract(epoch from $1::timestamptz - make_interval(days => days)) * 1000)::bigint), 12, '0')
      || repeat('0', 20))::uuid as first_kept from kept
  )
  delete from audit_events where id in (
    select old.id from bound cross join lateral (
      select id from audit_events
       where audit_events.org_id = bound.org_id and id < bound.first_kept order by id limit $2
    ) as old
    union all
    select old.id from bound cross join lateral (
      select id from audit_events
       where bound.org_id is null and audit_events.org_id is null and id < bound.first_kept order by id limit $2
    ) as old
    limit $2)`;
