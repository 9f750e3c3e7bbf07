/** Reads an organization's visible data again after events may have been missed. */
import type { Query } from "@tanstack/react-query";
import { queryClient } from "./client.ts";

const missed = new Map<string, Set<() => void>>();

/** Calls back when events may have been missed. Returns a function that unsubscribes. */
export function onMissedEvents(orgId: string, listener: () => void): () => void {
  const listeners = missed.get(orgId) ?? new Set();
  missed.set(orgId, listeners.add(listener));
  return () => listeners.delete(listener);
}

/** Whether the query has `meta.isFollowed`: its list may be long, and its follower reads only the pages in view. */
export const isFollowed = ({ meta }: Query) => meta?.isFollowed === true;

/** Reads visible data of the organization again. Followed lists read as much as is in view, and hidden ones are dropped. */
export function refreshOrg(orgId: string): void {
  const isOfOrg = ({ queryKey: [, , init] }: Query) =>
    (init as { params?: { path?: { orgId?: string } } } | undefined)?.params?.path?.orgId === orgId;
  void queryClient.invalidateQueries({ predicate: (query) => isOfOrg(query) && !isFollowed(query) });
  queryClient.removeQueries({ type: "inactive", predicate: (query) => isOfOrg(query) && isFollowed(query) });
  for (const listener of missed.get(orgId) ?? []) listener();
}
