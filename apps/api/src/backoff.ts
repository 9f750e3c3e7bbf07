/** Delays before the next attempt of a job, and before the process repeats its own statements and connections. */

/** Delays in milliseconds. */
export interface Backoff {
  first: number;
  longest: number;
}

/**
 * Returns the delay after this number of failures. Exponential backoff with jitter: the delay doubles with each failure
 * up to `longest`, times a random factor from 0.5 to 1. The jitter spreads the retries of clients that failed together.
 */
export function backoffMs(failures: number, { first, longest }: Backoff): number {
  return Math.min(longest, first * 2 ** failures) * (1 - Math.random() / 2);
}

/**
 * Seconds until a job's next attempt: 1 to 2 after the first failed attempt, 2 to 4 after the second, at most an hour.
 * `random`: in [0, 1), for the jitter. `nextState` (modules/jobs/states.ts) applies it. The delay of a RetryAfterError
 * replaces it.
 */
export function backoffSeconds(attempt: number, random: number): number {
  return Math.min(3600, 2 ** (attempt - 1) * (1 + random));
}
