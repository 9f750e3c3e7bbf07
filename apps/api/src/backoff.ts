/** Delays in milliseconds. */
export interface Backoff {
  first: number;
  longest: number;
}

/**
 * Exponential backoff with jitter: doubles with each failure up to `longest`, times a random factor from 0.5 to 1. The
 * jitter spreads clients that failed together.
 */
export function backoffMs(failures: number, { first, longest }: Backoff): number {
  return Math.min(longest, first * 2 ** failures) * (1 - Math.random() / 2);
}
