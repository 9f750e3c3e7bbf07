/**
 * One attempt of a job, from claim to outcome: resolve the handler, validate the input, start the timeout, perform,
 * validate the output, classify. Never throws.
 */
import { ProblemError } from "../../http/problem.ts";
import { toFieldErrors, type Validator } from "../../http/schemas.ts";
import { findUnstorable, toStorableText } from "../../storable.ts";
import type { JobHandler } from "./handlers/types.ts";
import { type JobContext, NonRetryableError, RetryAfterError, RetryableError } from "./handlers/types.ts";
import { ProcessEndedError } from "./isolation/process-end.ts";
import type { Outcome } from "./outcome.ts";

export interface Attempt {
  handler: JobHandler<unknown, unknown>;
  /** Absent for system jobs, which have no contract. */
  validate?: { input: Validator; output: Validator } | undefined;
  context: Omit<JobContext<unknown>, "signal">;
  timeoutSeconds: number;
  /** Aborted with a `StopReason` when the job is cancelled or its worker stops. */
  stop: AbortSignal;
  /** How long a handler that was told to stop may take until it is given up on. */
  stopGraceMs: number;
  /** Aborted when nobody wants to wait for that any longer. */
  hurry?: AbortSignal;
}

/** Why a worker hands its jobs back: it was told to stop, or ends because of an error that may be a job's fault. */
export type HandBackReason = "released" | "crashed";

/** Why a running attempt is told to stop. */
export type StopReason = "cancelled" | "lost" | HandBackReason;

const maxMessageLength = 2_000;

export async function runJob(attempt: Attempt): Promise<Outcome> {
  const wrongInput = attempt.validate && findInvalid(attempt.validate.input, attempt.context.input);
  if (wrongInput) return failure("invalid_input", `The input is not valid: ${wrongInput}`, false);

  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new Error("the job's timeout has passed")),
    attempt.timeoutSeconds * 1000,
  );
  try {
    const signal = AbortSignal.any([attempt.stop, timeout.signal]);
    return await Promise.race([perform(attempt, signal), timedOut(timeout.signal, attempt), givenUp(attempt)]);
  } finally {
    clearTimeout(timer);
  }
}

async function perform({ handler, context, validate, stop }: Attempt, signal: AbortSignal): Promise<Outcome> {
  try {
    const { output } = await handler({ ...context, signal });
    const wrongOutput = (validate && findInvalid(validate.output, output)) ?? unstorable(output);
    if (wrongOutput) return failure("invalid_output", `The handler's output is not valid: ${wrongOutput}`, false);
    return { kind: "completed", output };
  } catch (error) {
    return stop.aborted ? stoppedFor(stop) : classify(error);
  }
}

function stoppedFor({ reason }: AbortSignal): Outcome {
  const why = reason as StopReason;
  return { kind: why === "crashed" ? "lost" : why };
}

function classify(error: unknown): Outcome {
  if (error instanceof NonRetryableError) return failure(error.code, error.message, false);
  if (error instanceof ProcessEndedError) return failure(error.code, error.message, true);
  // By the time of the next attempt there may be room.
  if (error instanceof ProblemError && error.quota) return failure("quota_exceeded", error.message, true);
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof RetryableError ? error.code : "handler_error";
  const outcome = failure(code, message || "The handler failed without a message.", true);
  return error instanceof RetryAfterError ? { ...outcome, retryAfterSeconds: Math.max(0, error.seconds) } : outcome;
}

function failure(code: string, message: string, retryable: boolean) {
  return { kind: "failed" as const, error: { code, message: toStorableText(message, maxMessageLength) }, retryable };
}

/** The slot is free at the timeout, whether or not the handler heeds its signal: what it still writes is fenced off. */
function timedOut(signal: AbortSignal, { timeoutSeconds }: Attempt): Promise<Outcome> {
  const error = { code: "timeout", message: `The attempt took longer than ${timeoutSeconds} seconds.` };
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve({ kind: "timedOut", error }), { once: true }),
  );
}

function givenUp({ stop, stopGraceMs, hurry }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = () => resolve(stoppedFor(stop));
    const giveUp = () => {
      if (hurry?.aborted) end();
      setTimeout(end, stopGraceMs).unref();
      hurry?.addEventListener("abort", end, { once: true });
    };
    if (stop.aborted) giveUp();
    else stop.addEventListener("abort", giveUp, { once: true });
  });
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
