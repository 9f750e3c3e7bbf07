/** Rate limits: the subject that a request counts for, and the headers of the response. */
import type { Caller } from "./caller.ts";
import { networkOf } from "./caller-address.ts";
import type { Operation } from "./operation.ts";
import { ProblemError } from "./problem.ts";

/** The subject of a rate limit. All of its requests count together. */
export type RateSubject =
  | { kind: "key"; id: string; orgId: string }
  | { kind: "session"; id: string }
  | { kind: "address"; id: string };

export interface RateState {
  /** Requests per minute. */
  limit: number;
  /** Number of requests that are allowed now. */
  left: number;
  /** Seconds without a request until the full limit is available. */
  resetSeconds: number;
  /** Seconds until this request is allowed. Absent: it is allowed. */
  retrySeconds?: number;
}

/**
 * Takes one request from the subject's quota, in most cases without waiting. undefined: there is no limit, or the
 * database is unavailable.
 */
export type TakeRate = (subject: RateSubject) => RateState | undefined | Promise<RateState | undefined>;

/**
 * The subject of a request: the caller, or the network of the address for operations that anyone can call. Requests
 * without a known address share one subject. undefined: the request has no caller and will be refused.
 */
export function rateSubject(
  { access }: Operation,
  caller: Caller | undefined,
  address: string | null,
): RateSubject | undefined {
  if (access === "anyone") return { kind: "address", id: address === null ? "unknown" : networkOf(address) };
  if (caller?.kind === "key") return { kind: "key", id: caller.apiKey.id, orgId: caller.orgId };
  return caller && { kind: "session", id: caller.sessionId ?? caller.userId };
}

/** The headers of draft-ietf-httpapi-ratelimit-headers-10. */
export function toRateHeaders({ limit, left, resetSeconds }: RateState): Record<string, string> {
  return {
    "RateLimit-Policy": `"requests";q=${limit};w=60`,
    RateLimit: `"requests";r=${left};t=${resetSeconds}`,
  };
}

/** Throws a problem when the request exceeds the rate. */
export function assertRate({ limit, retrySeconds }: RateState): void {
  if (retrySeconds === undefined) return;
  const detail = `The limit is ${limit} requests per minute. Nothing was done; try again in ${retrySeconds} s.`;
  throw new ProblemError("rate-limited", detail, { retryAfterSeconds: retrySeconds });
}
