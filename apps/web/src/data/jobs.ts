/** Jobs of an organization: what is read of them, and what is done to them. */
import type { CreateJob, Job, JobStatus, JobType, Page } from "@gaffer/client";
import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "./client.ts";
import { patched } from "./job-pages.ts";

/** Which jobs a list shows: the filters of the API, as they stand in the page's URL. */
export interface JobFilters {
  status?: JobStatus;
  type?: JobType;
  createdBy?: string;
  scheduleId?: string;
  createdFrom?: string;
  createdBefore?: string;
}

export type JobPages = InfiniteData<Page<Job>>;

const listPath = "/v1/orgs/{orgId}/jobs";
const jobPath = "/v1/orgs/{orgId}/jobs/{jobId}";
const pageSize = 100;
/** How often is looked whether a job has moved, as long as it may. */
const lookMs = 1000;

export function isEnded({ status }: Pick<Job, "status">): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** What may be done to it, if its status allows. */
export const mayCancel = (job: Job) => !isEnded(job) && job.cancelRequestedAt === null;
export const mayRetry = ({ status }: Job) => status === "failed" || status === "cancelled";

/** Of lists with these filters; of all lists without. */
export const jobsKey = (orgId: string, filters?: JobFilters) =>
  ["get", listPath, { params: { path: { orgId }, ...(filters && { query: filters }) } }] as const;

/** All jobs that the filters name, newest first, page by page as they are scrolled to. `useFollowedJobs` keeps them fresh. */
export function jobsQuery(orgId: string, filters: JobFilters) {
  return infiniteQueryOptions({
    queryKey: jobsKey(orgId, filters),
    queryFn: ({ pageParam, signal }) => readPage(orgId, filters, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // All pages would be read again, however many there are.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

export function readPage(orgId: string, filters: JobFilters, cursor: string, signal: AbortSignal): Promise<Page<Job>> {
  return gaffer.org(orgId).jobs.list({ ...filters, limit: pageSize, ...(cursor && { cursor }) }, { signal });
}

export function jobQuery(orgId: string, jobId: string) {
  const init = { params: { path: { orgId, jobId } } };
  return api.queryOptions("get", jobPath, init, {
    refetchInterval: ({ state: { data } }) => (data && isEnded(data) ? false : lookMs),
  });
}

export function attemptsQuery(orgId: string, job: Job) {
  const init = { params: { path: { orgId, jobId: job.id } } };
  const options = { refetchInterval: isEnded(job) ? (false as const) : lookMs };
  return api.queryOptions("get", `${jobPath}/attempts`, init, options);
}

export function jobTypesQuery(orgId: string) {
  const init = { params: { path: { orgId } } };
  return api.queryOptions("get", "/v1/orgs/{orgId}/job-types", init, { staleTime: Number.POSITIVE_INFINITY });
}

export function jobStatsQuery(orgId: string) {
  return api.queryOptions("get", `${listPath}/stats`, { params: { path: { orgId } } }, { refetchInterval: 5000 });
}

export async function createJob(orgId: string, job: CreateJob): Promise<Job> {
  const created = await gaffer.org(orgId).jobs.create(job);
  keepJobs(orgId, [created]);
  return created;
}

export async function cancelJob(orgId: string, jobId: string): Promise<void> {
  keepJobs(orgId, [await gaffer.org(orgId).jobs.cancel(jobId)]);
}

export async function retryJob(orgId: string, jobId: string): Promise<void> {
  keepJobs(orgId, [await gaffer.org(orgId).jobs.retry(jobId)]);
}

/** Writes what is newly known of jobs wherever they are shown. */
export function keepJobs(orgId: string, jobs: readonly Job[]): void {
  for (const job of jobs) queryClient.setQueryData(jobQuery(orgId, job.id).queryKey, (known) => known && job);
  queryClient.setQueriesData<JobPages>({ queryKey: jobsKey(orgId) }, (data) => data && patched(data, jobs));
}
