/**
 * Messages between a worker and a handler's process. They arrive in order, so `ended` is the last one of an attempt.
 */
import type { JobContext, LogLevel } from "../../handlers/types.ts";
import type { HandlerLoader } from "./load-handler.ts";
import type { WireError } from "./wire-errors.ts";

/** The part of a context that is plain data. */
export type AttemptFacts = Omit<JobContext<unknown>, "signal" | "helpers">;

export interface CallMessage {
  kind: "call";
  id: number;
  method: string;
  argument: unknown;
}

export type AnswerMessage = { kind: "answer"; id: number } & Result;

export type Result = { ok: true; value: unknown } | { ok: false; error: WireError };

export type ToChild =
  /** How to open the handler. Sent to a process that was started without a module. */
  | { kind: "open"; loader: HandlerLoader }
  | { kind: "run"; facts: AttemptFacts }
  | { kind: "abort"; reason: unknown }
  /** The attempt has ended for the worker. If the handler still runs, its helpers throw from now on. */
  | { kind: "attemptEnded" }
  | CallMessage
  | AnswerMessage;

export type ToParent =
  /** The handler is about to be called. */
  | { kind: "started" }
  /** Confirms that the handler's signal was aborted, so the event loop isn't blocked. */
  | { kind: "aborted" }
  | { kind: "progress"; percent: number; message: string | undefined }
  | { kind: "log"; level: LogLevel; message: string; data: Record<string, unknown> | undefined }
  /** An uncaught error of the handler. The process ends. */
  | { kind: "stray"; error: WireError }
  | { kind: "ended"; result: Result }
  | CallMessage
  | AnswerMessage;

/** Arguments of a handler's process. */
export interface ChildArguments {
  type: string;
  /** The module that exports the job of the type. Absent: a message says how to open the handler. */
  moduleUrl?: string | undefined;
  memoryLimitMb: number;
}

/** File descriptor of the lifeline. It closes when the worker ends, also after SIGKILL. */
export const lifelineFd = 4;
