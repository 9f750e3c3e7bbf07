import { idOf, type KeyedOptions, type OrgCall } from "./call.ts";
import type { Clock } from "./clock.ts";
import type {
  CallOptions,
  ChangedJobs,
  CreateJob,
  JobAttempt,
  JobBlockedBy,
  JobChildrenQuery,
  JobCount,
  JobCountQuery,
  JobLog,
  JobLogQuery,
  JobOf,
  JobOutput,
  JobPart,
  JobQuery,
  JobRef,
  JobSelection,
  JobStats,
  JobSummary,
  JobTimeline,
  JobTimelineQuery,
  JobType,
  JobTypeDescription,
  ListedJob,
  Page,
  UpdateJob,
} from "./models.ts";
import { paginate, paginated, readAll } from "./paginate.ts";
import { type WaitOptions, waitForJob } from "./wait-for-job.ts";

/** The jobs of an organization. A parameter `job` is a job or its id. If it is a job, the result has the job's type. */
export interface JobsClient {
  /** Creates a job. When the promise resolves, the job is stored and will run. */
  create<Type extends JobType>(job: CreateJob<Type>, options?: KeyedOptions): Promise<JobOf<Type>>;

  /** Creates up to 1,000 jobs, all or none. Returns them in the same order. */
  createMany<const Types extends readonly JobType[]>(
    jobs: { readonly [Index in keyof Types]: CreateJob<Types[Index]> },
    options?: KeyedOptions,
  ): Promise<{ -readonly [Index in keyof Types]: JobOf<Types[Index]> }>;

  get<Type extends JobType = JobType>(job: JobRef<Type>, options?: CallOptions): Promise<JobOf<Type>>;

  /** Lists a page of jobs, newest first. They have no input and output unless `include` names them. */
  list<Type extends JobType = JobType, Part extends JobPart = never>(
    query?: JobsQuery<Type, Part>,
    options?: CallOptions,
  ): Promise<Page<ListedJob<Type, Part>>>;

  /** Yields all matching jobs as `list` returns them, newest first. Reads page by page. */
  paginate<Type extends JobType = JobType, Part extends JobPart = never>(
    query?: JobsQuery<Type, Part>,
    options?: CallOptions,
  ): AsyncGenerator<ListedJob<Type, Part>, void, undefined>;

  /** Counts the matching jobs: exactly up to 10,000. */
  count(filters?: JobCountQuery, options?: CallOptions): Promise<JobCount>;

  /**
   * Changes a pending job. Not retried after a network error, because it may have succeeded.
   *
   * @throws ProblemError `job-not-pending` if the job is running or has ended
   */
  update<Type extends JobType = JobType>(
    job: JobRef<Type>,
    changes: UpdateJob,
    options?: CallOptions,
  ): Promise<JobOf<Type>>;

  /**
   * Deletes an ended job with its attempts and logs.
   *
   * @throws ProblemError `job-open` if the job is pending or running
   */
  delete(job: JobRef, options?: CallOptions): Promise<void>;

  /** Cancels a pending job, or asks a running one to stop. Idempotent. */
  cancel<Type extends JobType = JobType>(job: JobRef<Type>, options?: KeyedOptions): Promise<JobOf<Type>>;

  /**
   * Undoes the cancellation of a job that was pending: it gets its `runAt`, priority and place in the queue back. Allowed for one
   * minute after the cancellation.
   */
  restore<Type extends JobType = JobType>(job: JobRef<Type>, options?: KeyedOptions): Promise<JobOf<Type>>;

  /** Gives a failed or cancelled job one more attempt. */
  retry<Type extends JobType = JobType>(job: JobRef<Type>, options?: KeyedOptions): Promise<JobOf<Type>>;

  /**
   * Cancels the selected jobs: pending ones at once, running ones when they stop. Up to 500 are cancelled together, all or none. If more
   * match, a job cancels them: `jobId` names it, for `wait`.
   */
  cancelMany(selection: JobSelection, options?: KeyedOptions): Promise<ChangedJobs>;

  /**
   * Gives the selected jobs that failed or were cancelled one more attempt. Up to 500 are retried together, all or none. If more match, a
   * job retries them: `jobId` names it, for `wait`.
   */
  retryMany(selection: JobSelection, options?: KeyedOptions): Promise<ChangedJobs>;

  /** Lists a page of the jobs that the job's handler created, newest first. */
  children(job: JobRef, query?: JobChildrenQuery, options?: CallOptions): Promise<Page<JobSummary>>;

