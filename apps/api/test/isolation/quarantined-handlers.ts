/** Handlers for a worker's process and for the process of a job in quarantine, which imports this. */
import { type JobHandlers, jobHandlerRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { behave } from "./isolated-handlers.ts";

export function openHandlers(): JobHandlers {
  return withFailingOthers(jobHandlerRegistry.register({ type: "file:profile", handler: behave, concurrency: 1 }));
}
