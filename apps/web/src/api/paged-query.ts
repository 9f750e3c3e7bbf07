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

/**
 * Query of a list. Reads the first page at once and each further page on request. The first page's cursor is an empty
 * string.
 */
export function pagedQuery<Item>({ read, limit, ...options }: PagedQuery<Item>) {
  return infiniteQueryOptions({
    ...options,
    queryFn: ({ pageParam, signal }) => read({ limit, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
