/** Functions that update the pages of a list of jobs. They are pure: they return new pages. */
import type { JobSummary, Page } from "@gaffer/client";
import type { InfiniteData } from "@tanstack/react-query";

/** Pages of jobs, newest first. Ids sort by creation time, and the API sorts lists by id. */
export type JobPages = InfiniteData<Page<JobSummary>>;

/**
 * Writes current versions of jobs into the pages. Inserts a job that fits the list's filters, and removes a job that no
 * longer fits them. Jobs beyond the loaded pages are ignored.
 */
export function withJobs(data: JobPages, jobs: readonly JobSummary[], fits: (job: JobSummary) => boolean): JobPages {
  const updated = new Map(jobs.map((job) => [job.id, job]));
  const pages = data.pages.map((page) => {
    if (!page.items.some(({ id }) => updated.has(id))) return page;
    const items = page.items.flatMap((item) => {
      const now = updated.get(item.id) ?? item;
      updated.delete(item.id);
      return fits(now) ? [now] : [];
    });
    return { ...page, items };
  });
  for (const job of updated.values()) if (fits(job)) insert(pages, job);
  return { ...data, pages };
}

/** Inserts the job in the order of ids, if the page that the job belongs to is loaded. */
function insert(pages: Page<JobSummary>[], job: JobSummary): void {
  const isHere = ({ items, nextCursor }: Page<JobSummary>) => nextCursor === null || (items.at(-1)?.id ?? "~") < job.id;
  const index = pages.findIndex(isHere);
  const page = pages[index];
  if (!page) return;
  const before = page.items.filter(({ id }) => id > job.id);
  pages[index] = { ...page, items: [...before, job, ...page.items.slice(before.length)] };
}

/** Returns the pages without a deleted job. */
export function withoutJob(data: JobPages, jobId: string): JobPages {
  const isOther = ({ id }: JobSummary) => id !== jobId;
  const pages = data.pages.map((page) =>
    page.items.every(isOther) ? page : { ...page, items: page.items.filter(isOther) },
  );
  return { ...data, pages };
}

/**
 * Replaces a page after it was read again. The new page replaces all jobs in its range of ids, so new jobs are added
 * and jobs that no longer fit the filters are removed. If the newest page doesn't reach the next loaded page, the older
 * pages are dropped, because the jobs between the two pages are unknown.
 */
export function withPage(data: JobPages, cursor: string, read: Page<JobSummary>): JobPages {
  const index = data.pageParams.indexOf(cursor);
  if (index === -1) return data;
  const before = data.pages.slice(0, index);
  const [old, ...after] = data.pages.slice(index) as [Page<JobSummary>, ...Page<JobSummary>[]];
  const last = read.items.at(-1)?.id ?? "";
  const isOlder = ({ id }: JobSummary) => id < last;
  const goesOn = read.nextCursor !== null && [old, ...after].some(({ items }) => !items.every(isOlder));
  if (!goesOn) return { pages: [...before, read], pageParams: data.pageParams.slice(0, index + 1) };
  const rest = after.map((page) => (page.items.every(isOlder) ? page : { ...page, items: page.items.filter(isOlder) }));
  return { ...data, pages: [...before, { ...old, items: [...read.items, ...old.items.filter(isOlder)] }, ...rest] };
}
