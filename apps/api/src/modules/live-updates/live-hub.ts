/**
 * The streams of this process, and the one reader of changes for all of them. It goes round while there are streams, and does nothing
 * while there are none. Streams enter between rounds, so that what a round says of where it is holds for all that it is told to.
 */
import type pg from "pg";
import { type Transaction, withOrgs } from "../../db/org-scope.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import type { ReportError } from "../../throttled-log.ts";
import { readChanges, readListening, settle } from "./change-feed.ts";
import { parseEventId, toEventId } from "./event-id.ts";
import { createEventStream, type EndReason, type EventStream, type StreamOptions } from "./event-stream.ts";
import { canGoOn, createOrgFeed, type FeedLimits, type OrgFeed } from "./org-feed.ts";
import { type LiveUpdate, readLiveUpdates } from "./read-updates.ts";
import { createRecording, type RecordingTiming } from "./recording.ts";
import { assertPlace, type StreamLimits } from "./stream-places.ts";

export interface LiveTiming extends FeedLimits, RecordingTiming {
  /** Between two looks at what has changed, in milliseconds. */
  pollMs: number;
  /** Between two signs of life on a stream, in milliseconds. */
  heartbeatMs: number;
  /** Between two looks at whether a caller may still read, in milliseconds. */
  recheckMs: number;
  /** How much may wait for one client. */
  mostWaitingBytes: number;
  /** How many streams enter in one round: what they have missed is read one after the other. */
  mostJoins: number;
  /** Between two rounds while streams wait to enter, in milliseconds. */
  gapMs: number;
}

export const defaultLiveTiming: LiveTiming = {
  pollMs: 500,
  heartbeatMs: 15_000,
  recheckMs: 5_000,
  renewMs: 30_000,
  keptMs: 120_000,
  resetMs: 5_000,
  mostOwed: 1_000,
  mostAtOnce: 100,
  mostWaitingBytes: 64 * 1024,
  mostJoins: 50,
  gapMs: 50,
};

export interface LiveHubOptions {
  pool: pg.Pool;
  timing: LiveTiming;
  limits: StreamLimits;
  onError: ReportError;
}

export interface LiveHub {
  /** Resolves with a stream's content once changes are listened to. Throws the refusal of one too many. */
  open(options: StreamOptions): Promise<ReadableStream<Uint8Array>>;
  /** How many streams there are. */
  size(): number;
  /** Ends all streams, and takes no more. */
  stop(): void;
}

interface Joining extends PromiseWithResolvers<void> {
  stream: EventStream;
}

