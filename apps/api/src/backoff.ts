/** In milliseconds. */
export interface Backoff {
  first: number;
  longest: number;
}

/**
 * How long to wait before trying again: up to twice as long after each failure, and by chance between half of it and all
 * of it. What has failed together would come back together.
 */
export function backoffMs(failures: number, { first, longest }: Backoff): number {
  return Math.min(longest, first * 2 ** failures) * (1 - Math.random() / 2);
}
