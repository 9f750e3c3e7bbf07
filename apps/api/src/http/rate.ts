/** How often a caller may ask: who is counted, and what the answer says of it. */
import type { Caller } from "./caller.ts";
import { networkOf } from "./caller-address.ts";
import type { Operation } from "./operation.ts";
import { ProblemError } from "./problem.ts";

/** Whose requests are counted together. */
export type RateSubject =
  | { kind: "key"; id: string; orgId: string }
  | { kind: "session"; id: string }
  | { kind: "address"; id: string };

export interface RateState {
  /** Requests a minute. */
  limit: number;
  /** How many may still come at this moment. */
  left: number;
  /** After how many seconds without a request all of them may come. */
  resetSeconds: number;
  /** After how many seconds this one may come; absent: it may. */
  retrySeconds?: number;
}

/** Takes one request from the subject's rate, mostly without waiting; undefined: it isn't limited, or that can't be said now. */
export type TakeRate = (subject: RateSubject) => RateState | undefined | Promise<RateState | undefined>;

/**
 * Whom a request is counted for: the caller, or the address where anybody may call, all that aren't known together. Undefined: nobody,
 * because it will be refused.
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

/** The headers of draft-ietf-httpapi-ratelimit-headers-10: structured fields with quota and window, what is left and until when. */
export function toRateHeaders({ limit, left, resetSeconds }: RateState): Record<string, string> {
  return {
    "RateLimit-Policy": `"requests";q=${limit};w=60`,
    RateLimit: `"requests";r=${left};t=${resetSeconds}`,
  };
}

/** Throws the refusal of a request that comes too early. */
export function assertRate({ limit, retrySeconds }: RateState): void {
  if (retrySeconds === undefined) return;
  const detail = `The limit is ${limit} requests per minute. Nothing was done; try again in ${retrySeconds} s.`;
  throw new ProblemError("rate-limited", detail, { retryAfterSeconds: retrySeconds });
}
