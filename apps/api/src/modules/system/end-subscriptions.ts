import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";
import { defaultPlan } from "../../db/plan-schema.ts";
import { recordChanges } from "../audit/record-change.ts";

export interface EndedSubscription {
  orgId: string;
  plan: string;
  endedAt: Date;
}

/** Moves organizations whose plan has ended to the free plan, and records it. Returns each of them once. `runId`: the run, for the audit log. */
export function endSubscriptions(
  pool: pg.Pool,
  { runId, now }: { runId: string; now: Date },
): Promise<EndedSubscription[]> {
  return withAllOrgs(pool, async (tx) => {
    const { rows } = await tx.sql(
      `with ended as (select id, plan, plan_ends_at from orgs where plan_ends_at <= $1 for update)
       update orgs set plan = '${defaultPlan}', plan_ends_at = null from ended where orgs.id = ended.id
       returning orgs.id as "orgId", ended.plan, ended.plan_ends_at as "endedAt"`,
      [now],
    );
    const ended = rows as EndedSubscription[];
    const cause = {
      actor: "system",
      orgId: null,
      action: "subscriptions:monitor",
      requestId: runId,
      address: null,
      at: now,
    };
    await recordChanges(
      tx,
      ended.map(({ orgId, plan }) => ({ cause, target: { type: "organization", id: orgId }, details: { plan } })),
    );
    return ended;
  });
}
