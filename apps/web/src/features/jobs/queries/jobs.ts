/** Queries of an organization's jobs, and their cache. */
import type { Job, JobLog, JobSummary, Page } from "@gaffer/client";
import { infiniteQueryOptions, type QueryKey, queryOptions } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";
import { fitsFilters, type JobFilters, toQuery } from "./job-filters.ts";
import { type JobPages, withJobs, withoutJob } from "./job-pages.ts";

const listPath = "/v1/orgs/{orgId}/jobs";
const jobPath = "/v1/orgs/{orgId}/jobs/{jobId}";
const pageSize = 100;
/**
 * Poll interval in milliseconds of the reason why a job isn't running (`blockedBy`). The reason depends on other jobs,
 * so no event announces its change.
 */
const pollMs = 3000;

export function isEnded({ status }: JobSummary): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** Whether the job can be cancelled: it hasn't ended, and no cancellation is requested. */
export const mayCancel = (job: JobSummary) => !isEnded(job) && job.cancelRequestedAt === null;
export const mayRetry = ({ status }: JobSummary) => status === "failed" || status === "cancelled";

/** Query key of the list of jobs with these filters. Without filters: prefix of the query keys of all lists of jobs. */
const jobsKey = (orgId: string, filters?: JobFilters) =>
  ["get", listPath, { params: { path: { orgId }, ...(filters && { query: filters }) } }] as const;

