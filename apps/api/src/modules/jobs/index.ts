/**
 * The module's public interface for application code: the registry, the types and errors of handlers, and the type of
 * jobsService.
 */
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
