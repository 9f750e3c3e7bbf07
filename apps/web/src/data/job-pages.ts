/** What becomes of the pages of a list when something newer is known. Pure: it makes new pages and changes none. */
import type { Job, Page } from "@gaffer/client";
import type { InfiniteData } from "@tanstack/react-query";

type Pages = InfiniteData<Page<Job>>;

/** The same jobs as they are now. None comes in and none goes: whether they fit the list's filters isn't known here. */
export function patched(data: Pages, jobs: readonly Job[]): Pages {
  const known = new Map(jobs.map((job) => [job.id, job]));
  const pages = data.pages.map((page) => {
    if (!page.items.some(({ id }) => known.has(id))) return page;
    return { ...page, items: page.items.map((item) => known.get(item.id) ?? item) };
  });
  return { ...data, pages };
}

/**
 * The pages with the newest one read again: as far as it reaches, it is what there is, so new jobs come in and those that no
 * longer fit the filters go. When more have come than it holds, what was there before isn't its continuation any more and goes.
 */
export function withNewest(data: Pages, newest: Page<Job>): Pages {
  const [first, ...others] = data.pages;
  const last = newest.items.at(-1);
  if (!first || !last || newest.nextCursor === null) return { pages: [newest], pageParams: [""] };
  // Ids sort by the time they were made, and lists by id.
  const isOlder = ({ id }: Job) => id < last.id;
  const meets = data.pages.some((page) => page.items.some(({ id }) => id >= last.id));
  if (!meets) return { pages: [newest], pageParams: [""] };
  const rest = others.map((page) =>
    page.items.every(isOlder) ? page : { ...page, items: page.items.filter(isOlder) },
  );
  return { ...data, pages: [{ ...first, items: [...newest.items, ...first.items.filter(isOlder)] }, ...rest] };
}
