import { eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { plans } from "../../db/plan-schema.ts";
import { orgs } from "../../db/schema.ts";
import { notFound } from "../../http/problem.ts";

export type PlanRow = typeof plans.$inferSelect;

/** Returns the current plan of an organization and when it ends. */
export async function readPlan(
  { db }: Transaction,
  orgId: string,
): Promise<{ plan: PlanRow; planEndsAt: Date | null }> {
  const [row] = await db
    .select({ plan: plans, planEndsAt: orgs.planEndsAt })
    .from(orgs)
    .innerJoin(plans, eq(plans.name, orgs.plan))
    .where(eq(orgs.id, orgId));
  if (!row) throw notFound();
  return row;
}
