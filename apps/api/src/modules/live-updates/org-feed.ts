/**
 * One organization's streams and what they are owed. Changes of the same thing are one; when there are more than can be sent, they are
 * dropped, and the streams told to read everything again. Pure.
 */
import type { Changed, Listening } from "./change-feed.ts";
import { beginOf, endOf, type Position } from "./event-id.ts";
import type { EventStream } from "./event-stream.ts";
import type { LiveUpdate } from "./read-updates.ts";

type ResetReason = Extract<LiveUpdate, { kind: "reset" }>["reason"];

export interface FeedLimits {
  /** How many changes may be owed. */
  mostOwed: number;
  /** How many events are sent in one round. */
  mostAtOnce: number;
  /** Between two resets because there was too much, in milliseconds. */
  resetMs: number;
}

/** What is to be sent now, and where the streams would go on after that; absent: some is still owed. */
export interface Due {
  reset: ResetReason | undefined;
  changed: Changed[];
  position?: Position;
}

export interface OrgFeed {
  orgId: string;
  streams: Set<EventStream>;
  /** Where its streams would go on; undefined: that can't be said yet. */
  position: Position | undefined;
  /** More than may be owed can be less than there are. */
  add(changes: readonly Changed[]): void;
  /** Takes over what is known of the recording. After a gap in it everything has to be read again. */
  hear(listening: Listening): void;
  /**
   * Looks whether a transaction is under way that may have written before anybody listened, and owes a reset once those that were
   * have ended. Says the epoch of which everything is known to be recorded since this moment.
   */
  settles(snapshot: string): string | undefined;
  take(snapshot: string, nowMs: number): Due;
}

export function createOrgFeed(orgId: string, { mostOwed, mostAtOnce, resetMs }: FeedLimits): OrgFeed {
  /** By what they are about, the longest owed first. */
  const owed = new Map<string, Changed>();
  let listening: Listening | undefined;
  let reset: ResetReason | undefined;
  let lastResetMs = Number.NEGATIVE_INFINITY;
  let unsettledBefore: bigint | undefined;

  function isWanted(changed: Changed): boolean {
    for (const stream of feed.streams) if (stream.wants(changed)) return true;
    return false;
  }

  const feed: OrgFeed = {
    orgId,
    streams: new Set(),
    position: undefined,

    add(changes) {
      const owe = (changed: Changed) => owed.set(`${changed.subject} ${changed.id}`, changed);
      for (const changed of changes) if (isWanted(changed)) owe(changed);
      if (changes.length <= mostOwed && owed.size <= mostOwed) return;
      owed.clear();
      reset ??= "tooManyChanges";
      // Who looks at one job only is told of it, whether or not it was among them.
      for (const { jobId } of feed.streams) if (jobId) owe({ subject: "job", id: jobId });
    },

    hear(heard) {
      if (listening && listening.epoch !== heard.epoch) {
        reset = "notResumable";
        unsettledBefore = undefined;
      }
      // Whether others have seen the end of what was under way says nothing of what is still to be told here.
      listening = { ...heard, settled: heard.settled && unsettledBefore === undefined };
    },

    settles(snapshot) {
      if (!listening || listening.settled) return undefined;
      const isFirst = unsettledBefore === undefined;
      unsettledBefore ??= endOf(snapshot);
      if (beginOf(snapshot) < unsettledBefore) return undefined;
      listening = { ...listening, settled: true };
      unsettledBefore = undefined;
      if (!isFirst) reset = "underWay";
      return listening.epoch;
    },

    take(snapshot, nowMs) {
      const isHeldBack = reset === "tooManyChanges" && nowMs - lastResetMs < resetMs;
      const due: Due = { reset: isHeldBack ? undefined : reset, changed: [...owed.values()].slice(0, mostAtOnce) };
      if (due.reset) lastResetMs = nowMs;
      if (!isHeldBack) reset = undefined;
      for (const { subject, id } of due.changed) owed.delete(`${subject} ${id}`);
      const isComplete = owed.size === 0 && reset === undefined;
      // What was under way before anybody listened isn't known to whoever would go on from here.
      if (!isComplete || !listening?.settled) return due;
      feed.position = { epoch: listening.epoch, snapshot };
      return { ...due, position: feed.position };
    },
  };
  return feed;
}

/** Whether a stream can go on from there with the changes that were read by this snapshot, if that is what was recorded afterwards. */
export function canGoOn(from: Position, snapshot: string, listening: Listening | undefined): boolean {
  if (from.epoch !== listening?.epoch || endOf(from.snapshot) > endOf(snapshot)) return false;
  return listening.keptFrom === null || endOf(from.snapshot) > BigInt(listening.keptFrom);
}
