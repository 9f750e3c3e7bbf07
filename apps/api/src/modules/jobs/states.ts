/**
 * The state machine of a job: its statuses, the legal transitions between them, and the retry policy. Pure: no
 * database, no clock.
 *
 * `transitions` is the only list of legal changes of a status. The statements in `jobs-table.ts` and `job-changes.ts` write them.
 */

import type { Schemas } from "@gaffer/contracts/server";
import { backoffSeconds } from "../../backoff.ts";
import type { ErrorDetail } from "../../describe-error.ts";
import type { JobError } from "./handlers/types.ts";

export type JobStatus = Schemas["JobStatus"];

/**
 * Statuses that each transition accepts (`from`) and leads to (`to`). The order of `from` is the order of locking.
 * - `claim`: a worker fetched the job's message and starts the handler.
 * - `settle`: the attempt ended. `nextState` decides which status follows.
 * - `cancel`: a pending job ends. A running job keeps its status until its handler stops.
 * - `retry`: a caller gives the job one more attempt.
 * - `restore`: a caller undoes the cancellation of a pending job within `restorableMs`.
 */
export const transitions = {
  claim: { from: ["pending"], to: ["processing"] },
  settle: { from: ["processing"], to: ["completed", "failed", "cancelled", "pending"] },
  cancel: { from: ["pending", "processing"], to: ["cancelled", "processing"] },
  retry: { from: ["failed", "cancelled"], to: ["pending"] },
  restore: { from: ["cancelled"], to: ["pending"] },
} as const satisfies Record<string, { from: readonly JobStatus[]; to: readonly JobStatus[] }>;

export type Transition = keyof typeof transitions;

/** Whether a job with this status accepts the transition. */
export function accepts(status: string, transition: Transition): boolean {
  return (transitions[transition].from as readonly string[]).includes(status);
}

/** Statuses of an open job. The others are terminal: only a retry or a restore leaves them. */
export const openStatuses = ["pending", "processing"] as const satisfies readonly JobStatus[];

export const isOpen = (status: string): boolean => (openStatuses as readonly string[]).includes(status);

/**
 * Admission state of an open job. A terminal job has none.
 * - `admitted`: its message is in the queue and due, or the job runs.
 * - `parked`: its organization has no room, so it has no message.
 * - `delayed`: its message isn't due.
 * - `held`: all places of its concurrency key are taken, so it has no message.
 */
export const admissionState = { admitted: "admitted", parked: "parked", delayed: "delayed", held: "held" } as const;
export type AdmissionState = (typeof admissionState)[keyof typeof admissionState];

/** Rank of a job's priority, in the order of admission. 0 is the highest. `open_jobs.priority_rank` has the same value. */
export const priorityRank = ({ priority }: { priority: string }): number => ["high", "normal", "low"].indexOf(priority);

/**
 * How long after its cancellation a job can be restored, in milliseconds. The reconciler keeps its message in the queue
 * as long.
 */
export const restorableMs = 60_000;

/** The result of an attempt. */
export type Outcome =
  | { kind: "completed"; output: unknown }
  /**
   * The handler threw an error. `retryAfterSeconds`: minimum delay of the next attempt; absent: the backoff applies.
   * `details`: for operators.
   */
  | { kind: "failed"; error: JobError; retryable: boolean; retryAfterSeconds?: number; details?: ErrorDetail[] }
  | { kind: "timedOut"; error: JobError }
  /** The job was cancelled, and the handler stopped or was abandoned. */
  | { kind: "cancelled" }
  /** The worker stops and hands the attempt back. */
  | { kind: "released" }
  /** The worker's process crashed or is about to crash, or the worker's heartbeat stopped. */
  | { kind: "lost" };

export interface AttemptBudget {
  /** Number of the ended attempt, from 1. */
  attempt: number;
  /** Attempts that were handed back or lost so far. They don't count towards `maxAttempts`. */
  lostAttempts: number;
  /** Lost attempts whose worker crashed. A job with at least one runs in quarantine. */
  crashes: number;
  maxAttempts: number;
}

/** The job's state after an attempt was settled. */
export type NextState = {
  attemptStatus: "completed" | "failed" | "timedOut" | "cancelled" | "lost";
  error: JobError | null;
  /** Details of the thrown error, for operators. Absent: nothing was thrown. */
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
 * A job fails when this many attempts were handed back or lost. Such an attempt isn't the job's fault, so the limit is
 * high. It stops a job that crashes every worker. A user's retry allows the same number again.
 */
export const maxLostAttempts = 25;

const lostError = {
  code: "worker_lost",
  message: "The worker's process ended while it ran the job, or lost its connection to the database.",
};

/** Decides the job's state after an attempt. `random`: in [0, 1), for the jitter. */
export function nextState(outcome: Outcome, budget: AttemptBudget, now: Date, random: number): NextState {
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

function handBack({ lostAttempts, crashes }: AttemptBudget, now: Date, error: JobError | null): NextState {
  const ended = { attemptStatus: "lost", error, lostAttempts: lostAttempts + 1, crashes } as const;
  if (ended.lostAttempts % maxLostAttempts > 0) return { status: "pending", runAt: now, ...ended };
  const message =
    `${ended.lostAttempts} attempts of the job ended because their worker's process ended or was stopped, and none ran to its end. ` +
    "Make the job shorter, save checkpoints, or give workers more time to stop (SHUTDOWN_GRACE_SECONDS).";
  return { status: "failed", ...ended, error: { code: lostError.code, message } };
}
