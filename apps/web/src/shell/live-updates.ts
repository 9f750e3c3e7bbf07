/** Keeps the cached data of an organization current, based on its stream of live updates. */
import type { ReceivedUpdate } from "@gaffer/client";
import type { QueryKey } from "@tanstack/react-query";
import { gaffer, queryClient } from "../api/client.ts";
import { markConnected, markFresh } from "../api/connection.ts";
import { refreshOrg } from "../api/org-refresh.ts";
import { readFailedAgain } from "../api/recovery.ts";
import { filesKey } from "../features/files/index.ts";
import { cacheJobs, dropJob, isEnded, jobChildrenQuery, jobStatsQuery } from "../features/jobs/index.ts";
import { orgQuery } from "../features/orgs/index.ts";
import { cacheSchedule, schedulesKey } from "../features/schedules/index.ts";

/**
 * Poll interval in milliseconds while the stream isn't connected. A proxy may buffer responses, or too many streams may
 * be open.
 */
const pollMs = 10_000;
/** Time in milliseconds during which arriving events are collected, so that they are rendered together. */
const batchMs = 200;
/**
 * Minimum interval in milliseconds between reads of counts and of lists other than lists of jobs, however many events
 * arrive.
 */
const invalidateMs = 2000;

/**
 * Follows the organization's stream of live updates while the window is visible. Pauses while the window is hidden.
 * Returns a function that stops following.
 */
export function followOrg(orgId: string, onConnection: (isOpen: boolean) => void): () => void {
  const handle = createEventHandler(orgId);
  let lastEventId: string | undefined;
  let connection: AbortController | undefined;
  let isOpen = false;

  function report(open: boolean): void {
    isOpen = open;
    if (isOpen) {
      markConnected();
      readFailedAgain();
    } else markFresh();
    onConnection(isOpen);
  }

  async function listen(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of gaffer.org(orgId).live({ signal, lastEventId, onConnection: report })) {
        lastEventId = event.lastEventId ?? lastEventId;
        handle(event);
      }
    } catch {
      // Reads the organization again. If the user lost access, the failed read shows why.
      if (!signal.aborted) void queryClient.invalidateQueries({ queryKey: orgQuery(orgId).queryKey });
    }
  }

  function stop(): void {
    connection?.abort();
    connection = undefined;
  }

  function followWhileVisible(): void {
    if (document.hidden) stop();
    else if (!connection) {
      connection = new AbortController();
      void listen(connection.signal);
    }
  }

  const poll = setInterval(() => {
    if (!isOpen && !document.hidden) refreshOrg(orgId);
  }, pollMs);
  document.addEventListener("visibilitychange", followWhileVisible);
  followWhileVisible();
  return () => {
    clearInterval(poll);
    document.removeEventListener("visibilitychange", followWhileVisible);
    stop();
  };
}

/** Returns a function that collects events and writes them into the cache together. */
function createEventHandler(orgId: string): (event: ReceivedUpdate) => void {
  let waiting: ReceivedUpdate[] = [];
  const invalidate = createInvalidator(orgId);

  function flush(): void {
    const events = waiting;
    waiting = [];
    cacheJobs(
      orgId,
      events.flatMap((event) => (event.kind === "job" ? [event.job] : [])),
    );
    for (const event of events) {
      if (event.kind === "schedule") cacheSchedule(orgId, event.schedule);
      if (event.kind === "removed" && event.subject === "job") dropJob(orgId, event.id);
    }
    invalidate(events);
    if (events.some(({ kind }) => kind === "reset")) refreshOrg(orgId);
  }

  return (event) => {
    if (waiting.length === 0) setTimeout(flush, batchMs);
    waiting.push(event);
  };
}

/**
 * Returns a function that invalidates counts and lists after events: the first time immediately, then at most every
 * `invalidateMs`.
 */
function createInvalidator(orgId: string): (events: readonly ReceivedUpdate[]) => void {
  const outdated = new Map<string, QueryKey>();
  let nextAt = 0;

  function run(): void {
    nextAt = performance.now() + invalidateMs;
    for (const queryKey of outdated.values()) void queryClient.invalidateQueries({ queryKey });
    outdated.clear();
  }

  return (events) => {
    const isAwaited = outdated.size > 0;
    for (const event of events) for (const [name, key] of outdatedBy(orgId, event)) outdated.set(name, key);
    if (!isAwaited && outdated.size > 0) setTimeout(run, nextAt - performance.now());
  };
}

/** The query keys of what the event makes outdated, each with a name. */
function outdatedBy(orgId: string, event: ReceivedUpdate): [name: string, QueryKey][] {
  if (event.kind === "schedule" || (event.kind === "removed" && event.subject === "schedule")) {
    return [["schedules", schedulesKey(orgId)]];
  }
  if (event.kind !== "job") return [];
  const { parentId } = event.job;
  const outdated: [string, QueryKey][] = [["stats", jobStatsQuery(orgId).queryKey]];
  if (parentId) outdated.push([`children of ${parentId}`, jobChildrenQuery(orgId, parentId).queryKey]);
  // The ended job's handler may have written files, so the list of files is read again.
  if (isEnded(event.job)) outdated.push(["files", filesKey(orgId)]);
  return outdated;
}
