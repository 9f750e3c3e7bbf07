/** Reads an organization's visible data again when events of its live updates may have been missed. */
import type { Query } from "@tanstack/react-query";
import { queryClient } from "./client.ts";

const missed = new Map<string, Set<() => void>>();

/** Calls the listener when events of the live updates may have been missed. Returns a function that unsubscribes. */
export function onMissedEvents(orgId: string, listener: () => void): () => void {
  const listeners = missed.get(orgId) ?? new Set();
  missed.set(orgId, listeners.add(listener));
  return () => listeners.delete(listener);
}

/**
 * Whether the query reads a followed list (`meta.isFollowed`): a list that events keep current. A followed list may be
 * long, so only its pages in view are read again.
 */
export const isFollowed = ({ meta }: Query) => meta?.isFollowed === true;

/**
 * Reads the organization's visible data again. In visible followed lists, only the pages in view are read. Hidden
 * followed lists are dropped.
 */
export function refreshOrg(orgId: string): void {
  const isOfOrg = ({ queryKey: [, , init] }: Query) =>
    (init as { params?: { path?: { orgId?: string } } } | undefined)?.params?.path?.orgId === orgId;
  void queryClient.invalidateQueries({ predicate: (query) => isOfOrg(query) && !isFollowed(query) });
  queryClient.removeQueries({ type: "inactive", predicate: (query) => isOfOrg(query) && isFollowed(query) });
  for (const listener of missed.get(orgId) ?? []) listener();
}
