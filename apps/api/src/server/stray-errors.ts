/** Uncaught errors: each fails the attempt that caused it, or ends the process if the cause is unknown. */
import type { Logger } from "pino";
import { takeStrayError } from "../modules/jobs/worker/attempt-scope.ts";
import type { HandBackReason } from "../modules/jobs/worker/run-job.ts";

export interface StrayErrorOptions {
  log: Logger;
  /** Whether the process serves the API. If so, a late error of a handler doesn't end it. */
  servesApi: boolean;
  /**
   * Takes no new work, lets running jobs finish for the grace period, hands the other jobs back to the queue, and exits
   * with a failure.
   */
  drain: (message: string, error: unknown, why: HandBackReason) => void;
}

/** Handles all uncaught errors and unhandled rejections of this process from now on. */
export function watchStrayErrors({ log, servesApi, drain }: StrayErrorOptions): void {
  function take(error: unknown): void {
    const { fate, attempt } = takeStrayError(error);
    const line = { err: error, ...attempt };
    if (fate === "failed") log.warn(line, "uncaught error of a handler; its attempt fails");
    else if (fate === "ignored") log.warn(line, "uncaught error of a handler whose attempt had ended");
    else if (fate === "late" && servesApi) log.error(line, "uncaught late error of a handler");
    else if (fate === "late") {
      log.error(line, "uncaught late error of a handler; the worker drains");
      // `released`, because no running job caused the error.
      drain("late error of a handler; the worker stops", error, "released");
    } else drain("unexpected error; the process stops", error, "crashed");
  }

  process.on("uncaughtException", take);
  process.on("unhandledRejection", take);
}
