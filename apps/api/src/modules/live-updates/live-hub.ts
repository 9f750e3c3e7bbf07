/**
 * The live-update streams of this process, with one poll of changes for all of them. It polls only while there are
 * streams. A stream joins between two polls, so the position of a poll is valid for every stream.
 */
import { type Transaction, withOrgs } from "../../db/org-scope.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { readChanges, readListening, settle } from "./change-feed.ts";
import { parseEventId, toEventId } from "./event-id.ts";
import { createEventStream, type EndReason, type EventStream, type StreamOptions } from "./event-stream.ts";
import { canResume, createOrgFeed, type FeedLimits, type OrgFeed } from "./org-feed.ts";
import { type LiveUpdate, readLiveUpdates } from "./read-updates.ts";
import { createRecording, type RecordingTiming } from "./recording.ts";

export interface LiveTiming extends FeedLimits, RecordingTiming {
  /** Interval of polls, in milliseconds. */
  pollMs: number;
  /** Interval of keepalives on a stream, in milliseconds. */
  heartbeatMs: number;
  /** Interval of access checks, in milliseconds. */
  recheckMs: number;
  /** Maximum size of a client's buffer, in bytes. */
  maxBufferBytes: number;
  /** Maximum number of streams that join in one poll. Each stream may have to read the changes that it missed. */
  maxJoins: number;
  /** Interval of polls while streams wait to join, in milliseconds. */
  gapMs: number;
}

export const defaultLiveTiming: LiveTiming = {
  pollMs: 500,
  heartbeatMs: 15_000,
  recheckMs: 5_000,
  renewMs: 30_000,
  keptMs: 120_000,
  resetMs: 5_000,
  maxPending: 1_000,
  maxPerPoll: 100,
  maxBufferBytes: 64 * 1024,
  maxJoins: 50,
  gapMs: 50,
};

export interface LiveHubOptions {
  timing: LiveTiming;
  limits: StreamLimits;
}

export interface LiveHub {
  /** Resolves with a stream's content when the recording is on. Throws a problem above a limit. */
  open(options: StreamOptions): Promise<ReadableStream<Uint8Array>>;
  /** Number of open streams. */
  size(): number;
  /** Ends all streams and refuses new ones. */
  stop(): void;
}

interface Joining extends PromiseWithResolvers<void> {
  stream: EventStream;
}

