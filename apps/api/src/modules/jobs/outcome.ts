/** What an attempt of a job ended with, and what becomes of the job. Pure: no database, no clock of its own. */
import type { JobError } from "./handlers/types.ts";

export type Outcome =
  | { kind: "completed"; output: unknown }
  /** The handler threw. `retryAfterSeconds`: not before that; absent: by the backoff. */
  | { kind: "failed"; error: JobError; retryable: boolean; retryAfterSeconds?: number }
  | { kind: "timedOut"; error: JobError }
  /** The handler stopped, or was given up on, because somebody cancelled the job. */
  | { kind: "cancelled" }
  /** The worker stops: the attempt is handed back at no cost. */
  | { kind: "released" }
  /** The worker went away without a word. */
  | { kind: "lost" };

export interface AttemptBudget {
  /** The attempt that ended, from 1. */
  attempt: number;
  /** Attempts that were handed back or lost so far; they don't count against `maxAttempts`. */
  lostAttempts: number;
  /** How many of them were lost: their worker went away without a word. */
  crashes: number;
  maxAttempts: number;
}

export type Disposition = {
  attemptStatus: "completed" | "failed" | "timedOut" | "cancelled" | "lost";
  error: JobError | null;
  lostAttempts: number;
  crashes: number;
} & (
  | { status: "completed"; output: unknown }
  | { status: "failed" }
  | { status: "cancelled" }
  | { status: "pending"; runAt: Date }
);

/** A job that took its worker down with it this often is not tried again. */
export const maxCrashes = 3;

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
      return {
        status: "pending",
        runAt: now,
        attemptStatus: "lost",
        error: null,
        lostAttempts: lostAttempts + 1,
        crashes,
      };
    case "lost": {
      const error = { code: "worker_lost", message: "The worker went away while it ran the job." };
      const lost = { attemptStatus: "lost", error, lostAttempts: lostAttempts + 1, crashes: crashes + 1 } as const;
      return lost.crashes >= maxCrashes ? { status: "failed", ...lost } : { status: "pending", runAt: now, ...lost };
    }
    case "failed":
    case "timedOut": {
      const ended = { attemptStatus: outcome.kind, error: outcome.error, ...counts } as const;
      const counted = attempt - lostAttempts;
      const retryable = outcome.kind === "timedOut" || outcome.retryable;
      if (!retryable || counted >= maxAttempts) return { status: "failed", ...ended };
      const seconds =
        (outcome.kind === "failed" ? outcome.retryAfterSeconds : undefined) ?? backoffSeconds(counted, random);
      return { status: "pending", runAt: new Date(now.getTime() + seconds * 1000), ...ended };
    }
  }
}

/** 1 to 2 seconds after the first attempt, 2 to 4 after the second, and so on up to an hour. */
export function backoffSeconds(attempt: number, random: number): number {
  return Math.min(longestBackoffSeconds, 2 ** (attempt - 1) * (1 + random));
}
