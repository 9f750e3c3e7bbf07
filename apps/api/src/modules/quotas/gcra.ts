/**
 * The generic cell rate algorithm: so many requests a minute, all of them at once or evenly. Pure.
 *
 * All there is to remember is one instant: when the next request would arrive if all came evenly. Each request moves it on by its
 * share of the minute, and it may lie a minute ahead at the most.
 */

/** In milliseconds. */
export const windowMs = 60_000;

export interface Moment {
  /** Requests a minute. */
  limit: number;
  nowMs: number;
}

/** How many requests may come at this moment. */
export function leftAt(arrivesAtMs: number, { limit, nowMs }: Moment): number {
  // The little that fractions of milliseconds may have lost is given back.
  return Math.floor(((nowMs + windowMs - startOf(arrivesAtMs, nowMs)) * limit) / windowMs + 1e-5);
}

/** Takes as many of the `wanted` requests as may come. */
export function takeFrom(
  arrivesAtMs: number,
  wanted: number,
  moment: Moment,
): { granted: number; arrivesAtMs: number } {
  const granted = Math.min(wanted, leftAt(arrivesAtMs, moment));
  return { granted, arrivesAtMs: startOf(arrivesAtMs, moment.nowMs) + (granted * windowMs) / moment.limit };
}

/** For how long no request may come; 0: one may. */
export function waitMs(arrivesAtMs: number, moment: Moment): number {
  if (leftAt(arrivesAtMs, moment) > 0) return 0;
  return startOf(arrivesAtMs, moment.nowMs) + windowMs / moment.limit - moment.nowMs - windowMs;
}

/** No request is in arrears, and none of a clock that was wrong lies further ahead than a minute. */
function startOf(arrivesAtMs: number, nowMs: number): number {
  return Math.min(Math.max(arrivesAtMs, nowMs), nowMs + windowMs);
}
