import type { Call } from "./call.ts";
import type { CallOptions, CreatePlan, Plan, UpdatePlan } from "./models.ts";
import { readAll } from "./paginate.ts";

/** The plans of the installation. */
export interface PlansClient {
  /** Lists the plans, by name. */
  list(options?: CallOptions): Promise<Plan[]>;

  get(plan: string, options?: CallOptions): Promise<Plan>;

  /**
   * Creates a plan. Not retried after a network error, because it may have succeeded.
   *
   * @throws ProblemError `plan-exists` if a plan has this name
   */
  create(plan: CreatePlan, options?: CallOptions): Promise<Plan>;

  /** Changes a plan for all of its organizations. Not retried after a network error, because it may have succeeded. */
  update(plan: string, changes: UpdatePlan, options?: CallOptions): Promise<Plan>;

  /**
   * Deletes a plan.
   *
   * @throws ProblemError `plan-in-use` if an organization has it, and for the free plan
   */
  delete(plan: string, options?: CallOptions): Promise<void>;
}

export function createPlansClient(call: Call): PlansClient {
  const ofPlan = (plan: string) => ({ path: { plan } });
  return {
    list: (options) => readAll((query, options) => call("listPlans", { query }, options), options),
    get: (plan, options) => call("getPlan", ofPlan(plan), options),
    create: (body, options) => call("createPlan", { body }, options),
    update: (plan, body, options) => call("updatePlan", { ...ofPlan(plan), body }, options),
    delete: (plan, options) => call("deletePlan", ofPlan(plan), options),
  };
}
