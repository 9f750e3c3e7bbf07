/** Queries and changes of plans, for administrators. */
import type { CreatePlan, Plan } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";

/** Query of all plans, by name. */
export const plansQuery = queryOptions({
  queryKey: ["get", "/v1/system/plans"],
  queryFn: ({ signal }) => gaffer.system.plans.list({ signal }),
});

export const createPlan = (plan: CreatePlan) => keep(gaffer.system.plans.create(plan));

export const updatePlan = ({ name }: Plan, changes: Omit<CreatePlan, "name">) =>
  keep(gaffer.system.plans.update(name, changes));

export const deletePlan = ({ name }: Plan) => keep(gaffer.system.plans.delete(name));

async function keep(changing: Promise<unknown>): Promise<void> {
  await changing;
  await queryClient.invalidateQueries({ queryKey: plansQuery.queryKey });
}
