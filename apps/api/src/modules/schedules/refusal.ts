import type { JobType } from "@gaffer/contracts/server";
import { fieldName } from "../../http/problem.ts";
import { toFieldErrors } from "../../http/schemas.ts";
import type { Services } from "../../server/services.ts";
import { compileJobTypes, type JobError, type JobHandlers, type NewJob, PrivateFieldError } from "../jobs/index.ts";
import type { ScheduleRow } from "./to-schedule.ts";

/** The errors of runs in an organization that accepts no new work, by its state. */
export const orgRefusals = {
  suspended: { code: "org_suspended", message: "The organization is suspended and accepts no new work." },
  deletionScheduled: {
    code: "org_deletion_scheduled",
    message: "The organization is scheduled for deletion and accepts no new work.",
  },
} satisfies Record<string, JobError>;

/** The job of a schedule with its private values, or why it can't be created. */
export function openJob(
  { orgId, id, job: stored }: Pick<ScheduleRow, "orgId" | "id" | "job">,
  { handlers, privateFields }: Pick<Services, "handlers" | "privateFields">,
): { job: NewJob; refusal?: JobError | undefined } {
  const { type, input: value, ...handling } = stored as NewJob;
  try {
    const input = privateFields.decrypt({ owner: { orgId, id }, type, part: "input", value });
    const job = { ...handling, type, input } as NewJob;
    return { job, refusal: refusalOf(job, handlers) };
  } catch (error) {
    if (!(error instanceof PrivateFieldError)) throw error;
    return { job: stored as NewJob, refusal: { code: "private_field", message: error.message } };
  }
}

/**
 * Why a schedule's job can't be created. undefined: it can. The job was valid when the schedule was saved, but the contract may have
 * changed since.
 */
function refusalOf(job: NewJob, handlers: JobHandlers): JobError | undefined {
  const validators = compileJobTypes().get(job.type as JobType);
  if (!validators || !handlers.types.includes(job.type)) {
    return { code: "no_handler", message: `The job type ${job.type} no longer exists. Change the schedule's job.` };
  }
  // Validation also fills in new defaults of the contract.
  if (validators.input(job.input)) return undefined;
  const [error] = toFieldErrors("body", validators.input.errors);
  const message = `The schedule's input is no longer valid: ${error && fieldName(error)} ${error?.message}. Change the schedule's job.`;
  return { code: "invalid_input", message };
}
