import openapi from "@gaffer/contracts/openapi.json" with { type: "json" };
import type { Schemas } from "@gaffer/contracts/server";
import { databaseReadOnly, databaseUnavailable, transactionConflict } from "../db/database-unavailable.ts";
import { BusyError, RequestTimeoutError, UnavailableError } from "../errors.ts";
import { retryAfter } from "./retry-after.ts";

export type Problem = Schemas["Problem"];
export type FieldError = Schemas["FieldError"];
export type ExceededQuota = Schemas["ExceededQuota"];

type Kind = Problem["type"] extends `/problems/${infer Name}` ? Name : never;

/** The problem types of the contract, with the status and the title of each. */
export const problemTypes = openapi.components.schemas.ProblemType["x-problems"];

export interface ProblemOptions {
  errors?: FieldError[];
  quota?: ExceededQuota;
  /** When the caller may try again. Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
}

/** An error that the client gets as a problem. The detail says what was wrong and what to do. `toProblem` makes the response. */
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
  openJobs: { of: "open jobs", less: "Wait for jobs to end, or cancel some." },
  schedules: { of: "schedules", less: "Delete some." },
  storedBytes: { of: "bytes of files and uploads", less: "Delete files." },
  fileBytes: { of: "bytes in one file", less: "Split it." },
};

/** The problem of a request that would exceed a limit of the organization's plan. */
export function quotaExceeded(quota: ExceededQuota): ProblemError {
  const { name, limit, used, requested } = quota;
  const { of, less } = quotas[name];
  const detail = `Your plan allows ${limit} ${of}. You have ${used} and requested ${requested} more. ${less} A larger plan allows more.`;
  return new ProblemError("quota-exceeded", detail, { quota });
}

/** The problem of a resource that doesn't exist. A resource of another organization gets the same problem. */
export function notFound(): ProblemError {
  return new ProblemError(
    "not-found",
    "The resource doesn't exist in this organization, or you don't have access to it.",
  );
}

/** The problem of something that doesn't exist in the installation. For administrators, who may see everything. */
export function notInInstallation(
  what: "organization" | "plan" | "user" | "job" | "active API key",
  id: string,
): ProblemError {
  return new ProblemError("not-found", `The installation has no ${what} ${id}.`);
}

/** The problem of a request whose database or other service doesn't respond in time. */
export function unavailable(what = "The database"): ProblemError {
  const detail = `${what} doesn't respond. The change may not have been made; check and try again in 2 s.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 2 });
}

function notChanged(reason: string): ProblemError {
  return new ProblemError("unavailable", `${reason} Nothing was changed; try again in 2 s.`, { retryAfterSeconds: 2 });
}

/**
 * The problem of a request that exceeded its time limit. Names no cause, because the request may have waited for
 * anything.
 */
function timedOut({ limitMs }: RequestTimeoutError): ProblemError {
  const detail = `The request timed out after ${limitMs / 1000} s. The operation may still complete; check before you retry.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 2 });
}

function busy({ message }: BusyError): ProblemError {
  const detail = `${message} Nothing was changed; try again in 1 s.`;
  return new ProblemError("unavailable", detail, { retryAfterSeconds: 1, headers: { Connection: "close" } });
}

/** Maximum number of faults in a problem. */
export const maxFaults = 50;

/** The problem of a request with faults. Names the first fault of each field, up to 50 fields. */
export function invalid(...faults: FieldError[]): ProblemError {
  const byField = Map.groupBy(faults, (fault) => `${fault.in}${fault.pointer}`);
  const errors = [...byField.values()].flatMap(([fault]) => fault ?? []).slice(0, maxFaults);
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : "";
  return new ProblemError("invalid-request", `${first && fieldName(first)} ${first?.message}${more}.`, { errors });
}

/**
 * A field's name for a sentence: `input.fileId` for the pointer `/input/fileId`. The field's `message` follows as the
 * predicate.
 */
export function fieldName({ in: where, pointer }: FieldError): string {
  if (pointer === "") return `The ${where}`;
  const name = pointer.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
  return where === "body" ? name : `The ${where === "header" ? "header" : `${where} parameter`} ${name}`;
}

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
  /** Whether the error is a defect of the server, which belongs in the log. */
  unexpected: boolean;
  /** Whether a service that the request needs doesn't respond. */
  unavailable: boolean;
}

/** The only mapping of errors to responses. For an unexpected error, the response contains only the request id. */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  const refusal = error instanceof ProblemError ? error : toRefusal(error);
  const type = `/problems/${refusal.kind}` as const;
  const { status, title } = problemTypes[type];
  return {
    problem: {
      type,
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
  if (error instanceof RequestTimeoutError) return timedOut(error);
  if (error instanceof BusyError) return busy(error);
  if (databaseReadOnly(error)) return notChanged("The database is read-only.");
  if (databaseUnavailable(error)) return unavailable();
  if (transactionConflict(error)) return notChanged("The change conflicted with concurrent changes several times.");
  return new ProblemError(
    "internal",
    "An unexpected error occurred. The server's log has the cause under this request's id.",
  );
}
