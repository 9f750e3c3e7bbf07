import type { JobSummary } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { getLostSince, isOutage, onConnectionChange } from "../../../api/connection.ts";
import { onMissedEvents } from "../../../api/org-refresh.ts";
import type { JobFilters } from "./job-filters.ts";
import { createJobListFollower } from "./job-list-follower.ts";
import type { JobPages } from "./job-pages.ts";
import { jobsQuery } from "./jobs.ts";

/**
 * Hook that reads a list of jobs and keeps it current. `fetchMore` reads the next page, and `moreError` is the error of
 * the last call of `fetchMore`. `setFirstInView` receives the index of the first job in view.
 */
export function useFollowedJobs(orgId: string, filters: JobFilters) {
  const list = useInfiniteQuery(jobsQuery(orgId, filters));
  const follower = useMemo(() => createJobListFollower(orgId, filters), [orgId, filters]);
  useEffect(() => onMissedEvents(orgId, follower.readAgain), [orgId, follower]);
  // The error of the last `fetchMore`. It is kept here, because the query drops it when an event changes the list.
  const [failed, setFailed] = useState<{ filters: JobFilters; error: Error }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the listener reads the list's state when it is called
  useEffect(() => {
    if (failed && isOutage(failed.error)) return onConnectionChange(() => getLostSince() ?? void fetchMore());
  }, [failed]);

  async function fetchMore(): Promise<void> {
    setFailed(undefined);
    const { error, isFetchNextPageError } = await list.fetchNextPage();
    if (isFetchNextPageError) setFailed({ filters, error });
  }

  return {
    list,
    jobs: useMemo(() => jobsOf(list.data), [list.data]),
    setFirstInView: follower.setFirstInView,
    fetchMore,
    moreError: failed?.filters === filters ? failed.error : undefined,
  };
}

/**
 * Returns the jobs of all pages. A page that was read again may repeat jobs of the previous page. Ids descend, so
 * repeated jobs are recognized and skipped.
 */
function jobsOf(data: JobPages | undefined): JobSummary[] {
  const jobs: JobSummary[] = [];
  for (const { items } of data?.pages ?? []) {
    for (const job of items) if (job.id < (jobs.at(-1)?.id ?? "~")) jobs.push(job);
  }
  return jobs;
}
