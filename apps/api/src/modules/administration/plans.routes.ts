import { withAllOrgs } from "../../db/org-scope.ts";
import { sliceToPage } from "../../http/cursor.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { tagged } from "../../http/preconditions.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import type { ChangeInstallation } from "./change-installation.ts";
import { createPlan, deletePlan, listPlans, planVersion, readPlanByName, updatePlan } from "./plans.ts";

type PlanOperations = "listPlans" | "createPlan" | "getPlan" | "updatePlan" | "deletePlan";

/** The operations on plans, for administrators of the installation. */
export function createPlansRoutes(
  { workerPool }: Pick<Services, "workerPool">,
  changeInstallation: ChangeInstallation,
): ModuleOperations<PlanOperations> {
  const target = (id: string) => ({ type: "plan", id });

  return {
    async listPlans({ query }) {
      const plans = await withAllOrgs(workerPool, listPlans);
      return { status: 200, body: sliceToPage(plans, query, ["plans"], ({ name }) => name) };
    },

    async createPlan({ body: { name, ...limits }, cause, ...asking }) {
      const plan = await changeInstallation(asking, async (tx) => {
        await createPlan(tx, { name, ...limits });
        await recordChange(tx, cause, target(name), limits);
        return readPlanByName(tx, name);
      });
      return { status: 201, headers: { Location: `/v1/system/plans/${name}` }, body: plan };
    },

    async getPlan({ path }) {
      const plan = await withAllOrgs(workerPool, (tx) => readPlanByName(tx, path.plan));
      return { status: 200, ...tagged(planVersion(plan), plan) };
    },

    async updatePlan({ path: { plan: name }, header, body: changes, cause, ...asking }) {
      const plan = await changeInstallation(asking, async (tx) => {
        await updatePlan(tx, name, { changes, ifMatch: header["If-Match"] });
        await recordChange(tx, cause, target(name), changes);
        return readPlanByName(tx, name);
      });
      return { status: 200, ...tagged(planVersion(plan), plan) };
    },

    async deletePlan({ path: { plan: name }, header, cause, ...asking }) {
      await changeInstallation(asking, async (tx) => {
        await deletePlan(tx, name, header["If-Match"]);
        await recordChange(tx, cause, target(name));
      });
      return { status: 204 };
    },
  };
}