export function createLiveHub({ pool, timing, limits, onError }: LiveHubOptions): LiveHub {
  const streams = new Set<EventStream>();
  const feeds = new Map<string, OrgFeed>();
  let recording = createRecording(pool, timing);
  const joining: Joining[] = [];
  /** The snapshot of the last round; undefined: nobody was there. */
  let seen: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  let stopped = false;

  function goRound(): void {
    clearTimeout(timer);
    round ??= runRound().finally(() => {
      round = undefined;
      const waitMs = joining.length > 0 ? Math.min(timing.gapMs, timing.pollMs) : timing.pollMs;
      if (streams.size > 0) timer = setTimeout(goRound, waitMs);
      else forgetAll();
    });
  }

  function forgetAll(): void {
    feeds.clear();
    recording = createRecording(pool, timing);
    seen = undefined;
  }

  async function runRound(): Promise<void> {
    const joins = joining.splice(0, timing.mostJoins);
    try {
      await listenFor(joins);
      // Once: what the streams were sent can't be taken back.
      if (feeds.size > 0) await withOrgs(pool, [...feeds.keys()], (tx) => tellChanges(tx, joins), { once: true });
      // An organization that nobody can listen to has gone since the request was let in.
      for (const { stream, resolve, reject } of joins) feeds.has(stream.orgId) ? resolve() : reject(notFound());
      keepAlive();
    } catch (cause) {
      for (const { reject } of joins) reject(cause);
      if (streams.size > joins.length)
        onError({ message: "changes can't be read, so all streams of events end", cause });
      endAll("unavailable");
      forgetAll();
    }
  }

  async function listenFor(joins: readonly Joining[]): Promise<void> {
    for (const [orgId, { streams }] of feeds) if (streams.size === 0) feeds.delete(orgId);
    const added = joins.map(({ stream }) => stream.orgId).filter((orgId) => !feeds.has(orgId));
    for (const [orgId, listening] of await recording.keep([...feeds.keys()], added)) {
      const feed = feeds.get(orgId) ?? createOrgFeed(orgId, timing);
      feed.hear(listening);
      feeds.set(orgId, feed);
    }
  }

  async function tellChanges(tx: Transaction, joins: readonly Joining[]): Promise<void> {
    const nowMs = performance.now();
    const orgIds = [...feeds.keys()];
    const { snapshot, byOrg } = await readChanges(tx, { orgIds, since: seen, most: timing.mostOwed + 1 });
    seen = snapshot;
    recording.saw(snapshot);
    // Who enters is there before changes are given out: what it has missed is wanted by it.
    const greetings = new Map<EventStream, LiveUpdate[]>();
    for (const { stream } of joins) greetings.set(stream, await enter(tx, stream, snapshot));
    const settled = new Map<string, string>();
    for (const feed of feeds.values()) {
      feed.add(byOrg.get(feed.orgId) ?? []);
      const epoch = feed.settles(snapshot);
      if (epoch) settled.set(feed.orgId, epoch);
      const { reset, changed, position } = feed.take(snapshot, nowMs);
      const resets: LiveUpdate[] = reset ? [{ kind: "reset", reason: reset }] : [];
      const events = [...resets, ...(await readLiveUpdates(tx, feed.orgId, changed))];
      for (const stream of feed.streams)
        tell(stream, [...(greetings.get(stream) ?? []), ...events], position && toEventId(position), nowMs);
    }
    await settle(tx, settled);
  }

  /** Whoever hasn't taken what came before is left behind, and goes on by the last id, like one whose connection broke. */
  function tell(stream: EventStream, events: readonly LiveUpdate[], id: string | undefined, nowMs: number): void {
    if (stream.isSlow()) end(stream, "slow");
    else stream.send(events, id, nowMs);
  }

  /** Says where it has to begin anew. What one that goes on has missed is owed to all of its organization, for whom it is no news. */
  async function enter(tx: Transaction, stream: EventStream, snapshot: string): Promise<LiveUpdate[]> {
    const feed = feeds.get(stream.orgId);
    // One that came while a round failed was ended with all others.
    if (!feed || !streams.has(stream)) return [];
    feed.streams.add(stream);
    const { orgId, lastEventId } = stream;
    if (lastEventId === undefined) return [{ kind: "reset", reason: "connected" }];
    const from = parseEventId(lastEventId);
    const mayGoOn = async () => from && canGoOn(from, snapshot, await readListening(tx, orgId));
    // Asked before, because what a caller makes up isn't worth reading for; and afterwards, because another process may have
    // removed some before they were read.
    const missed =
      (await mayGoOn()) &&
      (await readChanges(tx, { orgIds: [orgId], since: from?.snapshot, most: timing.mostOwed + 1 }));
    if (!missed || !(await mayGoOn())) return [{ kind: "reset", reason: "notResumable" }];
    feed.add(missed.byOrg.get(orgId) ?? []);
    return [];
  }

  function keepAlive(): void {
    const nowMs = performance.now();
    for (const { streams, position } of feeds.values())
      for (const stream of streams) stream.beat(position && toEventId(position), nowMs, timing.heartbeatMs);
    const due = [...streams].filter(({ checkedMs }) => nowMs - checkedMs >= timing.recheckMs);
    for (const group of Map.groupBy(due, ({ credential }) => credential).values()) void recheck(group, nowMs);
  }

  /** Looks once for all streams that one caller has. */
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
        mostWaitingBytes: timing.mostWaitingBytes,
        async onCancel() {
          leave(stream);
          await round;
        },
      });
      stream.checkedMs = performance.now();
      const place = { stream, ...Promise.withResolvers<void>() };
      streams.add(stream);
      joining.push(place);
      goRound();
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