/** Query of all jobs that match the filters, newest first, page by page. Events keep the loaded jobs current. */
export function jobsQuery(orgId: string, filters: JobFilters) {
  return infiniteQueryOptions({
    queryKey: jobsKey(orgId, filters),
    queryFn: ({ pageParam, signal }) => readPage(orgId, filters, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Never stale, because a stale list would read all of its pages again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    meta: { isFollowed: true },
  });
}

export function readPage(
  orgId: string,
  filters: JobFilters,
  cursor: string,
  signal?: AbortSignal,
): Promise<Page<JobSummary>> {
  const query = { ...toQuery(filters), limit: pageSize, ...(cursor && { cursor }) };
  return reading(orgId, gaffer.org(orgId).jobs.list(query, signal && { signal }));
}

export function jobQuery(orgId: string, jobId: string) {
  return queryOptions({
    queryKey: ["get", jobPath, { params: { path: { orgId, jobId } } }],
    queryFn: ({ signal }) => reading(orgId, gaffer.org(orgId).jobs.get(jobId, { signal })),
  });
}

/**
 * Awaits a response. Then applies the events that arrived during the request again, because the response may be older
 * than the events.
 */
async function reading<Answer>(orgId: string, answer: Promise<Answer>): Promise<Answer> {
  const requestedAt = performance.now();
  try {
    return await answer;
  } finally {
    setTimeout(() => write(orgId, eventsSince(orgId, requestedAt)));
  }
}

export function attemptsQuery(orgId: string, job: JobSummary) {
  return queryOptions({
    queryKey: ["get", `${jobPath}/attempts`, { params: { path: { orgId, jobId: job.id } } }],
    queryFn: ({ signal }) => gaffer.org(orgId).jobs.attempts(job.id, { signal }),
  });
}

/** The jobs that the job's handler created, newest first, page by page. */
export function jobChildrenQuery(orgId: string, jobId: string) {
  return pagedQuery({
    queryKey: ["get", `${jobPath}/children`, { params: { path: { orgId, jobId } } }],
    limit: 20,
    read: (page, options) => gaffer.org(orgId).jobs.children(jobId, page, options),
  });
}

/** Query of the reason why a pending job isn't running. */
export function blockedByQuery(orgId: string, job: JobSummary) {
  const init = { params: { path: { orgId, jobId: job.id } } };
  return api.queryOptions("get", `${jobPath}/blocked-by`, init, { refetchInterval: pollMs });
}

export function jobTypesQuery(orgId: string) {
  return queryOptions({
    queryKey: ["get", "/v1/orgs/{orgId}/job-types", { params: { path: { orgId } } }],
    queryFn: ({ signal }) => gaffer.org(orgId).jobs.types({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Query of the numbers of matching jobs by status, whatever the filters' status. */
export function jobStatsQuery(orgId: string, { status: _, ...filters }: JobFilters = {}) {
  return api.queryOptions("get", `${listPath}/stats`, { params: { path: { orgId }, query: toQuery(filters) } });
}

/** Writes newer versions of jobs into all cached queries of the organization's jobs. */
export function cacheJobs(orgId: string, jobs: readonly JobSummary[]): void {
  rememberEvents(jobs);
  write(orgId, jobs);
}

function write(orgId: string, jobs: readonly JobSummary[]): void {
  if (jobs.length === 0) return;
  for (const job of jobs) {
    const { queryKey } = jobQuery(orgId, job.id);
    const known = queryClient.getQueryData(queryKey);
    if (!known) continue;
    queryClient.setQueryData(queryKey, { ...known, ...job } as Job);
    // Events contain no input and output. The output may have changed with the status, so the job is read again.
    if (known.status !== job.status && !("output" in job)) void queryClient.invalidateQueries({ queryKey });
  }
  for (const [queryKey, data] of queryClient.getQueriesData<JobPages>({ queryKey: jobsKey(orgId) })) {
    const fits = (job: JobSummary) => fitsFilters(job, filtersOf(queryKey));
    if (data) queryClient.setQueryData(queryKey, withJobs(data, jobs, fits));
  }
}

/** Removes a job from the cached lists. */
export function unlistJob(orgId: string, jobId: string): void {
  queryClient.setQueriesData<JobPages>({ queryKey: jobsKey(orgId) }, (data) => data && withoutJob(data, jobId));
}

/** Removes a job that was pruned or deleted from the cached lists, and reads it again. */
export function dropJob(orgId: string, jobId: string): void {
  unlistJob(orgId, jobId);
  void queryClient.invalidateQueries({ queryKey: jobQuery(orgId, jobId).queryKey });
}

/** Filters of the list of jobs with this query key. */
function filtersOf(queryKey: QueryKey): JobFilters {
  return (queryKey as ReturnType<typeof jobsKey>)[2].params.query ?? {};
}

/** Query of a job's log. Full pages don't change, so a refetch reads only the last page. */
export function jobLogsQuery(orgId: string, job: Job) {
  const queryKey = ["get", "/v1/orgs/{orgId}/jobs/{jobId}/logs", { params: { path: { orgId, jobId: job.id } } }];
  return queryOptions({
    queryKey,
    async queryFn({ signal }) {
      const before = queryClient.getQueryData<Page<JobLog>[]>(queryKey) ?? [];
      const pages = before.filter(({ nextCursor }) => nextCursor !== null);
      let cursor: string | null = pages.at(-1)?.nextCursor ?? "";
      while (cursor !== null) {
        const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor && { cursor }) };
        const page = await gaffer.org(orgId).jobs.logs(job, query, { signal });
        pages.push(page);
        cursor = page.nextCursor;
      }
      return pages;
    },
    select: (pages) => pages.flatMap(({ items }) => items),
    // No event announces log lines, so the log of a running job is polled.
    refetchInterval: job.status === "processing" ? 1500 : false,
  });
}

interface JobEvent {
  job: JobSummary;
  at: number;
}

/** Time in milliseconds for which received events are kept: longer than any request takes. */
const keptMs = 60_000;
const events = new Map<string, JobEvent>();

function rememberEvents(jobs: readonly JobSummary[]): void {
  const at = performance.now();
  for (const [id, earlier] of events) {
    // The map is in the order of the events, so all further events are newer.
    if (earlier.at > at - keptMs) break;
    events.delete(id);
  }
  for (const job of jobs) {
    events.delete(job.id);
    events.set(job.id, { job, at });
  }
}

/** Jobs of the organization whose latest event arrived at or after `time`, a value of `performance.now()`. */
function eventsSince(orgId: string, time: number): JobSummary[] {
  return [...events.values()].filter(({ job, at }) => at >= time && job.orgId === orgId).map(({ job }) => job);
}
