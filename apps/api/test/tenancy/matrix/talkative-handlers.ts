import { profileFile } from "../../../src/modules/jobs/handlers/file-profile.handler.ts";
import { createImportHandler } from "../../../src/modules/jobs/handlers/jobs-import.handler.ts";
import { jobHandlerRegistry } from "../../../src/modules/jobs/handlers/registry.ts";
import { createReadInputs } from "../../../src/modules/jobs/import/read-inputs.ts";
import { withFailingOthers } from "../../harness/failing-others.ts";

/** Reports say what is secret wherever a job can say something; each other one fails. */
export function talkativeHandlers(canaries: ReadonlyMap<string, string>) {
  return withFailingOthers(
    jobHandlerRegistry
      .register({ type: "file:profile", handler: profileFile })
      .register({ type: "jobs:import", handler: createImportHandler(createReadInputs(1_000_000)) })
      .register({
        type: "report:generate",
        async handler({ orgId, helpers }) {
          const canary = canaries.get(orgId) ?? "";
          helpers.updateProgress(50, canary);
          helpers.log("info", canary, { canary });
          helpers.log("info", `${canary} again`);
          await helpers.enqueueAll([], { checkpoint: { canary } });
          throw new Error(canary);
        },
      }),
  );
}
