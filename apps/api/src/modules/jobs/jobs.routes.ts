import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { invalid, notFound } from "../../http/problem.ts";
import { cancelJob } from "./cancel-job.ts";
import type { NewJob } from "./handlers/types.ts";
import { answerOnce } from "./idempotency.ts";
import type { JobQueue } from "./job-queue.ts";
import { jobStats } from "./job-stats.ts";
import type { JobsService } from "./jobs.service.ts";
import { getJob, listJobs } from "./read-jobs.ts";
import { retryJob } from "./retry-job.ts";
import { toJob } from "./to-job.ts";

export interface JobsRoutesOptions {
  pool: pg.Pool;
  queue: JobQueue;
  jobs: JobsService;
  now: () => Date;
}

type JobOperations = "createJob" | "createJobs" | "listJobs" | "getJob" | "getJobStats" | "cancelJob" | "retryJob";

const maxDelayMs = 366 * 24 * 60 * 60 * 1000;

export function createJobsRoutes({ pool, queue, jobs, now }: JobsRoutesOptions): ModuleOperations<JobOperations> {
  function toNewJob(request: Schemas["CreateJobRequest"], pointer: string): NewJob {
    const { runAt, ...job } = request;
    if (runAt === undefined) return job;
    if (Date.parse(runAt) > now().getTime() + maxDelayMs)
      throw invalid("body", `${pointer}/runAt`, "must be at most a year ahead");
    return { ...job, runAt: new Date(runAt) };
  }

  return {
    async createJob({ principal, header, body }) {
      const { orgId, actor: createdBy } = principal;
      const newJob = toNewJob(body, "");
      const request = { orgId, key: header["Idempotency-Key"], operation: "createJob", body, now: now() };
      const job = await withOrg(pool, orgId, (tx) =>
        answerOnce(tx, request, async () => {
          const [row] = await jobs.createJobs(tx, { orgId, createdBy }, [newJob]);
          if (!row) throw new Error("no row was created");
          return toJob(row);
        }),
      );
      return { status: 201, headers: { Location: `/v1/orgs/${orgId}/jobs/${job.id}` }, body: job };
    },

    async createJobs({ principal, header, body }) {
      const { orgId, actor: createdBy } = principal;
      const newJobs = body.jobs.map((job, index) => toNewJob(job, `/jobs/${index}`));
      const request = { orgId, key: header["Idempotency-Key"], operation: "createJobs", body, now: now() };
      const items = await withOrg(pool, orgId, (tx) =>
        answerOnce(tx, request, async () => (await jobs.createJobs(tx, { orgId, createdBy }, newJobs)).map(toJob)),
      );
      return { status: 201, body: { items } };
    },

    async listJobs({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => listJobs(tx, orgId, query)) };
    },

    async getJob({ principal: { orgId }, path }) {
      const row = await withOrg(pool, orgId, (tx) => getJob(tx, orgId, path.jobId));
      if (!row) throw notFound();
      return { status: 200, body: toJob(row) };
    },

    async getJobStats({ principal: { orgId } }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => jobStats(tx, orgId, now())) };
    },

    async cancelJob({ principal: { orgId }, path }) {
      return { status: 200, body: toJob(await withOrg(pool, orgId, (tx) => cancelJob(tx, orgId, path.jobId, now()))) };
    },

    async retryJob({ principal: { orgId }, path }) {
      return {
        status: 200,
        body: toJob(await withOrg(pool, orgId, (tx) => retryJob(tx, queue, orgId, path.jobId, now()))),
      };
    },
  };
}
