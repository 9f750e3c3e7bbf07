import type { Page } from "@gaffer/client";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { PageSkeleton } from "../ui/skeleton.tsx";
import { useRestoredFocus } from "../ui/use-restored-focus.ts";
import { ReadProblem } from "./read-problem.tsx";

interface PagedListProps<Item> {
  label: string;
  list: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  /** Placeholder that is shown if the list is empty. */
  empty: ReactNode;
  /** Renders an item as an element with a React key. */
  children: (item: Item) => ReactElement;
}

/** A list with a button that reads the next page. */
export function PagedList<Item>({ label, list, empty, children }: PagedListProps<Item>) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const part = useRestoredFocus(list.data);
  return (
    <div ref={part} tabIndex={-1} className="outline-none">
      <ReadProblem query={list} />
      {list.isPending && <PageSkeleton />}
      {list.isSuccess && items.length === 0 && empty}
      {items.length > 0 && (
        <ul aria-label={label} className="border-t border-line-strong">
          {items.map(children)}
        </ul>
      )}
      {list.hasNextPage && (
        <Button className="mt-4" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
