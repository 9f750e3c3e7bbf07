/**
 * Whose turn it is: start-time fair queueing over organizations, weighted by the shares of their plans. Pure.
 *
 * Each message gets a turn, and the lowest turn is served first. An organization's next turn comes after its last, the sooner the
 * larger its share is, but never before the turn that is being served: so organizations that have work waiting alternate, whatever they have
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
  /** How many of its jobs are served for each one of an organization with 1. */
  share: number;
}

/** What one job costs with a share of 1. The shares from 1 to 6 divide it, so that they are exact. */
export const turnsPerJob = 60;

/** Gives the next message of this priority its turn. `served` is the latest turn that was served. */
export function takeTurn<Load extends OrgLoad>(
  load: Load,
  priority: Priority,
  served: number,
): { turn: number; load: Load } {
  const admitted = load.admitted + 1;
  const cost = Math.floor(turnsPerJob / load.share);
  const nextTurn = Math.max(load.turn, served) + cost;
  if (priority !== "high") return { turn: nextTurn - cost, load: { ...load, admitted, turn: nextTurn } };
  const turn = Math.max(load.highTurn, served);
  return { turn, load: { ...load, admitted, turn: nextTurn, highTurn: turn + cost } };
}
