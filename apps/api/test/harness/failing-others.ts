import type { JobType } from "@gaffer/contracts/server";
import type { HandlerRegistry, JobHandlers } from "../../src/modules/jobs/handlers/registry.ts";
import type { UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { jobTypeModels } from "../../src/modules/jobs/job-types.ts";

/** Jobs of the types that are registered do what the test says; those of the others, whichever the contract has, fail. */
export function withFailingOthers<Known extends JobType>(registry: HandlerRegistry<UserJobTypes, Known>): JobHandlers {
  const known: readonly string[] = registry.types;
  const notInThisTest = () => Promise.reject(new Error("not in this test"));
  // The compiler can't follow a loop: that it ends with all types is asserted.
  let all = registry as unknown as HandlerRegistry<UserJobTypes, never>;
  for (const { type } of jobTypeModels)
    if (!known.includes(type)) all = all.register({ type, handler: notInThisTest }) as unknown as typeof all;
  return all as unknown as JobHandlers;
}
