/**
 * Group commit: items that are submitted in one turn of the event loop, or while commits are running, share the next
 * commit. When fewer than `inFlight` commits run, a commit starts at the end of the turn, after the requests that
 * arrived together have submitted their items.
 */
import { databaseUnavailable } from "./database-unavailable.ts";

export interface GroupCommitOptions<Item, Result> {
  /**
   * Commits all items in one transaction. Returns a result or an error for each, in the order of the items. Throws when
   * nothing was committed.
   */
  commit: (items: Item[]) => Promise<(Result | Error)[]>;
  /** Size of an item, in the unit of `maxSize`. */
  sizeOf: (item: Item) => number;
  maxSize: number;
  /** Maximum number of concurrent commits. */
  inFlight: number;
  /**
   * Minimum time between the starts of two commits, in milliseconds, so that items that arrive one by one share a
   * commit too. An urgent item or a full group doesn't wait. Default: none.
   */
  spacing?: { ms: number; isUrgent: (item: Item) => boolean };
}

export interface GroupCommit<Item, Result> {
  /** Resolves when the item is committed, rejects when it isn't. */
  submit(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> extends PromiseWithResolvers<Result> {
  item: Item;
}

export function createGroupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  const { commit, sizeOf, maxSize, inFlight, spacing } = options;
  const waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  let scheduled = false;
  let lastStart = Number.NEGATIVE_INFINITY;
  let pausing = false;

  /** How long the next commit has to wait, in milliseconds. */
  function pause(): number {
    if (!spacing || waiting.some(({ item }) => spacing.isUrgent(item))) return 0;
    if (waiting.reduce((size, { item }) => size + sizeOf(item), 0) >= maxSize) return 0;
    return lastStart + spacing.ms - performance.now();
  }

  function takeGroup(): Waiting<Item, Result>[] {
    let size = 0;
    let count = 0;
    for (const { item } of waiting) {
      size += sizeOf(item);
      if (count > 0 && size > maxSize) break;
      count++;
    }
    return waiting.splice(0, count);
  }

  async function commitNext(): Promise<void> {
    if (running >= inFlight || waiting.length === 0) return;
    const ms = pause();
    if (ms > 0) {
      if (pausing) return;
      pausing = true;
      setTimeout(() => {
        pausing = false;
        void commitNext();
      }, ms);
      return;
    }
    running++;
    lastStart = performance.now();
    const group = takeGroup();
    await settle(group);
    running--;
    void commitNext();
  }

  async function settle(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await commit(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index] as Result | Error;
        if (result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      // After a failed commit, each item is committed alone, so that one bad item doesn't fail the others. If the
      // database is unreachable, all items fail.
      if (group.length > 1 && !databaseUnavailable(error)) for (const one of group) await settle([one]);
      else for (const { reject } of group) reject(error);
    }
  }

  return {
    submit(item) {
      const one = { item, ...Promise.withResolvers<Result>() };
      waiting.push(one);
      if (!scheduled && running < inFlight) {
        scheduled = true;
        setImmediate(() => {
          scheduled = false;
          void commitNext();
        });
      }
      return one.promise;
    },
  };
}
