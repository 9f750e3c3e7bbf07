/**
 * The module's public interface. Other modules, app.ts and server/ import this file. app.ts also lists the job definitions of `handlers/`,
 * and api.ts the routes.
 */
import { serviceOfRunningApp } from "./running-app.ts";

// For application code: definitions of jobs, the types and errors of handlers, and services.

/** Creates jobs in the application that runs in this process. `createApp` returns the same service. */
export const jobsService = serviceOfRunningApp("jobsService");
/** Reads and writes files in the application that runs in this process. `createApp` returns the same service. */
export const filesService = serviceOfRunningApp("filesService");

export type { CreateJobRequest, JobResponse } from "@gaffer/contracts/server";
export type { CreateRequest, JobsService } from "./enqueue/jobs.service.ts";
export { type JobDefinition, job, jobHandlerRegistry, type SystemJob, systemJob } from "./handlers/registry.ts";
export {
  type JobContext,
  type JobHandler,
  type JobHelpers,
  type JobResult,
  type NewJob,
  NonRetryableError,
  RetryAfterError,
  RetryableError,
} from "./handlers/types.ts";
export type { JobQueue } from "./queue/job-queue.ts";

// For other modules: enqueueing, cancelling and reading jobs in the caller's transaction.

export { type CountersFrom, mostAdmitted, retryUnexpected } from "./admission/in-flight-counters.ts";
export { newJobRow } from "./enqueue/new-job-row.ts";
export type { ReadOrgLines } from "./handlers/org-export.handler.ts";
export type { JobHandlers, SystemJobs } from "./handlers/registry.ts";
export type { ReportSources } from "./handlers/report-generate.handler.ts";
export type { JobError } from "./handlers/types.ts";
export { compileJobTypes } from "./job-types.ts";
export { lockOpen as lockOpenJobs } from "./lock-jobs.ts";
export {
  isMasked,
  PrivateFieldError,
  type PrivateFields,
  type PrivateOwner,
  type ShowPart,
} from "./private-fields/private-fields.ts";
export { maskPart, privateTypes } from "./private-fields/private-paths.ts";
export type { QueuedCron } from "./queue/job-queue.ts";
export { readTypeCounts } from "./queue/queue-depth.ts";
export { cancelLocked, cancelOpenJobs } from "./routes/change-jobs.ts";
export { readJobSummaries } from "./routes/read-jobs.ts";
export { findOpenJobs, type OpenJob } from "./schedule-runs.ts";

// For app.ts and server/: the parts that they build.

export { type Admission, createAdmission } from "./admission/admission.ts";
export { createBulkChanges } from "./bulk/bulk-changes.ts";
export { createJobsService } from "./enqueue/jobs.service.ts";
export { type AnyJob, createJobHandlers, createSystemJobs } from "./handlers/registry.ts";
export { pruneSlices } from "./job-counts.ts";
export { assertEachTypeHasHandler } from "./job-types.ts";
export { createPrivateFields } from "./private-fields/private-fields.ts";
export { pruneJobs, pruneKeys, pruneRuns } from "./prune-jobs.ts";
export { createJobQueue, installQueue } from "./queue/job-queue.ts";
export { type QueueDepth, readQueueDepths } from "./queue/queue-depth.ts";
export { findings } from "./reconcile/check.ts";
export { createReconciler, type Findings } from "./reconcile/reconciler.ts";
export { createReadActivity } from "./routes/job-stats.ts";
export { addRunningApp } from "./running-app.ts";
export type { Outcome } from "./states.ts";
export type { ExecutorHandlers } from "./worker/executor.ts";
export { type RegisteredProcess, registerProcess } from "./worker/heartbeat.ts";
export type { HandlerLoader } from "./worker/isolation/load-handler.ts";
export { createJobRunner, defaultTiming, type JobRunner, type WorkerTiming } from "./worker/job-runner.ts";
export type { HandBackReason } from "./worker/run-job.ts";
