/** Errors that nothing caught: each fails the attempt that caused it, or ends the process when nothing better is known. */
import type { Logger } from "pino";
import { takeStrayError } from "../modules/jobs/worker/attempt-scope.ts";
import type { HandBackReason } from "../modules/jobs/worker/run-job.ts";

export interface StrayErrorOptions {
  log: Logger;
  /** Whether the process does more than run jobs. What a handler leaves behind doesn't end it then. */
  servesApi: boolean;
  /** Takes no new work, lets running jobs finish for the grace period, hands back the rest, and ends the process with a failure. */
  drain: (message: string, error: unknown, why: HandBackReason) => void;
}

/** Takes all errors of this process that nothing catches, from now on. */
export function watchStrayErrors({ log, servesApi, drain }: StrayErrorOptions): void {
  function take(error: unknown): void {
    const { fate, attempt } = takeStrayError(error);
    const line = { err: error, ...attempt };
    if (fate === "failed") log.warn(line, "nothing caught an error of a handler: its attempt fails");
    else if (fate === "ignored") log.warn(line, "nothing caught an error of a handler whose attempt had ended");
    else if (fate === "late" && servesApi) log.error(line, "nothing caught an error that a handler left behind");
    else if (fate === "late") {
      log.error(line, "nothing caught an error that a handler left behind: the worker drains");
      // None of the jobs that run is to blame.
      drain("an error that a handler left behind; the worker stops", error, "released");
    } else drain("an unexpected error; the process stops", error, "crashed");
  }

  process.on("uncaughtException", take);
  process.on("unhandledRejection", take);
}
