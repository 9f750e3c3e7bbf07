import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type AuditClient, createAuditClient } from "./audit.ts";
import { callInit } from "./call-options.ts";
import type {
  CallOptions,
  Queue,
  QueuedSystemRun,
  SystemJob,
  SystemJobRun,
  SystemRunQuery,
  WorkerProcess,
} from "./models.ts";

/** A system job, or its name. */
export type SystemJobRef = string | { readonly name: string };

/** The installation, for its administrators: a user, or an API key with the scope `system:admin`. */
export interface SystemClient {
  /** Lists the system jobs, by name. */
  jobs(options?: CallOptions): Promise<SystemJob[]>;

  /** Resumes a paused system job: it runs on its schedule again. No effect on an active one. */
  resume(job: SystemJobRef, options?: CallOptions): Promise<SystemJob>;

  /** Pauses a system job: it runs only manually. No effect on a paused one. */
  pause(job: SystemJobRef, options?: CallOptions): Promise<SystemJob>;

  /**
   * Runs a system job now. Not retried after a network error, because it may have succeeded.
   *
   * @throws ProblemError `overlapping-run` while a run of it is queued or running
   */
  run(job: SystemJobRef, options?: CallOptions): Promise<QueuedSystemRun[]>;

  /** Lists a system job's newest runs, newest first. Default: 50 of the 100 that are kept. */
  runs(job: SystemJobRef, query?: SystemRunQuery, options?: CallOptions): Promise<SystemJobRun[]>;

  /** Lists the processes of the installation with their running jobs. */
  workers(options?: CallOptions): Promise<WorkerProcess[]>;

  /** Counts queued, running and failed jobs by type. */
  queues(options?: CallOptions): Promise<Queue[]>;

  /** Changes of the installation by requests. */
  readonly audit: AuditClient;
}

export function createSystemClient(http: Client<paths>): SystemClient {
  const ofJob = (job: SystemJobRef) => ({ path: { name: typeof job === "string" ? job : job.name } });

  return {
    jobs: async (options = {}) => (await dataOf(http.GET("/v1/system/jobs", callInit(options)))).items,

    resume: (job, options = {}) =>
      dataOf(http.POST("/v1/system/jobs/{name}/resume", { params: ofJob(job), ...callInit(options) })),

    pause: (job, options = {}) =>
      dataOf(http.POST("/v1/system/jobs/{name}/pause", { params: ofJob(job), ...callInit(options) })),

    run: async (job, options = {}) =>
      (await dataOf(http.POST("/v1/system/jobs/{name}/run", { params: ofJob(job), ...callInit(options) }))).items,

    runs: async (job, query = {}, options = {}) => {
      const init = { params: { ...ofJob(job), query }, ...callInit(options) };
      return (await dataOf(http.GET("/v1/system/jobs/{name}/runs", init))).items;
    },

    workers: async (options = {}) => (await dataOf(http.GET("/v1/system/workers", callInit(options)))).items,

    queues: async (options = {}) => (await dataOf(http.GET("/v1/system/queues", callInit(options)))).items,

    audit: createAuditClient(http),
  };
}
