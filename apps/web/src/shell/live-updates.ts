/** Keeps the cached data of an organization current, based on its stream of live updates. */
import type { ReceivedUpdate } from "@gaffer/client";
import { gaffer, queryClient } from "../api/client.ts";
import { markConnected, markFresh } from "../api/connection.ts";
import { refreshOrg } from "../api/org-refresh.ts";
import { readFailedAgain } from "../api/recovery.ts";
import { filesKey } from "../features/files/index.ts";
import { dropJob, isEnded, jobStatsQuery, keepJobs } from "../features/jobs/index.ts";
import { orgQuery } from "../features/orgs/index.ts";
import { keepSchedule, schedulesKey } from "../features/schedules/index.ts";

/** Poll interval while no stream is connected, because a proxy buffers responses or there are too many streams. */
const pollMs = 10_000;
/** Events within this time are rendered together. */
const drawMs = 200;
/** Minimum interval between reads of counts and of lists other than jobs, however many events arrive. */
const countMs = 2000;

/** Follows the stream while the window is visible, and resumes it when it is visible again. Returns a function that stops it. */
export function followOrg(orgId: string, onConnection: (isOpen: boolean) => void): () => void {
  const take = createTaker(orgId);
  let lastEventId: string | undefined;
  let connection: AbortController | undefined;
  let isTold = false;

  function hear(isOpen: boolean): void {
    isTold = isOpen;
    if (isOpen) {
      markConnected();
      readFailedAgain();
    } else markFresh();
    onConnection(isOpen);
  }

  async function listen(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of gaffer.org(orgId).live({ signal, lastEventId, onConnection: hear })) {
        lastEventId = event.lastEventId ?? lastEventId;
        take(event);
      }
    } catch {
      // The page's own queries show why access was lost.
      if (!signal.aborted) void queryClient.invalidateQueries({ queryKey: orgQuery(orgId).queryKey });
    }
  }

  function stop(): void {
    connection?.abort();
    connection = undefined;
  }

  function followWhileSeen(): void {
    if (document.hidden) stop();
    else if (!connection) {
      connection = new AbortController();
      void listen(connection.signal);
    }
  }

  const poll = setInterval(() => {
    if (!isTold && !document.hidden) refreshOrg(orgId);
  }, pollMs);
  document.addEventListener("visibilitychange", followWhileSeen);
  followWhileSeen();
  return () => {
    clearInterval(poll);
    document.removeEventListener("visibilitychange", followWhileSeen);
    stop();
  };
}

/** Collects events, and writes them into the cache together. */
function createTaker(orgId: string): (event: ReceivedUpdate) => void {
  let waiting: ReceivedUpdate[] = [];
  const recount = createRecount(orgId);

  function draw(): void {
    const events = waiting;
    waiting = [];
    keepJobs(
      orgId,
      events.flatMap((event) => (event.kind === "job" ? [event.job] : [])),
    );
    for (const event of events) {
      if (event.kind === "schedule") keepSchedule(orgId, event.schedule);
      if (event.kind === "removed" && event.subject === "job") dropJob(orgId, event.id);
    }
    recount(events);
    if (events.some(({ kind }) => kind === "reset")) refreshOrg(orgId);
  }

  return (event) => {
    if (waiting.length === 0) setTimeout(draw, drawMs);
    waiting.push(event);
  };
}

/** Invalidates counts and lists after events: the first time immediately, then at most every `countMs`. */
function createRecount(orgId: string): (events: readonly ReceivedUpdate[]) => void {
  const outdated = new Map<string, readonly unknown[]>();
  let nextAt = 0;

  function read(): void {
    nextAt = performance.now() + countMs;
    for (const queryKey of outdated.values()) void queryClient.invalidateQueries({ queryKey });
    outdated.clear();
  }

  return (events) => {
    const isAwaited = outdated.size > 0;
    for (const event of events) {
      if (event.kind === "job") outdated.set("stats", jobStatsQuery(orgId).queryKey);
      // The job's handler may have written files.
      if (event.kind === "job" && isEnded(event.job)) outdated.set("files", filesKey(orgId));
      const isSchedule = event.kind === "schedule" || (event.kind === "removed" && event.subject === "schedule");
      if (isSchedule) outdated.set("schedules", schedulesKey(orgId));
    }
    if (!isAwaited && outdated.size > 0) setTimeout(read, nextAt - performance.now());
  };
}
