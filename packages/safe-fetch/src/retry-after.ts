/** Maximum delay that a response can ask for, in seconds. */
const maxSeconds = 3600;

/** Matches the date formats of RFC 9110, because `Date.parse` accepts almost any text. */
const httpDate = /^[A-Z][a-z]{2,8}, .+ GMT$/;

/**
 * Parses `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3). Returns seconds, at most 3,600.
 * undefined: absent or invalid.
 */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const at = httpDate.test(value)
    ? (Date.parse(value) - now.getTime()) / 1000
    : /^\d+$/.test(value)
      ? Number(value)
      : NaN;
  return Number.isNaN(at) ? undefined : Math.min(maxSeconds, Math.max(0, at));
}
