/**
 * Keeps the recording of changes on for organizations with streams, and removes changes that no client can resume from.
 */
import type pg from "pg";
import { withOrgs } from "../../db/org-scope.ts";
import { forgetChanges, type Listening, listen } from "./change-feed.ts";

/** Times in milliseconds. */
export interface RecordingTiming {
  /** Interval of renewing the recording and removing old changes. */
  renewMs: number;
  /** Minimum time for which changes are kept. */
  keptMs: number;
}

export function createRecording(pool: pg.Pool, { renewMs, keptMs }: RecordingTiming) {
  let renewedMs = Number.NEGATIVE_INFINITY;
  /** Snapshots of the last minutes, oldest first. */
  let marks: { atMs: number; snapshot: string }[] = [];

  return {
    /**
     * Starts recording for the organizations in `added`, and renews the recording for those in `known` when a renewal
     * is due. Returns the state of each renewed organization.
     */
    async keep(known: readonly string[], added: readonly string[]): Promise<Map<string, Listening>> {
      const nowMs = performance.now();
      const isDue = nowMs - renewedMs >= renewMs;
      const orgIds = [...new Set([...(isDue ? known : []), ...added])];
      if (orgIds.length === 0) return new Map();
      const old = marks.findLast(({ atMs }) => nowMs - atMs >= keptMs);
      if (isDue) {
        renewedMs = nowMs;
        marks = marks.filter(({ atMs }) => atMs >= (old?.atMs ?? 0));
      }
      return withOrgs(pool, orgIds, async (tx) => {
        // `listen` comes first, because it locks the rows of listeners in one order for all processes.
        const listening = await listen(tx, orgIds);
        if (isDue && old) await forgetChanges(tx, orgIds, old.snapshot);
        return listening;
      });
    },

    /** Notes that the streams got everything that this snapshot sees. After `keptMs` these changes can be removed. */
    saw(snapshot: string): void {
      const nowMs = performance.now();
      if (nowMs - (marks.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= renewMs) marks.push({ atMs: nowMs, snapshot });
    },
  };
}
