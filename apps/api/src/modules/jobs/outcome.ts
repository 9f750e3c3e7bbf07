/** What an attempt of a job ended with, and what becomes of the job. Pure: no database, no clock of its own. */
import type { ErrorDetail } from "../../describe-error.ts";
import type { JobError } from "./handlers/types.ts";

export type Outcome =
  | { kind: "completed"; output: unknown }
  /** The handler threw. `retryAfterSeconds`: not before that; absent: by the backoff. `details`: for operators. */
  | { kind: "failed"; error: JobError; retryable: boolean; retryAfterSeconds?: number; details?: ErrorDetail[] }
  | { kind: "timedOut"; error: JobError }
  /** The handler stopped, or was given up on, because somebody cancelled the job. */
  | { kind: "cancelled" }
  /** The worker was told to stop: the attempt is handed back. */
  | { kind: "released" }
  /** The worker's process ended without being told to, is about to, or its heartbeat stopped. */
  | { kind: "lost" };

export interface AttemptBudget {
  /** The attempt that ended, from 1. */
  attempt: number;
  /** Attempts that were handed back or lost so far; they don't count against `maxAttempts`. */
  lostAttempts: number;
  /** How many of them ended because their worker crashed. After the first one the job runs in quarantine. */
  crashes: number;
  maxAttempts: number;
}

export type Disposition = {
  attemptStatus: "completed" | "failed" | "timedOut" | "cancelled" | "lost";
  error: JobError | null;
  /** What was thrown, for operators; absent: nothing was. */
  errorDetails?: ErrorDetail[] | undefined;
  lostAttempts: number;
  crashes: number;
} & (
  | { status: "completed"; output: unknown }
  | { status: "failed" }
  | { status: "cancelled" }
  | { status: "pending"; runAt: Date }
);

/**
 * Every time so many attempts of a job were handed back or lost, the job fails. No job is to blame for these, so the number is
 * large: it only bounds how often a job starts that never ends before its worker does. A user's retry gives it as many again.
 */
export const maxLostAttempts = 25;

const lostError = {
  code: "worker_lost",
  message: "The worker's process ended while it ran the job, or lost its connection to the database.",
};

const longestBackoffSeconds = 3600;

/** Decides what becomes of a job whose attempt ended. `random` is in [0, 1). */
export function disposeOf(outcome: Outcome, budget: AttemptBudget, now: Date, random: number): Disposition {
  const { attempt, lostAttempts, crashes, maxAttempts } = budget;
  const counts = { lostAttempts, crashes };
  switch (outcome.kind) {
    case "completed":
      return { status: "completed", output: outcome.output, attemptStatus: "completed", error: null, ...counts };
    case "cancelled":
      return { status: "cancelled", attemptStatus: "cancelled", error: null, ...counts };
    case "released":
      return handBack(budget, now, null);
    case "lost":
      return handBack({ ...budget, crashes: crashes + 1 }, now, lostError);
    case "failed":
    case "timedOut": {
      const errorDetails = outcome.kind === "failed" ? outcome.details : undefined;
      const ended = { attemptStatus: outcome.kind, error: outcome.error, errorDetails, ...counts } as const;
      const counted = attempt - lostAttempts;
      const retryable = outcome.kind === "timedOut" || outcome.retryable;
      if (!retryable || counted >= maxAttempts) return { status: "failed", ...ended };
      const seconds =
        (outcome.kind === "failed" ? outcome.retryAfterSeconds : undefined) ?? backoffSeconds(counted, random);
      return { status: "pending", runAt: new Date(now.getTime() + seconds * 1000), ...ended };
    }
  }
}

function handBack({ lostAttempts, crashes }: AttemptBudget, now: Date, error: JobError | null): Disposition {
  const ended = { attemptStatus: "lost", error, lostAttempts: lostAttempts + 1, crashes } as const;
  if (ended.lostAttempts % maxLostAttempts > 0) return { status: "pending", runAt: now, ...ended };
  const message =
    `${ended.lostAttempts} attempts of the job ended because their worker's process ended or was stopped, and none ran to its end. ` +
    "Make the job shorter, save checkpoints, or give workers more time to stop (SHUTDOWN_GRACE_SECONDS).";
  return { status: "failed", ...ended, error: { code: lostError.code, message } };
}

/** 1 to 2 seconds after the first attempt, 2 to 4 after the second, and so on up to an hour. */
export function backoffSeconds(attempt: number, random: number): number {
  return Math.min(longestBackoffSeconds, 2 ** (attempt - 1) * (1 + random));
}