  /** Yields the jobs that the job's handler created, newest first. Reads page by page. */
  paginateChildren(
    job: JobRef,
    query?: JobChildrenQuery,
    options?: CallOptions,
  ): AsyncGenerator<JobSummary, void, undefined>;

  /** Returns what a pending job waits for. */
  blockedBy(job: JobRef, options?: CallOptions): Promise<JobBlockedBy>;

  /** Lists the attempts of a job, in order. */
  attempts(job: JobRef, options?: CallOptions): Promise<JobAttempt[]>;

  /** Lists a page of the handler's log, oldest first. */
  logs(job: JobRef, query?: JobLogQuery, options?: CallOptions): Promise<Page<JobLog>>;

  /** Yields the handler's log, oldest first. Reads page by page. */
  paginateLogs(job: JobRef, query?: JobLogQuery, options?: CallOptions): AsyncGenerator<JobLog, void, undefined>;

  /** Counts the matching jobs by status and type. Filters other than `status` and `type` count up to 10,000 jobs. */
  stats(filters?: JobCountQuery, options?: CallOptions): Promise<JobStats>;

  /** Counts the matching jobs of the last hour, day or week by the time of their creation. Default period: an hour. */
  timeline(query?: JobTimelineQuery, options?: CallOptions): Promise<JobTimeline>;

  /** Lists the job types of the server, with JSON Schemas of their inputs and outputs. */
  types(options?: CallOptions): Promise<JobTypeDescription[]>;

  /**
   * Waits until the job has ended. Returns the job's output.
   *
   * @throws JobFailedError if the job failed or was cancelled
   * @throws JobWaitTimeoutError after `timeoutMs`; the job continues
   */
  wait<Type extends JobType = JobType>(job: JobRef<Type>, options?: WaitOptions<Type>): Promise<JobOutput<Type>>;
}

/** The query of a list of jobs. A filter by type and the included parts determine the type of the items. */
export type JobsQuery<Type extends JobType = JobType, Part extends JobPart = never> = Omit<
  JobQuery,
  "type" | "include"
> & {
  type?: Type[];
  include?: Part[];
};

export function createJobsClient(call: OrgCall, clock: Clock): JobsClient {
  const ofJob = (job: JobRef) => ({ path: { jobId: idOf(job) } });
  const list: JobsClient["list"] = (query, options) => call("listJobs", { query }, options) as Promise<never>;
  const logs: JobsClient["logs"] = (job, query, options) => call("listJobLogs", { ...ofJob(job), query }, options);

  const children: JobsClient["children"] = (job, query, options) =>
    call("listJobChildren", { ...ofJob(job), query }, options) as Promise<never>;

  // The contract promises that the response has the requested type. The casts to `never` assert it.
  const jobs: JobsClient = {
    create: (body, options) => call("createJob", { body }, options) as Promise<never>,
    createMany: async (requests, options) => {
      const body = { jobs: [...(requests as readonly CreateJob[])] };
      return (await call("createJobs", { body }, options)).jobs as never;
    },
    get: (job, options) => call("getJob", ofJob(job), options) as Promise<never>,
    list,
    paginate: (query, options) => paginate((cursor) => list(cursor ? { ...query, cursor } : query, options)),
    count: (query, options) => call("countJobs", { query }, options),
    update: (job, body, options) => call("updateJob", { ...ofJob(job), body }, options) as Promise<never>,
    delete: (job, options) => call("deleteJob", ofJob(job), options),
    cancel: (job, options) => call("cancelJob", ofJob(job), options) as Promise<never>,
    restore: (job, options) => call("restoreJob", ofJob(job), options) as Promise<never>,
    retry: (job, options) => call("retryJob", ofJob(job), options) as Promise<never>,
    cancelMany: (body, options) => call("cancelJobs", { body }, options),
    retryMany: (body, options) => call("retryJobs", { body }, options),
    children,
    paginateChildren: (job, query, options) =>
      paginated<JobChildrenQuery, JobSummary>((query, options) => children(job, query, options))(query, options),
    blockedBy: (job, options) => call("getJobBlockedBy", ofJob(job), options),
    attempts: (job, options) =>
      readAll((query, options) => call("listJobAttempts", { ...ofJob(job), query }, options), options),
    logs,
    paginateLogs: (job, query, options) =>
      paginated<JobLogQuery, JobLog>((query, options) => logs(job, query, options))(query, options),
    stats: (query, options) => call("getJobStats", { query }, options),
    timeline: (query, options) => call("getJobTimeline", { query }, options),
    types: (options) => readAll((query, options) => call("listJobTypes", { query }, options), options),
    wait: (job, options = {}) => waitForJob((signal) => jobs.get(job, { signal }), clock, options),
  };
  return jobs;
}
