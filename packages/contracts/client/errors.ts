import type { ExceededQuota, FieldError, Job, JobOf, JobType, Problem, ProblemType } from "./models.ts";

/** Base class of all errors of this package. */
export class GafferError extends Error {
  override readonly name: string = "GafferError";
}

/** The name of a problem: the part of its type after `/problems/`, such as `not-found`. */
export type ProblemName = ProblemType extends `/problems/${infer Name}` ? Name : never;

/** The server refused the request with a problem. */
export class ProblemError extends GafferError {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  readonly status: number;
  readonly type: ProblemType;
  /** The faults of the request, by field. Empty: no field is at fault. */
  readonly errors: readonly FieldError[];
  /** Identifies the request in the server's log. */
  readonly requestId: string;
  /** The exceeded limit of the plan. undefined: the problem isn't `quota-exceeded`. */
  readonly quota: ExceededQuota | undefined;
  /** Milliseconds after which the server allows another attempt. undefined: unknown. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, retryAfterMs?: number) {
    super(`${problem.status} ${problem.title}: ${problem.detail} (request ${problem.requestId})`);
    this.problem = problem;
    this.status = problem.status;
    this.type = problem.type;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.quota = problem.quota;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the problem has this name: `error.is("not-found")`. */
  is<Name extends ProblemName>(name: Name): this is this & { readonly type: `/problems/${Name}` } {
    return this.type === `/problems/${name}`;
  }
}

/** The response doesn't come from the Gaffer API, but for example from a proxy. */
export class UnexpectedAnswerError extends GafferError {
  override readonly name = "UnexpectedAnswerError";
  /** The HTTP status of the response. undefined: unknown. */
  readonly status: number | undefined;
  /** The beginning of the response's body. */
  readonly body: string;

  constructor(message: string, answer: { status?: number; body?: string; cause?: unknown } = {}) {
    super(message, "cause" in answer ? { cause: answer.cause } : undefined);
    this.status = answer.status;
    this.body = answer.body ?? "";
  }
}

/** The request got no response, but the server may have processed it. `cause` has the reason of the failure. */
export class ConnectionError extends GafferError {
  override readonly name: string = "ConnectionError";

  constructor(request: { method: string; url: string }, cause: unknown) {
    super(`${request.method} ${request.url.split("?")[0]} got no answer: ${reasonOf(cause)}`, { cause });
  }
}

/** A read got no response within `readTimeoutMs`. */
export class ReadTimeoutError extends ConnectionError {
  override readonly name = "ReadTimeoutError";
  /** The exceeded limit: `readTimeoutMs`. */
  readonly timeoutMs: number;

  constructor(request: { method: string; url: string }, timeoutMs: number) {
    super(request, new Error(`timed out after ${timeoutMs} ms`));
    this.timeoutMs = timeoutMs;
  }
}

/** The job failed or was cancelled, so it has no output. */
export class JobFailedError<Type extends JobType = JobType> extends GafferError {
  override readonly name = "JobFailedError";
  readonly job: JobOf<Type>;
  /** The code of the job's error. `cancelled`: the job was cancelled. */
  readonly code: string;

  constructor(job: JobOf<Type>) {
    const { id, type, status, error }: Job = job;
    super(`Job ${id} (${type}) ${status === "cancelled" ? "was cancelled" : `failed: ${error?.message}`}`);
    this.job = job;
    this.code = status === "cancelled" ? "cancelled" : (error?.code ?? "unknown");
  }
}

/** The job didn't end within the time limit of the wait. The job continues: wait again or cancel it. */
export class JobWaitTimeoutError<Type extends JobType = JobType> extends GafferError {
  override readonly name = "JobWaitTimeoutError";
  /** The state of the job at the last read. undefined: no read succeeded. */
  readonly job: JobOf<Type> | undefined;

  constructor(timeoutMs: number, job: JobOf<Type> | undefined) {
    const seen: Job | undefined = job;
    super(`The job had not ended after ${timeoutMs} ms${seen ? `: ${seen.id} (${seen.type}) is ${seen.status}` : ""}`);
    this.job = job;
  }
}

/** Returns the reason of a failed fetch. Node's fetch says only "fetch failed" and has the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return cause.message || String((cause as { code?: unknown }).code ?? error.message);
  return error.message;
}
