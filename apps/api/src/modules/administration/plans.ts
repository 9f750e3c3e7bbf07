/** Plans as administrators of the installation read and change them. The caller has authorized the change. */
import type { Schemas } from "@gaffer/contracts/server";
import { asc, count, eq, getTableColumns } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { defaultPlan, plans } from "../../db/plan-schema.ts";
import { orgs } from "../../db/schema.ts";
import { assertMatches, versionOf } from "../../http/preconditions.ts";
import { notInInstallation, ProblemError } from "../../http/problem.ts";

type Plan = Schemas["Plan"];

const selectPlans = ({ db }: Transaction) =>
  db
    .select({ ...getTableColumns(plans), orgs: count(orgs.id) })
    .from(plans)
    .leftJoin(orgs, eq(orgs.plan, plans.name))
    .groupBy(plans.name)
    .orderBy(asc(plans.name))
    .$dynamic();

/** All plans, sorted by name. */
export function listPlans(tx: Transaction): Promise<Plan[]> {
  return selectPlans(tx);
}

export async function readPlanByName(tx: Transaction, name: string): Promise<Plan> {
  const [plan] = await selectPlans(tx).where(eq(plans.name, name));
  if (!plan) throw notInInstallation("plan", name);
  return plan;
}

/** The plan's version, for `If-Match`. It doesn't depend on the number of its organizations. */
export function planVersion({ orgs: _, ...plan }: Plan): string {
  return versionOf(plan);
}

export async function createPlan(tx: Transaction, plan: Schemas["CreatePlanRequest"]): Promise<void> {
  const { rowCount } = await tx.db.insert(plans).values(plan).onConflictDoNothing();
  if (rowCount === 0) {
    throw new ProblemError("plan-exists", `A plan with the name ${plan.name} exists. Change it, or use another name.`);
  }
}

export async function updatePlan(
  tx: Transaction,
  name: string,
  { changes, ifMatch }: { changes: Schemas["UpdatePlanRequest"]; ifMatch: string | undefined },
): Promise<void> {
  assertMatches(ifMatch, planVersion(await lockPlan(tx, name)));
  if (Object.keys(changes).length > 0) await tx.db.update(plans).set(changes).where(eq(plans.name, name));
}

/** Deletes a plan that no organization has. */
export async function deletePlan(tx: Transaction, name: string, ifMatch: string | undefined): Promise<void> {
  const plan = await lockPlan(tx, name);
  assertMatches(ifMatch, planVersion(plan));
  if (name === defaultPlan) {
    throw new ProblemError("plan-in-use", `New organizations get the ${name} plan, so it can't be deleted.`);
  }
  if (plan.orgs > 0) {
    const detail = `${plan.orgs} organizations have the ${name} plan. Give them another plan first.`;
    throw new ProblemError("plan-in-use", detail);
  }
  await tx.db.delete(plans).where(eq(plans.name, name));
}

/** Locks a plan and returns it. The count is a later statement, so that it sees organizations that got the plan before the lock. */
async function lockPlan(tx: Transaction, name: string): Promise<Plan> {
  await tx.db.select({ name: plans.name }).from(plans).where(eq(plans.name, name)).for("update");
  return readPlanByName(tx, name);
}
