/** Changes of single jobs. */
import type { CreateJob, Job, UpdateJob } from "@gaffer/client";
import { gaffer } from "../../../api/client.ts";
import { cacheJobs, unlistJob } from "./jobs.ts";

export async function createJob(orgId: string, job: CreateJob): Promise<Job> {
  const created = await gaffer.org(orgId).jobs.create(job);
  cacheJobs(orgId, [created]);
  return created;
}

export async function updateJob(orgId: string, jobId: string, changes: UpdateJob): Promise<void> {
  cacheJobs(orgId, [await gaffer.org(orgId).jobs.update(jobId, changes)]);
}

export async function deleteJob(orgId: string, jobId: string): Promise<void> {
  await gaffer.org(orgId).jobs.delete(jobId);
  unlistJob(orgId, jobId);
}

export async function cancelJob(orgId: string, jobId: string): Promise<Job> {
  const cancelled = await gaffer.org(orgId).jobs.cancel(jobId);
  cacheJobs(orgId, [cancelled]);
  return cancelled;
}

export async function restoreJob(orgId: string, jobId: string): Promise<void> {
  cacheJobs(orgId, [await gaffer.org(orgId).jobs.restore(jobId)]);
}

export async function retryJob(orgId: string, jobId: string): Promise<void> {
  cacheJobs(orgId, [await gaffer.org(orgId).jobs.retry(jobId)]);
}
