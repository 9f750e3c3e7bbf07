/** Keeps the changes of organizations recorded while somebody listens, and removes those that nobody will ask for. */
import type pg from "pg";
import { withOrgs } from "../../db/org-scope.ts";
import { forgetChanges, type Listening, listen } from "./change-feed.ts";

/** In milliseconds. */
export interface RecordingTiming {
  /** Between two times at which it is said that somebody listens, and old changes are removed. */
  renewMs: number;
  /** For how long changes are kept at least. */
  keptMs: number;
}

export function createRecording(pool: pg.Pool, { renewMs, keptMs }: RecordingTiming) {
  let renewedMs = Number.NEGATIVE_INFINITY;
  /** What was seen in the last minutes, the oldest first. */
  let marks: { atMs: number; snapshot: string }[] = [];

  return {
    /** Says that somebody listens to the new ones, and when it is time also to the others. Tells of those that it was said of. */
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
        // First, because it locks the listeners in one order for all processes.
        const listening = await listen(tx, orgIds);
        if (isDue && old) await forgetChanges(tx, orgIds, old.snapshot);
        return listening;
      });
    },

    /** Everything that this snapshot sees is on its way to whoever listens. */
    saw(snapshot: string): void {
      const nowMs = performance.now();
      if (nowMs - (marks.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= renewMs) marks.push({ atMs: nowMs, snapshot });
    },
  };
}
