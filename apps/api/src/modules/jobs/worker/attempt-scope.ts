/**
 * The asynchronous scope of an attempt. Everything that the attempt's handler starts runs in it. So an uncaught error
 * is attributed to its attempt, and helpers throw after the attempt has ended.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { isInstance } from "../../../describe-error.ts";
import { openapi } from "../../../http/schemas.ts";
import type { JobHelpers } from "../handlers/types.ts";

export interface AttemptIds {
  jobId: string;
  attempt: number;
}

export interface AttemptScope {
  /** Runs the handler in the scope. */
  run<Result>(handle: () => Promise<Result>): Promise<Result>;
  /** Wraps helpers so that they throw `AttemptEndedError` after the end of the attempt. */
  guard(helpers: JobHelpers): JobHelpers;
  /** Rejects with the first uncaught error in the scope. */
  strayed: Promise<never>;
  /** Marks the attempt as ended, even if its handler still runs. */
  end(): void;
}

/** Thrown by the helpers of an attempt that has ended. */
export class AttemptEndedError extends Error {
  constructor(helper: string) {
    super(`helpers.${helper} can't be used any more: the attempt has ended.`);
    this.name = "AttemptEndedError";
  }
}

/** The effect of an uncaught error. */
export type StrayError =
  /** The attempt that caused the error fails. */
  | { fate: "failed"; attempt: AttemptIds }
  /** No effect: the attempt has ended, but its handler still runs or used a helper too late. */
  | { fate: "ignored"; attempt: AttemptIds }
  /** No effect: the attempt has ended and its handler has returned, so it is too late to fail the attempt. */
  | { fate: "late"; attempt: AttemptIds }
  /** The error belongs to no attempt, or its attempt is unknown. */
  | { fate: "unknown"; attempt: undefined };

interface Scope {
  ids: AttemptIds;
  ended: boolean;
  handlerRuns: boolean;
  reject: (error: unknown) => void;
}

const logLevels: ReadonlySet<unknown> = new Set(openapi.components.schemas.LogLevel.enum);

const current = new AsyncLocalStorage<Scope>();

export function openAttemptScope({ jobId, attempt }: AttemptIds): AttemptScope {
  const strayed = Promise.withResolvers<never>();
  // Only a running attempt awaits this promise, and a rejection must not count as unhandled.
  strayed.promise.catch(() => {});
  const scope: Scope = { ids: { jobId, attempt }, ended: false, handlerRuns: false, reject: strayed.reject };
  return {
    async run(handle) {
      scope.handlerRuns = true;
      try {
        return await current.run(scope, handle);
      } finally {
        scope.handlerRuns = false;
      }
    },
    guard: (helpers) => guardHelpers(helpers, scope),
    strayed: strayed.promise,
    end() {
      scope.ended = true;
    },
  };
}

/** Handles an uncaught error of the process: fails the attempt that it belongs to, if that attempt still runs. */
export function takeStrayError(error: unknown): StrayError {
  const scope = current.getStore();
  if (!scope) return { fate: "unknown", attempt: undefined };
  const { ids: attempt } = scope;
  if (isInstance(error, AttemptEndedError)) return { fate: "ignored", attempt };
  if (scope.ended) return { fate: scope.handlerRuns ? "ignored" : "late", attempt };
  scope.reject(error);
  return { fate: "failed", attempt };
}

function guardHelpers({ files, ...helpers }: JobHelpers, scope: Scope): JobHelpers {
  const assertOpen = (helper: string) => {
    if (scope.ended) throw new AttemptEndedError(helper);
  };
  const guarded =
    <Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      assertOpen(name);
      return call(...args);
    };
  /** Ends the content with an error if the attempt has ended, so that no incomplete file is stored. */
  async function* whileOpen(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      assertOpen("files.write");
      yield chunk;
    }
    assertOpen("files.write");
  }
  return {
    updateProgress(...args) {
      assertOpen("updateProgress");
      helpers.updateProgress(...args);
    },
    log(level, ...args) {
      assertOpen("log");
      // A handler without type checks may pass any value as the level.
      if (!logLevels.has(level)) throw new TypeError(`helpers.log: the level must be ${[...logLevels].join(", ")}.`);
      helpers.log(level, ...args);
    },
    enqueue: guarded("enqueue", helpers.enqueue),
    enqueueAll: guarded("enqueueAll", helpers.enqueueAll),
    checkpoint: guarded("checkpoint", helpers.checkpoint),
    files: {
      read: guarded("files.read", files.read),
      write: guarded("files.write", ({ content, ...file }) => files.write({ ...file, content: whileOpen(content) })),
    },
  };
}
