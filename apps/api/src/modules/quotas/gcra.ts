/**
 * The generic cell rate algorithm (GCRA): a number of requests per minute, in a burst or evenly. Pure.
 *
 * Its state is one instant, the theoretical arrival time of the next request. Each request moves it forward by its share of the minute. It
 * is at most one minute ahead.
 */

/** The window of the limit, in milliseconds. */
export const windowMs = 60_000;

export interface Moment {
  /** Requests per minute. */
  limit: number;
  nowMs: number;
}

/** Number of requests that are allowed at this moment. */
export function leftAt(arrivesAtMs: number, { limit, nowMs }: Moment): number {
  // The small addend compensates the rounding of fractions of milliseconds.
  return Math.floor(((nowMs + windowMs - startOf(arrivesAtMs, nowMs)) * limit) / windowMs + 1e-5);
}

/** Takes up to `wanted` requests. Returns the number taken and the new state. */
export function takeFrom(
  arrivesAtMs: number,
  wanted: number,
  moment: Moment,
): { granted: number; arrivesAtMs: number } {
  const granted = Math.min(wanted, leftAt(arrivesAtMs, moment));
  return { granted, arrivesAtMs: startOf(arrivesAtMs, moment.nowMs) + (granted * windowMs) / moment.limit };
}

/** Milliseconds until the next request is allowed. 0: now. */
export function waitMs(arrivesAtMs: number, moment: Moment): number {
  if (leftAt(arrivesAtMs, moment) > 0) return 0;
  return startOf(arrivesAtMs, moment.nowMs) + windowMs / moment.limit - moment.nowMs - windowMs;
}

/** Clamps the state to the range from now to one minute ahead. A wrong clock can have put it outside. */
function startOf(arrivesAtMs: number, nowMs: number): number {
  return Math.min(Math.max(arrivesAtMs, nowMs), nowMs + windowMs);
}
