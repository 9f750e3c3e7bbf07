/** The harness's handlers. Its workers and the processes of jobs in quarantine import this module. */
import { isolated } from "../../src/modules/jobs/handlers/isolated.ts";
import { type JobHandlers, jobHandlerRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { handleInWorker, type handleIsolated } from "./crash-handlers.ts";

export function openCrashHandlers(): JobHandlers {
  const { EFFECTS_FILE = "" } = process.env;
  const module = new URL("./crash-handlers.ts", import.meta.url);
  const registry = jobHandlerRegistry.register({ type: "file:profile", handler: handleInWorker }).register({
    type: "report:generate",
    handler: isolated<typeof handleIsolated>(module, "handleIsolated"),
    isolation: "process",
    memoryLimitMb: 64,
    env: { EFFECTS_FILE },
    concurrency: 2,
  });
  // The harness creates no job of other types.
  return withFailingOthers(registry);
}

export const crashHandlerLoader = { module: new URL(import.meta.url), exportName: "openCrashHandlers", resources: {} };
