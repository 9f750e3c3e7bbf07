/** Decides whether a request is retried, and after which delay. */
import type { ProblemType } from "./models.ts";

export interface RetryOptions {
  /** Maximum number of attempts of a call. 1: no retries. Default: 5. */
  maxAttempts?: number;
  /** Maximum delay before the second attempt, in milliseconds. The maximum doubles with each attempt. Default: 250. */
  baseDelayMs?: number;
  /** Maximum of the client's own delays, in milliseconds. Default: 8000. */
  maxDelayMs?: number;
  /**
   * Longest `Retry-After` that is waited for, in milliseconds. If it is longer, the call fails at once. Default: 60000.
   */
  maxRetryAfterMs?: number;
  /** Returns a number from 0 to below 1. Each delay is multiplied by it (full jitter). Default: `Math.random`. */
  random?: () => number;
}

export type RetryPolicy = Required<RetryOptions>;

export function toRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  return {
    maxAttempts: 5,
    baseDelayMs: 250,
    maxDelayMs: 8_000,
    maxRetryAfterMs: 60_000,
    random: Math.random,
    ...options,
  };
}

/** Full jitter: a random delay from 0 to a limit that doubles with each attempt. */
export function backoffMs(policy: RetryPolicy, attempt: number): number {
  return policy.random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

/** Returns the delay before the next attempt, based on the response. undefined: no further attempt. */
export async function retryDelayMs(
  policy: RetryPolicy,
  answer: { response: Response; attempt: number; now: number },
): Promise<number | undefined> {
  if (!(await asksToTryAgain(answer.response))) return undefined;
  const after = retryAfterMs(answer.response, answer.now) ?? 0;
  return after > policy.maxRetryAfterMs ? undefined : after + backoffMs(policy, answer.attempt);
}

/**
 * Parses `Retry-After`: seconds or an HTTP-date (RFC 9110, 10.2.3). Returns milliseconds. undefined: absent or invalid.
 */
export function retryAfterMs(response: Response, now: number): number | undefined {
  const value = response.headers.get("Retry-After")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function asksToTryAgain(response: Response): Promise<boolean> {
  // The server still processes an earlier attempt. When that attempt has ended, a request with the same idempotency key
  // gets its response.
  if (response.status === 409) return isProblem(response, "/problems/idempotency-in-flight");
  // `too-many-requests` is a limit of one operation, such as once a minute. A retry after the delay would do the same
  // work twice.
  if (response.status === 429) return !(await isProblem(response, "/problems/too-many-requests"));
  return response.status === 503;
}

async function isProblem(response: Response, type: ProblemType): Promise<boolean> {
  return (await response.clone().text()).includes(JSON.stringify(type));
}
