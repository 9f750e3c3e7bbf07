import type { Schemas } from "@gaffer/contracts/server";
import { databaseReadOnly, databaseUnavailable, transactionConflict } from "../db/database-unavailable.ts";
import { BusyError, LateError, UnavailableError } from "../errors.ts";
import { retryAfter } from "./retry-after.ts";

export type Problem = Schemas["Problem"];
export type FieldError = Schemas["FieldError"];
export type ExceededQuota = Schemas["ExceededQuota"];

type Kind = keyof typeof kinds;

const kinds = {
  "malformed-body": [400, "The body can't be read"],
  "invalid-request": [422, "The request is not valid"],
  unauthenticated: [401, "Who is asking isn't known"],
  forbidden: [403, "The caller may not do this"],
  "not-found": [404, "There is no such resource"],
  "method-not-allowed": [405, "This can't be done here"],
  conflict: [409, "The resource is in another state"],
  "precondition-failed": [412, "The resource has changed meanwhile"],
  "precondition-required": [428, "The version to change must be named"],
  "too-many-requests": [429, "This is asked for too often"],
  "rate-limited": [429, "There were too many requests"],
  // Time alone doesn't help, so it isn't 429, which clients answer by trying again.
  "quota-exceeded": [403, "The plan doesn't allow more of this"],
  "idempotency-in-flight": [409, "The same request is still under way"],
  "idempotency-mismatch": [422, "The idempotency key was used for another request"],
  "too-large": [413, "The body is too large"],
  "unsupported-media-type": [415, "The body's media type can't be read here"],
  "range-not-satisfiable": [416, "The range lies outside of the file"],
  internal: [500, "Something went wrong here"],
  unavailable: [503, "The server can't answer now"],
} as const satisfies Record<string, readonly [number, string]>;

export interface ProblemOptions {
  errors?: FieldError[];
  quota?: ExceededQuota;
  /** When the caller may try again. Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
}

/** A refusal. Whoever throws it says what the caller can do; `toProblem` is the only way it becomes an answer. */
export class ProblemError extends Error {
  readonly kind: Kind;
  readonly errors: FieldError[] | undefined;
  readonly quota: ExceededQuota | undefined;
  readonly headers: Record<string, string>;

  constructor(kind: Kind, detail: string, more: ProblemOptions = {}) {
    super(detail);
    this.name = "ProblemError";
    this.kind = kind;
    this.errors = more.errors;
    this.quota = more.quota;
    this.headers = {
      ...more.headers,
      ...(more.retryAfterSeconds !== undefined && retryAfter(more.retryAfterSeconds)),
    };
  }
}

const quotas: Record<ExceededQuota["name"], { of: string; less: string }> = {
  queuedJobs: { of: "jobs that haven't ended", less: "Wait until some have ended, or cancel some." },
  schedules: { of: "schedules", less: "Delete some." },
  storedBytes: { of: "bytes of files and announced uploads", less: "Delete files." },
  fileBytes: { of: "bytes in one file", less: "Split it." },
};

/** What is asked for is more than the organization's plan allows. */
export function quotaExceeded(quota: ExceededQuota): ProblemError {
  const { name, limit, used, requested } = quota;
  const { of, less } = quotas[name];
  const detail = `The plan allows ${limit} ${of}; there are ${used}, and ${requested} more would be too many. ${less} A larger plan allows more.`;
  return new ProblemError("quota-exceeded", detail, { quota });
}

/** The same words for what doesn't exist and for what belongs to another organization. */
export function notFound(): ProblemError {
  return new ProblemError("not-found", "There is nothing with this id in the organization, or you may not see it.");
}

/** The database, or what else is needed, doesn't answer, or not in time. */
export function unavailable(what = "The database"): ProblemError {
  const detail = `${what} doesn't answer. Nothing was changed, or the change is unknown; try again.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 2 });
}

function notNow(reason: string): ProblemError {
  return new ProblemError("unavailable", `${reason} Nothing was changed; try again.`, { retryAfterSeconds: 2 });
}

/** Nobody knows what it waits for, so nobody is blamed. */
function late({ limitMs }: LateError): ProblemError {
  const detail = `This takes longer than ${limitMs / 1000} seconds and isn't waited for. It goes on, and may be done later: look, or try again.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 2 });
}

function busy({ message }: BusyError): ProblemError {
  const detail = `${message} Nothing was changed; try again in 1 s.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 1, headers: { Connection: "close" } });
}

/** A value that is well-formed but can't be meant. */
export function invalid(where: FieldError["in"], pointer: string, message: string): ProblemError {
  return invalidRequest([{ in: where, pointer, message }]);
}

export function invalidRequest(errors: FieldError[]): ProblemError {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : "";
  return new ProblemError("invalid-request", `${first?.in} ${first?.pointer}: ${first?.message}${more}`, { errors });
}

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
  /** Set when nobody expected this: it belongs in the log. */
  unexpected: boolean;
  /** Set when something that is needed can't answer now. */
  unavailable: boolean;
}

/** The only mapping of errors to answers. What isn't a refusal tells the caller nothing of its cause. */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  const refusal = error instanceof ProblemError ? error : toRefusal(error);
  const [status, title] = kinds[refusal.kind];
  return {
    problem: {
      type: `urn:gaffer:problem:${refusal.kind}`,
      title,
      status,
      detail: refusal.message,
      requestId,
      ...(refusal.errors && { errors: refusal.errors }),
      ...(refusal.quota && { quota: refusal.quota }),
    },
    headers: refusal.headers,
    unexpected: refusal !== error,
    unavailable: refusal.kind === "unavailable",
  };
}

function toRefusal(error: unknown): ProblemError {
  if (error instanceof UnavailableError) return unavailable(error.what);
  if (error instanceof LateError) return late(error);
  if (error instanceof BusyError) return busy(error);
  if (databaseReadOnly(error)) return notNow("The database accepts no writes at the moment.");
  if (databaseUnavailable(error)) return unavailable();
  if (transactionConflict(error)) return notNow("Other changes were made at the same time, again and again.");
  return new ProblemError("internal", "An unexpected error. The server's log has it under this request's id.");
}
