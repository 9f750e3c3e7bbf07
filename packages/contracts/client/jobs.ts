import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type { Clock } from "./clock.ts";
import type {
  CallOptions,
  ChangedJobs,
  CreateJob,
  JobAttempt,
  JobBlockedBy,
  JobLog,
  JobLogQuery,
  JobOf,
  JobOutput,
  JobQuery,
  JobRef,
  JobSelection,
  JobStats,
  JobTimeline,
  JobType,
  JobTypeDescription,
  Page,
  RetrySelection,
  TimelinePeriod,
} from "./models.ts";
import { paginate } from "./paginate.ts";
import { type WaitOptions, waitForJob } from "./wait-for-job.ts";

/** The jobs of one organization. A `job` parameter takes a job or its id; with a job the result has the job's type. */
export interface JobsClient {
  /** Creates a job. Once it resolves, the job is stored and will run. */
  create<Type extends JobType>(job: CreateJob<Type>, options?: CreateOptions): Promise<JobOf<Type>>;

  /** Creates up to 1,000 jobs: all of them, or none when one is refused. They come back in the same order. */
  createMany<const Types extends readonly JobType[]>(
    jobs: { readonly [Index in keyof Types]: CreateJob<Types[Index]> },
    options?: CreateOptions,
  ): Promise<{ -readonly [Index in keyof Types]: JobOf<Types[Index]> }>;

  get<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /** One page of jobs, newest first. */
  list<Type extends JobType = JobType>(query?: JobsQuery<Type>, options?: CallOptions): Promise<Page<JobOf<Type>>>;

  /** All jobs that the query names, newest first, read page by page. */
  paginate<Type extends JobType = JobType>(
    query?: JobsQuery<Type>,
    options?: CallOptions,
  ): AsyncGenerator<JobOf<Type>, void, undefined>;

  /** Cancels a job that waits, or asks one that runs to stop. Cancelling again changes nothing. */
  cancel<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /**
   * Undoes the cancellation of a job that was pending: it gets its `runAt`, priority and place in the queue back. Allowed for one
   * minute after the cancellation.
   */
  restore<Type extends JobType = JobType>(job: JobRef<Type>, options?: CreateOptions): Promise<JobOf<Type>>;

  /** Gives a failed or cancelled job one more attempt. Not sent again after a network error: it may have worked. */
  retry<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /**
   * Cancels up to 500 of the selected jobs that wait, or asks those that run to stop: the oldest first, all together or none. There are
   * `more`: call again with the same selection.
   */
  cancelMany(selection: JobSelection, options?: CallOptions): Promise<ChangedJobs>;

  /**
   * Gives up to 500 of the selected jobs that failed or were cancelled one more attempt: the oldest first, all together or none.
   * There are `more`: call again with the same selection, of which `endedBefore` leaves out what has ended anew by then.
   */
  retryMany(selection: RetrySelection, options?: CreateOptions): Promise<ChangedJobs>;

  /** Why the job isn't running: what it waits for at this moment. */
  blockedBy(job: JobRef, options?: CallOptions): Promise<JobBlockedBy>;

  /** The times that a worker ran the job, first to latest. */
  attempts(job: JobRef, options?: CallOptions): Promise<JobAttempt[]>;

  /** One page of what the job's handler logged, oldest first. */
  logs(job: JobRef, query?: JobLogQuery, options?: CallOptions): Promise<Page<JobLog>>;

  /** All that the job's handler logged, oldest first, read page by page. */
  paginateLogs(job: JobRef, query?: JobLogQuery, options?: CallOptions): AsyncGenerator<JobLog, void, undefined>;

  /** How many jobs there are by status and type. */
  stats(options?: CallOptions): Promise<JobStats>;

  /** What became of the jobs of the last hour, day or week, by when they were created. */
  timeline(period?: TimelinePeriod, options?: CallOptions): Promise<JobTimeline>;

  /** The job types of the server, with the JSON Schemas of their inputs and outputs. */
  types(options?: CallOptions): Promise<JobTypeDescription[]>;

  /**
   * Waits until the job has ended and resolves with its output.
   *
   * @throws JobFailedError if it failed or was cancelled
   * @throws JobWaitTimeoutError if `timeoutMs` was over first; the job goes on
   */
  wait<Type extends JobType = JobType>(job: JobRef<Type>, options?: WaitOptions<Type>): Promise<JobOutput<Type>>;
}

/** Which jobs to list; naming the type types the items. */
export type JobsQuery<Type extends JobType> = Omit<JobQuery, "type"> & { type?: Type };

