import type { Page } from "@gaffer/client";
import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

interface PagedQuery<Item> {
  queryKey: QueryKey;
  limit: number;
  read: (page: { limit: number; cursor?: string }, options: { signal: AbortSignal }) => Promise<Page<Item>>;
  refetchInterval?: number;
  staleTime?: number;
  gcTime?: number;
}

/** A list that is read page by page, as somebody asks for more. The first page has no cursor, which is empty here. */
export function pagedQuery<Item>({ read, limit, ...options }: PagedQuery<Item>) {
  return infiniteQueryOptions({
    ...options,
    queryFn: ({ pageParam, signal }) => read({ limit, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
