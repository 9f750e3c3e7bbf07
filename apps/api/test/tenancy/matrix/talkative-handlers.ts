import { fileProfileJob } from "../../../src/modules/jobs/handlers/file-profile.handler.ts";
import { createImportHandler } from "../../../src/modules/jobs/handlers/jobs-import.handler.ts";
import { job } from "../../../src/modules/jobs/handlers/registry.ts";
import { createReadInputs } from "../../../src/modules/jobs/import/read-inputs.ts";
import { withFailingOthers } from "../../harness/failing-others.ts";

/**
 * `report:generate` writes the canary text to its progress, log, checkpoint and error, and fails. Other job types have
 * the product's handlers or fail.
 */
export function talkativeJobs(canaries: ReadonlyMap<string, string>) {
  return withFailingOthers([
    job("file:profile", { handler: fileProfileJob.handler }),
    job("jobs:import", { handler: createImportHandler(createReadInputs(1_000_000)) }),
    job("report:generate", {
      async handler({ orgId, helpers }) {
        const canary = canaries.get(orgId) ?? "";
        helpers.updateProgress(50, canary);
        helpers.log("info", canary, { canary });
        helpers.log("info", `${canary} again`);
        await helpers.enqueueAll([], { checkpoint: { canary } });
        throw new Error(canary);
      },
    }),
  ]);
}
