/**
 * Runs one attempt of a job: validate the input, start the timeout, call the handler, validate the output, classify.
 * Never throws: every error becomes an outcome.
 *
 * Two other limits act where this timeout can't: isolation kills the process of a handler that doesn't stop
 * (`isolation/handler-process.ts`), and the queue expires the message of a lost worker (`queue/job-queue.ts`).
 */

import { describeError, type ErrorDetail, isInstance, readProperty } from "../../../describe-error.ts";
import { ProblemError } from "../../../http/problem.ts";
import { toFieldErrors, type Validator } from "../../../http/schemas.ts";
import { findUnstorable, toStorableText } from "../../../json-safety.ts";
import { outputOf } from "../handlers/output-of.ts";
import type { JobHandler } from "../handlers/types.ts";
import { type JobContext, NonRetryableError, RetryAfterError, RetryableError } from "../handlers/types.ts";
import type { Outcome } from "../states.ts";
import { type AttemptScope, openAttemptScope } from "./attempt-scope.ts";
import { ProcessEndedError } from "./isolation/process-end.ts";

export interface Attempt {
  handler: JobHandler<unknown, unknown>;
  /** Validators of the input and the output. Absent for system jobs, which have no contract. */
  validate?: { input: Validator; output: Validator } | undefined;
  context: Omit<JobContext<unknown>, "signal">;
  timeoutSeconds: number;
  /** Aborted with a `StopReason` on a cancellation or when the worker stops. */
  stop: AbortSignal;
  /**
   * Time that a handler has to stop after `stop` aborts, in milliseconds. Then the attempt ends even if the handler
   * still runs.
   */
  stopGraceMs: number;
  /** Aborted to end `stopGraceMs` at once. */
  abandon?: AbortSignal;
}

/**
 * Why a worker hands its jobs back. `released`: it was asked to stop. `crashed`: it ends because of an error that a job
 * may have caused.
 */
export type HandBackReason = "released" | "crashed";

/** Why a running attempt is asked to stop. */
export type StopReason = "cancelled" | "lost" | HandBackReason;

const maxMessageLength = 2_000;
/** Maximum delay of a retry, in seconds. A longer delay is a mistake of the handler. */
const maxRetryAfterSeconds = 366 * 24 * 3600;

export async function runJob(attempt: Attempt): Promise<Outcome> {
  const scope = openAttemptScope(attempt.context);
  try {
    return await run(attempt, scope);
  } catch (error) {
    return internalFailure(error);
  } finally {
    scope.end();
  }
}

async function run(attempt: Attempt, scope: AttemptScope): Promise<Outcome> {
  const wrongInput = attempt.validate && findInvalid(attempt.validate.input, attempt.context.input);
  if (wrongInput) return failure("invalid_input", `The input is not valid: ${wrongInput}`, { retryable: false });

  const grace = awaitGrace(attempt);
  const timeout = new AbortController();
  const strayed = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new Error("the job's timeout has passed")),
    attempt.timeoutSeconds * 1000,
  );
  try {
    const signal = AbortSignal.any([attempt.stop, timeout.signal, strayed.signal]);
    return await Promise.race([
      perform(attempt, scope, signal),
      failedByStray(attempt, scope, strayed),
      timedOut(timeout.signal, attempt),
      grace.abandoned,
    ]);
  } finally {
    clearTimeout(timer);
    grace.forget();
  }
}

async function perform(
  { handler, context, validate, stop }: Attempt,
  scope: AttemptScope,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const helpers = scope.guard(context.helpers);
    const output = outputOf(await scope.run(() => handler({ ...context, helpers, signal })));
    const wrongOutput = (validate && findInvalid(validate.output, output)) ?? unstorable(output);
    if (wrongOutput) {
      return failure("invalid_output", `The handler's output is not valid: ${wrongOutput}`, { retryable: false });
    }
    return { kind: "completed", output };
  } catch (error) {
    return stop.aborted ? stoppedFor(stop) : classify(error);
  }
}