export function createLiveHub(
  { apiPool: pool, reportError }: Pick<Services, "apiPool" | "reportError">,
  { timing, limits }: LiveHubOptions,
): LiveHub {
  const streams = new Set<EventStream>();
  const feeds = new Map<string, OrgFeed>();
  let recording = createRecording(pool, timing);
  const joining: Joining[] = [];
  /** The snapshot of the last poll. undefined: no poll has run since the first stream opened. */
  let lastSnapshot: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;
  let stopped = false;

  function startPoll(): void {
    clearTimeout(timer);
    polling ??= poll().finally(() => {
      polling = undefined;
      const waitMs = joining.length > 0 ? Math.min(timing.gapMs, timing.pollMs) : timing.pollMs;
      if (streams.size > 0) timer = setTimeout(startPoll, waitMs);
      else forgetFeeds();
    });
  }

  function forgetFeeds(): void {
    feeds.clear();
    recording = createRecording(pool, timing);
    lastSnapshot = undefined;
  }

  async function poll(): Promise<void> {
    const joins = joining.splice(0, timing.maxJoins);
    try {
      await renewRecording(joins);
      // The transaction isn't repeated after a conflict (`once`), because updates that were sent can't be taken back.
      if (feeds.size > 0) await withOrgs(pool, [...feeds.keys()], (tx) => sendChanges(tx, joins), { once: true });
      // If an organization has no recording, it was deleted after the request was authorized.
      for (const { stream, resolve, reject } of joins) feeds.has(stream.orgId) ? resolve() : reject(notFound());
      sendKeepalives();
    } catch (cause) {
      for (const { reject } of joins) reject(cause);
      if (streams.size > joins.length)
        reportError({ message: "can't read changes; all live-update streams end", cause });
      endAll("unavailable");
      forgetFeeds();
    }
  }

  async function renewRecording(joins: readonly Joining[]): Promise<void> {
    for (const [orgId, { streams }] of feeds) if (streams.size === 0) feeds.delete(orgId);
    const added = joins.map(({ stream }) => stream.orgId).filter((orgId) => !feeds.has(orgId));
    for (const [orgId, listening] of await recording.keep([...feeds.keys()], added)) {
      const feed = feeds.get(orgId) ?? createOrgFeed(orgId, timing);
      feed.setListening(listening);
      feeds.set(orgId, feed);
    }
  }

  async function sendChanges(tx: Transaction, joins: readonly Joining[]): Promise<void> {
    const nowMs = performance.now();
    const orgIds = [...feeds.keys()];
    const { snapshot, byOrg } = await readChanges(tx, { orgIds, since: lastSnapshot, most: timing.maxPending + 1 });
    lastSnapshot = snapshot;
    recording.saw(snapshot);
    // Streams join before the changes are distributed, so that they also get the changes that they missed.
    const firstUpdates = new Map<EventStream, LiveUpdate[]>();
    for (const { stream } of joins) firstUpdates.set(stream, await join(tx, stream, snapshot));
    const settled = new Map<string, string>();
    for (const feed of feeds.values()) {
      feed.add(byOrg.get(feed.orgId) ?? []);
      const epoch = feed.noteSettled(snapshot);
      if (epoch) settled.set(feed.orgId, epoch);
      const { reset, changed, position } = feed.take(snapshot, nowMs);
      const resets: LiveUpdate[] = reset ? [{ kind: "reset", reason: reset }] : [];
      const events = [...resets, ...(await readLiveUpdates(tx, feed.orgId, changed))];
      for (const stream of feed.streams)
        deliver(stream, [...(firstUpdates.get(stream) ?? []), ...events], position && toEventId(position), nowMs);
    }
    await settle(tx, settled);
  }

  /** Sends updates to a stream, or ends a stream that is too slow. Its client reconnects and resumes at the last id. */
  function deliver(stream: EventStream, events: readonly LiveUpdate[], id: string | undefined, nowMs: number): void {
    if (stream.isSlow()) end(stream, "slow");
    else stream.send(events, id, nowMs);
  }

  /**
   * Adds a stream to its organization's feed. Returns a reset if the stream can't resume. Otherwise the changes that it
   * missed become pending for the whole organization.
   */
  async function join(tx: Transaction, stream: EventStream, snapshot: string): Promise<LiveUpdate[]> {
    const feed = feeds.get(stream.orgId);
    // A failed poll has ended all streams, including joining ones.
    if (!feed || !streams.has(stream)) return [];
    feed.streams.add(stream);
    const { orgId, lastEventId } = stream;
    if (lastEventId === undefined) return [{ kind: "reset", reason: "connected" }];
    const from = parseEventId(lastEventId);
    const isResumable = async () => from && canResume(from, snapshot, await readListening(tx, orgId));
    // Whether the stream can resume is checked before the read, because a forged id must not cost a query. It is
    // checked again after the read, because another process may have removed changes meanwhile.
    const missed =
      (await isResumable()) &&
      (await readChanges(tx, { orgIds: [orgId], since: from?.snapshot, most: timing.maxPending + 1 }));
    if (!missed || !(await isResumable())) return [{ kind: "reset", reason: "notResumable" }];
    feed.add(missed.byOrg.get(orgId) ?? []);
    return [];
  }

  function sendKeepalives(): void {
    const nowMs = performance.now();
    for (const { streams, position } of feeds.values())
      for (const stream of streams) stream.sendKeepalive(position && toEventId(position), nowMs, timing.heartbeatMs);
    const due = [...streams].filter(({ checkedMs }) => nowMs - checkedMs >= timing.recheckMs);
    for (const group of Map.groupBy(due, ({ credential }) => credential).values()) void recheck(group, nowMs);
  }

  /**
   * Checks access once for all streams of one credential. Ends these streams if access was lost or can't be checked.
   */
  async function recheck(group: readonly EventStream[], nowMs: number): Promise<void> {
    for (const stream of group) stream.checkedMs = nowMs;
    try {
      await group[0]?.reauthorize();
    } catch (error) {
      const isRefused = error instanceof ProblemError && error.kind !== "unavailable";
      for (const stream of group) end(stream, isRefused ? "access" : "unavailable");
    }
  }

  function end(stream: EventStream, reason: EndReason): void {
    leave(stream);
    stream.end(reason);
  }

  function leave(stream: EventStream): void {
    streams.delete(stream);
    feeds.get(stream.orgId)?.streams.delete(stream);
  }

  function endAll(reason: EndReason): void {
    for (const stream of streams) end(stream, reason);
  }

  return {
    async open(options) {
      if (stopped) throw stopping();
      assertPlace(limits, streams, options);
      const stream = createEventStream(options, {
        maxBufferBytes: timing.maxBufferBytes,
        async onCancel() {
          leave(stream);
          await polling;
        },
      });
      stream.checkedMs = performance.now();
      const place = { stream, ...Promise.withResolvers<void>() };
      streams.add(stream);
      joining.push(place);
      startPoll();
      await place.promise.catch((error) => {
        leave(stream);
        throw error;
      });
      return stream.body;
    },
    size: () => streams.size,
    stop() {
      stopped = true;
      clearTimeout(timer);
      endAll("stopping");
    },
  };
}

function stopping(): ProblemError {
  return new ProblemError("unavailable", "The server is stopping. Try again in 2 s.", { retryAfterSeconds: 2 });
}

/** Maximum numbers of open streams of one process: in all, per organization, and per API key or user. */
interface StreamLimits {
  all: number;
  org: number;
  actor: number;
}

type Listener = { orgId: string; actor: string };

/** Throws a problem if a new stream would exceed a limit. */
function assertPlace(limits: StreamLimits, open: Iterable<Listener>, { orgId, actor }: Listener): void {
  const count = { all: 0, org: 0, actor: 0 };
  for (const stream of open) {
    count.all++;
    if (stream.orgId === orgId) count.org++;
    if (stream.actor === actor) count.actor++;
  }
  if (count.actor >= limits.actor) throw tooMany(`You have ${count.actor} streams`);
  if (count.org >= limits.org) throw tooMany(`The organization has ${count.org} streams`);
  if (count.all >= limits.all) throw tooMany(`The server has ${count.all} streams`);
}

function tooMany(what: string): ProblemError {
  const detail = `${what} open, which is the limit. Close one, or try again in 10 s.`;
  return new ProblemError("too-many-requests", detail, { retryAfterSeconds: 10 });
}
