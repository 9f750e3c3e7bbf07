/** Reads again what a list of jobs may have missed, as little of it as is looked at. */
import { queryClient } from "../../../api/client.ts";
import type { JobFilters } from "./job-filters.ts";
import { type JobPages, withPage } from "./job-pages.ts";
import { jobsQuery, readPage } from "./jobs.ts";

export interface JobListFollower {
  /** Hears where the list is looked at: the place of the first job in view, from 0. */
  setFirstInView(firstInView: number): void;
  /** Changes may have been missed: reads the newest page and the one in view, and others when they come into view. */
  readAgain(): void;
}

/** When the newest page grows beyond this, the other pages are dropped, so that an open list can't grow without bound. */
const longPage = 1000;

export function createJobListFollower(orgId: string, filters: JobFilters): JobListFollower {
  const { queryKey } = jobsQuery(orgId, filters);
  const getData = () => queryClient.getQueryData(queryKey);
  /** The cursors of pages that may have missed something. */
  let outdated = new Set<unknown>();
  let cursorInView = "";

  async function readPageAgain(cursor: string): Promise<void> {
    outdated.delete(cursor);
    try {
      const read = await readPage(orgId, filters, cursor);
      queryClient.setQueryData(queryKey, (data) => data && withPage(data, cursor, read));
    } catch {
      // The next view of the page tries again. The page's other queries show why it failed.
      outdated.add(cursor);
    }
  }

  return {
    setFirstInView(firstInView) {
      const data = getData();
      cursorInView = cursorAt(data, firstInView);
      if (outdated.has(cursorInView)) void readPageAgain(cursorInView);
      const isLong = cursorInView === "" && (data?.pages[0]?.items.length ?? 0) > longPage;
      if (isLong && !queryClient.isFetching({ queryKey })) {
        queryClient.setQueryData(queryKey, (pages) => pages && firstPageOf(pages));
        void queryClient.invalidateQueries({ queryKey });
      }
    },
    readAgain() {
      outdated = new Set(getData()?.pageParams);
      for (const cursor of new Set(["", cursorInView])) void readPageAgain(cursor);
    },
  };
}

/** Reading the list again then reads only that page. */
function firstPageOf({ pages, pageParams }: JobPages): JobPages {
  return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}

/** The cursor of the page that holds this row; empty for the newest. */
function cursorAt(data: JobPages | undefined, row: number): string {
  let rowsBefore = 0;
  for (const [index, { items }] of (data?.pages ?? []).entries()) {
    rowsBefore += items.length;
    if (row < rowsBefore) return String(data?.pageParams[index]);
  }
  return "";
}
