/**
 * Whose turn it is: start-time fair queueing over organizations. Pure.
 *
 * Each message gets a turn, and the lowest turn is served first. An organization's next turn is one after its last, but
 * never before the turn that is being served: so organizations that have work waiting alternate, whatever they have
 * queued, and one that comes with a single job is next. It can't save up turns while it has nothing to do, either.
 */
import type { Priority } from "./handlers/types.ts";

export interface OrgLoad {
  /** Messages that are due and jobs that run. */
  admitted: number;
  /** The turn of its next message. */
  turn: number;
  /**
   * The turn of its next message of high priority. It overtakes the organization's own messages; it is charged to
   * `turn` like any other, so it takes nothing from other organizations.
   */
  highTurn: number;
}

/** What one job costs. An organization with a larger share will pay less. */
const turnsPerJob = 1;

/** Gives the next message of this priority its turn. `served` is the latest turn that was served. */
export function takeTurn(load: OrgLoad, priority: Priority, served: number): { turn: number; load: OrgLoad } {
  const admitted = load.admitted + 1;
  const nextTurn = Math.max(load.turn, served) + turnsPerJob;
  if (priority !== "high") return { turn: nextTurn - turnsPerJob, load: { ...load, admitted, turn: nextTurn } };
  const turn = Math.max(load.highTurn, served);
  return { turn, load: { admitted, turn: nextTurn, highTurn: turn + turnsPerJob } };
}