function stoppedFor({ reason }: AbortSignal): Outcome {
  const why = reason as StopReason;
  return { kind: why === "crashed" ? "lost" : why };
}

/** Fails the attempt with its first uncaught error, and aborts the handler's signal. */
async function failedByStray({ stop }: Attempt, scope: AttemptScope, strayed: AbortController): Promise<Outcome> {
  try {
    return await scope.strayed;
  } catch (error) {
    strayed.abort(error);
    return stop.aborted ? stoppedFor(stop) : classify(error);
  }
}

function classify(error: unknown): Outcome {
  const { message, code = "handler_error", details } = describeError(error);
  if (isInstance(error, NonRetryableError)) return failure(code, message, { retryable: false, details });
  if (isInstance(error, ProcessEndedError)) return failure(code, message, { retryable: true, details });
  // An exceeded quota is retryable, because the organization may have room at the next attempt.
  if (isInstance(error, ProblemError) && readProperty(error, "quota"))
    return failure("quota_exceeded", message, { retryable: true, details });
  const own = isInstance(error, RetryableError) ? code : "handler_error";
  const outcome = failure(own, message, { retryable: true, details });
  const seconds = isInstance(error, RetryAfterError) ? toSeconds(readProperty(error, "seconds")) : undefined;
  return seconds === undefined ? outcome : { ...outcome, retryAfterSeconds: seconds };
}

/** Limits the delay of a RetryAfterError, in seconds. undefined: not a number, so the backoff applies. */
function toSeconds(seconds: unknown): number | undefined {
  if (typeof seconds !== "number" || Number.isNaN(seconds)) return undefined;
  return Math.min(maxRetryAfterSeconds, Math.max(0, seconds));
}

function failure(
  code: string,
  message: string,
  { retryable, details }: { retryable: boolean; details?: ErrorDetail[] },
) {
  const text = toStorableText(message, maxMessageLength) || "The handler failed without a message.";
  const error = { code, message: text };
  return { kind: "failed" as const, error, retryable, ...(details && { details }) };
}

/** The outcome of an attempt that fails because of Gaffer itself. */
export function internalFailure(cause: unknown): Outcome {
  const message = "The attempt failed because of an internal error.";
  return failure("internal", message, { retryable: true, details: describeError(cause).details });
}

/**
 * Ends the attempt at its timeout, which frees the slot, even if the handler ignores its signal. Later writes of the
 * handler are fenced off.
 */
function timedOut(signal: AbortSignal, { timeoutSeconds }: Attempt): Promise<Outcome> {
  const error = { code: "timeout", message: `The attempt took longer than ${timeoutSeconds} seconds.` };
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve({ kind: "timedOut", error }), { once: true }),
  );
}

/** Ends the attempt some time after it was asked to stop, even if the handler still runs. `forget` removes the timer. */
function awaitGrace({ stop, stopGraceMs, abandon }: Attempt): { abandoned: Promise<Outcome>; forget(): void } {
  const { promise: abandoned, resolve } = Promise.withResolvers<Outcome>();
  let timer: NodeJS.Timeout | undefined;
  const end = () => resolve(stoppedFor(stop));
  const startGrace = () => {
    if (abandon?.aborted) end();
    timer = setTimeout(end, stopGraceMs).unref();
    abandon?.addEventListener("abort", end, { once: true });
  };
  if (stop.aborted) startGrace();
  else stop.addEventListener("abort", startGrace, { once: true });
  return {
    abandoned,
    forget() {
      clearTimeout(timer);
      stop.removeEventListener("abort", startGrace);
      abandon?.removeEventListener("abort", end);
    },
  };
}

function findInvalid(validate: Validator, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  return toFieldErrors("body", validate.errors)
    .map(({ pointer, message }) => `${pointer} ${message}`)
    .join("; ");
}

function unstorable(output: unknown): string | undefined {
  const found = findUnstorable(output);
  return found && `${found.pointer} ${found.message}`;
}
