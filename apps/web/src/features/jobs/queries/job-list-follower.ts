/** Reads a list of jobs again after events may have been missed: each page of the list when it comes into view. */
import { queryClient } from "../../../api/client.ts";
import type { JobFilters } from "./job-filters.ts";
import { type JobPages, withPage } from "./job-pages.ts";
import { jobsQuery, readPage } from "./jobs.ts";

export interface JobListFollower {
  /** Sets the index of the first job in view. */
  setFirstInView(firstInView: number): void;
  /**
   * Reads the newest page of the list and the page in view again. Reads each of the remaining pages again when it comes
   * into view.
   */
  readAgain(): void;
}

/**
 * Maximum number of jobs on the newest page, to which new jobs are added. If the page is longer, the list is read again
 * from the start, so that the list stays bounded.
 */
const longPage = 1000;

export function createJobListFollower(orgId: string, filters: JobFilters): JobListFollower {
  const { queryKey } = jobsQuery(orgId, filters);
  const getData = () => queryClient.getQueryData(queryKey);
  /** Cursors of the pages of the list that may have missed events. */
  let outdated = new Set<unknown>();
  let cursorInView = "";

  async function readPageAgain(cursor: string): Promise<void> {
    outdated.delete(cursor);
    try {
      const read = await readPage(orgId, filters, cursor);
      queryClient.setQueryData(queryKey, (data) => data && withPage(data, cursor, read));
    } catch {
      // This page of the list is read again when it is next in view. The error isn't shown here: other queries of the
      // web app fail for the same reason and show it.
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

/** Returns only the first page of the list, so that a refetch reads one page. */
function firstPageOf({ pages, pageParams }: JobPages): JobPages {
  return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}

/** Cursor of the list's page that holds this row. Empty: the newest page. */
function cursorAt(data: JobPages | undefined, row: number): string {
  let rowsBefore = 0;
  for (const [index, { items }] of (data?.pages ?? []).entries()) {
    rowsBefore += items.length;
    if (row < rowsBefore) return String(data?.pageParams[index]);
  }
  return "";
}
