/** What a worker and the process of a handler say to each other. In order, so `ended` is the last of its attempt. */
import type { JobContext, LogLevel } from "../../handlers/types.ts";
import type { HandlerLoader } from "./load-handler.ts";
import type { WireError } from "./wire-errors.ts";

/** The part of a context that is data. */
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
  /** How to open the handler, for a process that was started without a module. */
  | { kind: "open"; loader: HandlerLoader }
  | { kind: "run"; facts: AttemptFacts }
  | { kind: "abort"; reason: unknown }
  /** The attempt has ended for the worker, though its handler still runs: its helpers stop working. */
  | { kind: "over" }
  | CallMessage
  | AnswerMessage;

export type ToParent =
  /** The process is about to call the handler. */
  | { kind: "started" }
  /** The handler's signal has aborted: the process isn't stuck in a loop. */
  | { kind: "aborted" }
  | { kind: "progress"; percent: number; message: string | undefined }
  | { kind: "log"; level: LogLevel; message: string; data: Record<string, unknown> | undefined }
  /** Nothing caught this error of the handler: the process ends. */
  | { kind: "stray"; error: WireError }
  | { kind: "ended"; result: Result }
  | CallMessage
  | AnswerMessage;

/** What the handler's process was started with. */
export interface ChildArguments {
  type: string;
  /** The module that exports the job of the type. Absent: a message says how to open the handler. */
  moduleUrl?: string | undefined;
  memoryLimitMb: number;
}

/** The file descriptor that the process watches: it ends when the worker does, however that ends. */
export const lifelineFd = 4;
