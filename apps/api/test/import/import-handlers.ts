import { type AnyJob, job } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobContext, JobHelpers, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { emptyProfile } from "../harness/test-gaffer.ts";
import { importJobs } from "./run-import.ts";

type Context = JobContext<UserJobTypes["jobs:import"]["input"]>;

/** The product's import with helpers that a test may replace. The imported `file:profile` jobs do nothing. */
export function importHandlers(watch: (context: Context) => Partial<JobHelpers> = () => ({})): AnyJob[] {
  return withFailingOthers([
    job("jobs:import", {
      handler: (context) => importJobs({ ...context, helpers: { ...context.helpers, ...watch(context) } }),
    }),
    job("file:profile", { handler: async () => ({ output: emptyProfile }) }),
  ]);
}
