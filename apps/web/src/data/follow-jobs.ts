import type { JobSummary } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { createJobListFollower } from "./job-list-follower.ts";
import type { JobPages } from "./job-pages.ts";
import { type JobFilters, jobsQuery } from "./jobs.ts";
import { onMissedEvents } from "./live-org.ts";

/** A list of jobs, what leads on in it, and `look`, which wants to know the place of the first job in view. */
export function useFollowedJobs(orgId: string, filters: JobFilters) {
  const list = useInfiniteQuery(jobsQuery(orgId, filters));
  const follower = useMemo(() => createJobListFollower(orgId, filters), [orgId, filters]);
  useEffect(() => onMissedEvents(orgId, follower.readAgain), [orgId, follower]);
  return { list, jobs: useMemo(() => jobsOf(list.data), [list.data]), look: follower.look };
}

/** One list of all pages. A page that was read again may begin with what ends the one before: newest first, that isn't older. */
function jobsOf(data: JobPages | undefined): JobSummary[] {
  const jobs: JobSummary[] = [];
  for (const { items } of data?.pages ?? []) {
    for (const job of items) if (job.id < (jobs.at(-1)?.id ?? "~")) jobs.push(job);
  }
  return jobs;
}
