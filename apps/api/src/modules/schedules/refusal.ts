import type { JobType } from "@gaffer/contracts/server";
import { toFieldErrors } from "../../http/schemas.ts";
import type { JobHandlers } from "../jobs/handlers/registry.ts";
import type { JobError, NewJob } from "../jobs/handlers/types.ts";
import { compileJobTypes } from "../jobs/job-types.ts";

/** What is said of runs in an organization that is to be deleted. */
export const orgToBeDeleted: JobError = {
  code: "org_to_be_deleted",
  message: "The organization is to be deleted and takes no new work.",
};

/**
 * Why a schedule's job can't be created; undefined when it can. It was valid when the schedule was saved, and the contract
 * may have changed since.
 */
export function refusalOf(job: NewJob, handlers: JobHandlers): JobError | undefined {
  const validators = compileJobTypes().get(job.type as JobType);
  if (!validators || !handlers.types.includes(job.type)) {
    return { code: "no_handler", message: `There is no job type ${job.type} any more. Give the schedule another job.` };
  }
  // Fills in defaults that the contract has gained.
  if (validators.input(job.input)) return undefined;
  const [error] = toFieldErrors("body", validators.input.errors);
  const message = `The input is not valid any more: ${error?.pointer} ${error?.message}. Change the schedule's job.`;
  return { code: "invalid_input", message };
}
