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

/** The jobs of an organization. A parameter `job` is a job or its id. With a job, the result has the job's type. */
export interface JobsClient {
  /** Creates a job. When it resolves, the job is stored and will run. */
  create<Type extends JobType>(job: CreateJob<Type>, options?: CreateOptions): Promise<JobOf<Type>>;

  /** Creates up to 1,000 jobs, all or none. Returns them in the same order. */
  createMany<const Types extends readonly JobType[]>(
    jobs: { readonly [Index in keyof Types]: CreateJob<Types[Index]> },
    options?: CreateOptions,
  ): Promise<{ -readonly [Index in keyof Types]: JobOf<Types[Index]> }>;

  get<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /** Lists a page of jobs, newest first. */
  list<Type extends JobType = JobType>(query?: JobsQuery<Type>, options?: CallOptions): Promise<Page<JobOf<Type>>>;

  /** Yields all matching jobs, newest first. Reads page by page. */
  paginate<Type extends JobType = JobType>(
    query?: JobsQuery<Type>,
    options?: CallOptions,
  ): AsyncGenerator<JobOf<Type>, void, undefined>;

  /** Cancels a pending job, or asks a running one to stop. Idempotent. */
  cancel<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /**
   * Undoes the cancellation of a job that was pending: it gets its `runAt`, priority and place in the queue back. Allowed for one
   * minute after the cancellation.
   */
  restore<Type extends JobType = JobType>(job: JobRef<Type>, options?: CreateOptions): Promise<JobOf<Type>>;

  /**
   * Gives a failed or cancelled job one more attempt. Not retried after a network error, because it may have succeeded.
   */
  retry<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /**
   * Cancels up to 500 selected jobs: pending ones at once, running ones when they stop. The oldest first, all or none.
   * If the result says `more`, call again with the same selection.
   */
  cancelMany(selection: JobSelection, options?: CallOptions): Promise<ChangedJobs>;

  /**
   * Gives up to 500 selected jobs that failed or were cancelled one more attempt. The oldest first, all or none. If the
   * result says `more`, call again with the same selection: `endedBefore` excludes jobs that have ended again
   * meanwhile.
   */
  retryMany(selection: RetrySelection, options?: CreateOptions): Promise<ChangedJobs>;

  /** Returns what a pending job waits for. */
  blockedBy(job: JobRef, options?: CallOptions): Promise<JobBlockedBy>;

  /** Lists the attempts of a job, in order. */
  attempts(job: JobRef, options?: CallOptions): Promise<JobAttempt[]>;

  /** Lists a page of the handler's log, oldest first. */
  logs(job: JobRef, query?: JobLogQuery, options?: CallOptions): Promise<Page<JobLog>>;

  /** Yields the handler's log, oldest first. Reads page by page. */
  paginateLogs(job: JobRef, query?: JobLogQuery, options?: CallOptions): AsyncGenerator<JobLog, void, undefined>;

  /** Counts jobs by status and type. */
  stats(options?: CallOptions): Promise<JobStats>;

  /** Counts the jobs of the last hour, day or week by the time of their creation. */
  timeline(period?: TimelinePeriod, options?: CallOptions): Promise<JobTimeline>;

  /** Lists the job types of the server, with JSON Schemas of their inputs and outputs. */
  types(options?: CallOptions): Promise<JobTypeDescription[]>;

  /**
   * Waits until the job has ended. Returns its output.
   *
   * @throws JobFailedError if it failed or was cancelled
   * @throws JobWaitTimeoutError after `timeoutMs`; the job continues
   */
  wait<Type extends JobType = JobType>(job: JobRef<Type>, options?: WaitOptions<Type>): Promise<JobOutput<Type>>;
}

/** Filters of a list of jobs. A filter by type determines the type of the items. */
export type JobsQuery<Type extends JobType> = Omit<JobQuery, "type"> & { type?: Type };

export function createJobsClient(http: Client<paths>, orgId: string, clock: Clock): JobsClient {
  const inOrg = { path: { orgId } };
  const ofJob = (job: JobRef) => ({ path: { orgId, jobId: typeof job === "string" ? job : job.id } });

  // The contract guarantees that a job has the requested type, so it is only asserted here.
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
