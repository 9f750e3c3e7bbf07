import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";

export interface EndedSubscription {
  orgId: string;
  plan: string;
  endedAt: Date;
}

/** Moves organizations whose plan has ended to the free plan. Returns each of them once. */
export async function endSubscriptions(pool: pg.Pool, now: Date): Promise<EndedSubscription[]> {
  const { rows } = await withAllOrgs(pool, (tx) =>
    tx.sql(
      `with ended as (select id, plan, plan_ends_at from orgs where plan_ends_at <= $1 for update)
       update orgs set plan = 'free', plan_ends_at = null from ended where orgs.id = ended.id
       returning orgs.id as "orgId", ended.plan, ended.plan_ends_at as "endedAt"`,
      [now],
    ),
  );
  return rows as EndedSubscription[];
}
