/**
 * One organization's streams and their pending changes. Several changes of the same row are one. Above the limit the
 * changes are dropped, and the streams get a `reset`. Pure.
 */
import type { Changed, Listening } from "./change-feed.ts";
import { beginOf, endOf, type Position } from "./event-id.ts";
import type { EventStream } from "./event-stream.ts";
import type { LiveUpdate } from "./read-updates.ts";

type ResetReason = Extract<LiveUpdate, { kind: "reset" }>["reason"];

export interface FeedLimits {
  /** Maximum number of pending changes. */
  maxPending: number;
  /** Maximum number of updates per poll. */
  maxPerPoll: number;
  /** Minimum time between two resets because of too many changes, in milliseconds. */
  resetMs: number;
}

/**
 * The updates to send now. `position`: where the streams resume after them. Absent: some changes are still pending, or
 * the recording isn't complete.
 */
export interface Due {
  reset: ResetReason | undefined;
  changed: Changed[];
  position?: Position;
}

export interface OrgFeed {
  orgId: string;
  streams: Set<EventStream>;
  /** Where the streams resume after a disconnection. undefined: not known yet. */
  position: Position | undefined;
  /** Adds changes. When there are too many, drops all and plans a reset. */
  add(changes: readonly Changed[]): void;
  /** Takes over the state of the recording. A new epoch means a gap, so it plans a reset. */
  setListening(listening: Listening): void;
  /**
   * Checks whether all transactions that started before the recording have ended. Plans a reset if some were still
   * running at an earlier check, because their changes may be unrecorded. Returns the epoch when the recording becomes
   * complete, otherwise undefined.
   */
  noteSettled(snapshot: string): string | undefined;
  take(snapshot: string, nowMs: number): Due;
}

export function createOrgFeed(orgId: string, { maxPending, maxPerPoll, resetMs }: FeedLimits): OrgFeed {
  /** Pending changes by subject and id, in the order of the first change. */
  const pending = new Map<string, Changed>();
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
      const addPending = (changed: Changed) => pending.set(`${changed.subject} ${changed.id}`, changed);
      for (const changed of changes) if (isWanted(changed)) addPending(changed);
      if (changes.length <= maxPending && pending.size <= maxPending) return;
      pending.clear();
      reset ??= "tooManyChanges";
      // A stream of one job gets that job's update even if its change was dropped.
      for (const {
        jobs: { jobId },
      } of feed.streams)
        if (jobId) addPending({ subject: "job", id: jobId });
    },

    setListening(renewed) {
      if (listening && listening.epoch !== renewed.epoch) {
        reset = "notResumable";
        unsettledBefore = undefined;
      }
      // Another process may have seen that all transactions from before the recording ended, but this process still has
      // to send its own reset.
      listening = { ...renewed, settled: renewed.settled && unsettledBefore === undefined };
    },

    noteSettled(snapshot) {
      if (!listening || listening.settled) return undefined;
      const isFirst = unsettledBefore === undefined;
      unsettledBefore ??= endOf(snapshot);
      if (beginOf(snapshot) < unsettledBefore) return undefined;
      listening = { ...listening, settled: true };
      unsettledBefore = undefined;
      if (!isFirst) reset = "openTransactions";
      return listening.epoch;
    },

    take(snapshot, nowMs) {
      const isHeldBack = reset === "tooManyChanges" && nowMs - lastResetMs < resetMs;
      const due: Due = { reset: isHeldBack ? undefined : reset, changed: [...pending.values()].slice(0, maxPerPoll) };
      if (due.reset) lastResetMs = nowMs;
      if (!isHeldBack) reset = undefined;
      for (const { subject, id } of due.changed) pending.delete(`${subject} ${id}`);
      const isComplete = pending.size === 0 && reset === undefined;
      // No position yet: a client that resumes before the recording is complete could miss changes of earlier
      // transactions.
      if (!isComplete || !listening?.settled) return due;
      feed.position = { epoch: listening.epoch, snapshot };
      return { ...due, position: feed.position };
    },
  };
  return feed;
}

/** Whether a stream can resume at a position, given a later snapshot and the state of the recording. */
export function canResume(from: Position, snapshot: string, listening: Listening | undefined): boolean {
  if (from.epoch !== listening?.epoch || endOf(from.snapshot) > endOf(snapshot)) return false;
  return listening.keptFrom === null || endOf(from.snapshot) > BigInt(listening.keptFrom);
}
