/** Queries of the overview. */
import type { BlockedBy, JobSummary, JobType, Schedule, TimelinePeriod } from "@gaffer/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, gaffer } from "../../../api/client.ts";

const jobsPath = "/v1/orgs/{orgId}/jobs";
const pollMs = 15_000;

/**
 * Prefix of the overview's query keys. It differs from the query keys of lists, so that events don't change these
 * queries.
 */
const overviewKey = (orgId: string) => ["overview", orgId] as const;

export function timelineQuery(orgId: string, period: TimelinePeriod) {
  const init = { params: { path: { orgId }, query: { period } } };
  return api.queryOptions("get", `${jobsPath}/timeline`, init, {
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
  });
}

/** Maximum number of failed jobs in one request. */
export const failedJobsLimit = 100;

/** @param failed number of the organization's failed jobs; when it changes, the query reads the newest ones again */
export function failedJobsQuery(orgId: string, failed: number) {
  return queryOptions({
    queryKey: [...overviewKey(orgId), "newest failed", failed],
    queryFn: async ({ signal }) => {
      const query = { status: ["failed" as const], limit: failedJobsLimit };
      return (await gaffer.org(orgId).jobs.list(query, { signal })).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: 60_000,
  });
}

/** A due job that isn't running, and the reason. */
export interface WaitingJob {
  job: JobSummary;
  blockedBy: BlockedBy | null;
}

/** Query of waiting jobs: the job of each type that has been due longest, among one page of pending jobs. */
export function waitingJobsQuery(orgId: string, types: readonly JobType[]) {
  return queryOptions({
    queryKey: [...overviewKey(orgId), "waiting", types],
    queryFn: async ({ signal }) =>
      (await Promise.all(types.map((type) => findWaiting(orgId, type, signal)))).flatMap((found) => found ?? []),
    placeholderData: keepPreviousData,
    refetchInterval: pollMs,
  });
}

async function findWaiting(orgId: string, type: JobType, signal: AbortSignal): Promise<WaitingJob | undefined> {
  const { jobs } = gaffer.org(orgId);
  const { items } = await jobs.list({ type: [type], status: ["pending"], limit: 50 }, { signal });
  const due = items.filter(({ runAt }) => Date.parse(runAt) <= Date.now());
  const [job] = due.toSorted((a, b) => Date.parse(a.runAt) - Date.parse(b.runAt));
  return job && { job, blockedBy: (await jobs.blockedBy(job, { signal })).blockedBy };
}

/** Query of the schedules that are paused after failures or whose latest run failed. */
export function troubledSchedulesQuery(orgId: string) {
  return queryOptions({
    queryKey: [...overviewKey(orgId), "troubled schedules"],
    queryFn: async ({ signal }) => {
      const { schedules } = gaffer.org(orgId);
      const list = (status: "active" | "paused") => schedules.list({ status: [status], limit: 100 }, { signal });
      const [active, paused] = await Promise.all([list("active"), list("paused")]);
      return [...paused.items, ...active.items].filter(isTroubled);
    },
    refetchInterval: pollMs,
  });
}

function isTroubled({ status, pauseReason, lastRun }: Schedule): boolean {
  if (status === "paused") return pauseReason === "failures";
  return lastRun?.status === "failed" || lastRun?.status === "refused";
}
