import { type AuditClient, createAuditClient } from "./audit.ts";
import type { Call } from "./call.ts";
import type {
  CallOptions,
  FoundJob,
  OrgUsage,
  OrgUsageQuery,
  Page,
  QueuedSystemRun,
  SystemJob,
  SystemJobRun,
  SystemJobType,
  SystemRunQuery,
  WorkerProcess,
} from "./models.ts";
import { readAll } from "./paginate.ts";
import { createPlansClient, type PlansClient } from "./plans.ts";
import { createSystemOrgsClient, type SystemOrgsClient } from "./system-orgs.ts";
import { createSystemPeopleClient, type SystemPeopleClient } from "./system-people.ts";

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
   * @throws ProblemError `overlapping-run` while a run of the same job is queued or running
   */
  run(job: SystemJobRef, options?: CallOptions): Promise<QueuedSystemRun[]>;

  /** Lists a page of a system job's runs, newest first. The newest 100 are kept. */
  runs(job: SystemJobRef, query?: SystemRunQuery, options?: CallOptions): Promise<Page<SystemJobRun>>;

  /** Lists the processes of the installation with their running jobs. */
  workers(options?: CallOptions): Promise<WorkerProcess[]>;

  /** Counts queued, parked, running and failed jobs of all organizations by type. */
  jobTypes(options?: CallOptions): Promise<SystemJobType[]>;

  /** Finds a job of any organization. */
  findJob(jobId: string, options?: CallOptions): Promise<FoundJob>;

  /** Lists a page of the jobs and files that each organization created in a period. Default: this month (UTC). */
  usage(query?: OrgUsageQuery, options?: CallOptions): Promise<Page<OrgUsage>>;

  /** All organizations of the installation. */
  readonly orgs: SystemOrgsClient;

  /** The plans of organizations. */
  readonly plans: PlansClient;

  /** All users of the installation. */
  readonly people: SystemPeopleClient;

  /** The audit log of the installation: changes by requests. */
  readonly audit: AuditClient;
}

export function createSystemClient(call: Call): SystemClient {
  const ofJob = (job: SystemJobRef) => ({ path: { name: typeof job === "string" ? job : job.name } });
  return {
    jobs: (options) => readAll((query, options) => call("listSystemJobs", { query }, options), options),
    pause: (job, options) => call("pauseSystemJob", ofJob(job), options),
    resume: (job, options) => call("resumeSystemJob", ofJob(job), options),
    run: async (job, options) => (await call("runSystemJob", ofJob(job), options)).runs,
    runs: (job, query, options) => call("listSystemJobRuns", { ...ofJob(job), query }, options),
    workers: (options) => readAll((query, options) => call("listWorkers", { query }, options), options),
    jobTypes: (options) => readAll((query, options) => call("listSystemJobTypes", { query }, options), options),
    findJob: (jobId, options) => call("findJob", { path: { jobId } }, options),
    usage: (query, options) => call("listOrgUsage", { query }, options),
    orgs: createSystemOrgsClient(call),
    plans: createPlansClient(call),
    people: createSystemPeopleClient(call),
    audit: createAuditClient((query, options) => call("listSystemAuditEvents", { query }, options)),
  };
}
