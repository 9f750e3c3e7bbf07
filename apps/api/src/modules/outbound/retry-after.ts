/** The longest that an answer may put the next try off. */
const longestSeconds = 3600;

/** Either form of a date with a zone; `Date` would make one of almost any text. */
const httpDate = /^[A-Z][a-z]{2,8}, .+ GMT$/;

/** Reads `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3). Undefined: it says nothing that can be understood. */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const at = httpDate.test(value)
    ? (Date.parse(value) - now.getTime()) / 1000
    : /^\d+$/.test(value)
      ? Number(value)
      : NaN;
  return Number.isNaN(at) ? undefined : Math.min(longestSeconds, Math.max(0, at));
}