export function createJobsClient(http: Client<paths>, orgId: string, clock: Clock): JobsClient {
  const inOrg = { path: { orgId } };
  const ofJob = (job: JobRef) => ({ path: { orgId, jobId: typeof job === "string" ? job : job.id } });

  // That the server answers with the type that was asked for is the contract's promise; here it is only asserted.
  const jobs: JobsClient = {
    create: async <Type extends JobType>(job: CreateJob<Type>, options: CreateOptions = {}) => {
      const params = { ...inOrg, header: idempotencyHeader(options) };
      const created = await dataOf(http.POST("/v1/orgs/{orgId}/jobs", { params, body: job, ...callInit(options) }));
      return created as JobOf<Type>;
    },

    createMany: async (requests, options = {}) => {
      const params = { ...inOrg, header: idempotencyHeader(options) };
      const body = { jobs: [...(requests as readonly CreateJob[])] };
      const { items } = await dataOf(http.POST("/v1/orgs/{orgId}/jobs/batch", { params, body, ...callInit(options) }));
      return items as never;
    },

    get: async <Type extends JobType>(job: JobRef<Type>, options: CallOptions = {}) => {
      const init = { params: ofJob(job), ...callInit(options) };
      return (await dataOf(http.GET("/v1/orgs/{orgId}/jobs/{jobId}", init))) as JobOf<Type>;
    },

    list: async <Type extends JobType>(query: JobsQuery<Type> = {}, options: CallOptions = {}) => {
      const init = { params: { ...inOrg, query }, ...callInit(options) };
      return (await dataOf(http.GET("/v1/orgs/{orgId}/jobs", init))) as Page<JobOf<Type>>;
    },

    paginate: (query, options) => paginate((cursor) => jobs.list(cursor ? { ...query, cursor } : query, options)),

    cancel: async <Type extends JobType>(job: JobRef<Type>, options: CallOptions = {}) => {
      const init = { params: ofJob(job), ...callInit(options) };
      return (await dataOf(http.POST("/v1/orgs/{orgId}/jobs/{jobId}/cancel", init))) as JobOf<Type>;
    },

    restore: async <Type extends JobType>(job: JobRef<Type>, options: CreateOptions = {}) => {
      const params = { ...ofJob(job), header: idempotencyHeader(options) };
      const init = { params, ...callInit(options) };
      return (await dataOf(http.POST("/v1/orgs/{orgId}/jobs/{jobId}/restore", init))) as JobOf<Type>;
    },

    retry: async <Type extends JobType>(job: JobRef<Type>, options: CallOptions = {}) => {
      const init = { params: ofJob(job), ...callInit(options) };
      return (await dataOf(http.POST("/v1/orgs/{orgId}/jobs/{jobId}/retry", init))) as JobOf<Type>;
    },

    cancelMany: (selection, options = {}) =>
      dataOf(http.POST("/v1/orgs/{orgId}/jobs/cancel", { params: inOrg, body: selection, ...callInit(options) })),

    retryMany: (selection, options = {}) => {
      const params = { ...inOrg, header: idempotencyHeader(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/jobs/retry", { params, body: selection, ...callInit(options) }));
    },

    blockedBy: (job, options = {}) => {
      const init = { params: ofJob(job), ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/jobs/{jobId}/blocked-by", init));
    },

    attempts: async (job, options = {}) => {
      const init = { params: ofJob(job), ...callInit(options) };
      return (await dataOf(http.GET("/v1/orgs/{orgId}/jobs/{jobId}/attempts", init))).items;
    },

    logs: (job, query = {}, options = {}) => {
      const init = { params: { ...ofJob(job), query }, ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/jobs/{jobId}/logs", init));
    },

    paginateLogs: (job, query, options) =>
      paginate((cursor) => jobs.logs(job, cursor ? { ...query, cursor } : query, options)),

    stats: (options = {}) => dataOf(http.GET("/v1/orgs/{orgId}/jobs/stats", { params: inOrg, ...callInit(options) })),

    timeline: (period = "hour", options = {}) =>
      dataOf(
        http.GET("/v1/orgs/{orgId}/jobs/timeline", { params: { ...inOrg, query: { period } }, ...callInit(options) }),
      ),

    types: async (options = {}) =>
      (await dataOf(http.GET("/v1/orgs/{orgId}/job-types", { params: inOrg, ...callInit(options) }))).items,

    wait: (job, options = {}) => waitForJob((signal) => jobs.get(job, { signal }), clock, options),
  };
  return jobs;
}
