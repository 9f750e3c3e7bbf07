/** The harness's jobs. Its workers and the processes of jobs in quarantine import this module. */
import { createJobHandlers, job } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { handleInWorker, isolatedReportJob } from "./crash-handlers.ts";

// Job types of the contract without a handler here get a handler that fails. The harness creates no jobs of these
// types.
export const crashJobs = withFailingOthers([job("file:profile", { handler: handleInWorker }), isolatedReportJob]);

export const openCrashHandlers = () => createJobHandlers(crashJobs);

export const crashHandlerLoader = { module: import.meta.url, exportName: "openCrashHandlers", resources: {} };
