/** Handlers for a worker's process and for the processes of jobs in quarantine, which import this module. */
import { createJobHandlers, job } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { behave } from "./isolated-handlers.ts";

export const jobs = withFailingOthers([job("file:profile", { handler: behave, concurrency: 1 })]);

export const openHandlers = () => createJobHandlers(jobs);
