/** Keeps a list of jobs fresh while it is looked at. */
import type { Job } from "@gaffer/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type RefObject, useMemo } from "react";
import { queryClient } from "./client.ts";
import { withNewest } from "./job-pages.ts";
import { type JobFilters, type JobPages, jobsQuery, keepJobs, readPage } from "./jobs.ts";

/** How often is looked what is new. Not while the window is hidden. */
const lookMs = 3000;

/**
 * The list, and what leads on in it. Until the server tells what changes, the newest page is read again every few seconds, and so
 * is the one in view, by its cursor.
 *
 * @param firstInView the place of the first job that is seen, from 0; read when it is needed, so that scrolling draws nothing
 */
export function useFollowedJobs(orgId: string, filters: JobFilters, firstInView: RefObject<number>) {
  const query = jobsQuery(orgId, filters);
  const list = useInfiniteQuery(query);

  async function follow(signal: AbortSignal): Promise<null> {
    const cursor = cursorAt(queryClient.getQueryData(query.queryKey), firstInView.current);
    const [newest, inView] = await Promise.all([
      readPage(orgId, filters, "", signal),
      cursor ? readPage(orgId, filters, cursor, signal) : undefined,
    ]);
    queryClient.setQueryData(query.queryKey, (data) => data && withNewest(data, newest));
    if (inView) keepJobs(orgId, inView.items);
    return null;
  }
  useQuery({
    queryKey: ["follow", ...query.queryKey],
    queryFn: ({ signal }) => follow(signal),
    refetchInterval: lookMs,
    enabled: list.isSuccess,
    // What it brings goes into the list's own entry. This one only says when was looked, and the list itself just has.
    initialData: null,
    staleTime: lookMs,
    gcTime: 0,
  });
  return { list, jobs: useMemo(() => jobsOf(list.data), [list.data]) };
}

/** One list of all pages, each job once: a page that was read again may begin with what ends the one before. */
function jobsOf(data: JobPages | undefined): Job[] {
  const jobs = new Map<string, Job>();
  for (const { items } of data?.pages ?? []) for (const job of items) if (!jobs.has(job.id)) jobs.set(job.id, job);
  return [...jobs.values()];
}

/** The cursor of the page that holds this row; empty for the newest, which is looked at anyway. */
function cursorAt(data: JobPages | undefined, row: number): string {
  let rowsBefore = 0;
  for (const [index, { items }] of (data?.pages ?? []).entries()) {
    rowsBefore += items.length;
    if (row < rowsBefore) return String(data?.pageParams[index]);
  }
  return "";
}
