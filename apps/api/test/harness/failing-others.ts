import type { JobType } from "@gaffer/contracts/server";
import type { HandlerRegistry, JobHandlers } from "../../src/modules/jobs/handlers/registry.ts";
import type { UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { jobTypeModels } from "../../src/modules/jobs/job-types.ts";

/** Registers a failing handler for each job type of the contract that the test doesn't register. */
export function withFailingOthers<Known extends JobType>(registry: HandlerRegistry<UserJobTypes, Known>): JobHandlers {
  const known: readonly string[] = registry.types;
  const notInThisTest = () => Promise.reject(new Error("not in this test"));
  // The loop registers every type, which the compiler can't follow, hence the assertion.
  let all = registry as unknown as HandlerRegistry<UserJobTypes, never>;
  for (const { type } of jobTypeModels)
    if (!known.includes(type)) all = all.register({ type, handler: notInThisTest }) as unknown as typeof all;
  return all as unknown as JobHandlers;
}
