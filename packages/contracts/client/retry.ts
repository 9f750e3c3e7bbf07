/** When a request is tried again, and how long to wait before that. */
import type { ProblemType } from "./models.ts";

export interface RetryOptions {
  /** How often a call is tried at the most; 1 means never again. Default: 5. */
  maxAttempts?: number;
  /** The longest wait before the second try; it doubles with each further one. Default: 250. */
  baseDelayMs?: number;
  /** No wait that the client chooses itself is longer. Default: 8000. */
  maxDelayMs?: number;
  /** If the server's `Retry-After` asks for more, the call fails at once instead of waiting. Default: 60000. */
  maxRetryAfterMs?: number;
  /** A number from 0 up to 1, by which each wait is multiplied (full jitter). Default: `Math.random`. */
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

/** Full jitter: somewhere between nothing and a limit that doubles with each attempt. */
export function backoffMs(policy: RetryPolicy, attempt: number): number {
  return policy.random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

/** The wait before the next try of a request that was answered like this; undefined if the answer is to stand. */
export async function retryDelayMs(
  policy: RetryPolicy,
  answer: { response: Response; attempt: number; now: number },
): Promise<number | undefined> {
  if (!(await asksToTryAgain(answer.response))) return undefined;
  const after = retryAfterMs(answer.response, answer.now) ?? 0;
  return after > policy.maxRetryAfterMs ? undefined : after + backoffMs(policy, answer.attempt);
}

/** `Retry-After` is either seconds or an HTTP-date (RFC 9110, 10.2.3). */
export function retryAfterMs(response: Response, now: number): number | undefined {
  const value = response.headers.get("Retry-After")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function asksToTryAgain(response: Response): Promise<boolean> {
  // An earlier try is still under way; once it has ended, the same key gets its answer.
  if (response.status === 409) return isProblem(response, "urn:gaffer:problem:idempotency-in-flight");
  // A rule of the API, such as once a minute, is for the caller to hear of: who waits for it does the same thing twice.
  if (response.status === 429) return !(await isProblem(response, "urn:gaffer:problem:too-many-requests"));
  return response.status === 503;
}

async function isProblem(response: Response, type: ProblemType): Promise<boolean> {
  return (await response.clone().text()).includes(JSON.stringify(type));
}
