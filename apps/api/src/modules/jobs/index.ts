/** The public face of the module, for application code: registries, the types of a handler, its errors, and the service that creates jobs. */
export type { CreateRequest, JobsService } from "./enqueue/jobs.service.ts";
export { job, jobHandlerRegistry, systemJob } from "./handlers/registry.ts";
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
