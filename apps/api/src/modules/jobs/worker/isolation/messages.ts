/** What a worker and the process of a handler say to each other. In order, so `ended` is the last of its attempt. */
import type { JobContext, LogLevel } from "../../handlers/types.ts";
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
  /** The module's export opens the handlers of all types with these resources; the handler is the type's. */
  | ({ kind: "open" } & OpenedHandler)
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

/** Which handler is wanted of a module that opens all of them. `resources` are data, which the process gets a copy of. */
export interface OpenedHandler {
  type: string;
  resources: unknown;
}

/** What the handler's process was started with. */
export interface ChildArguments {
  moduleUrl: string;
  exportName: string;
  memoryLimitMb: number;
}

/** The file descriptor that the process watches: it ends when the worker does, however that ends. */
export const lifelineFd = 4;
