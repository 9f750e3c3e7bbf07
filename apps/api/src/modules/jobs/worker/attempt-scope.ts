/**
 * The scope of an attempt: everything that its handler starts runs in it, whatever it waits for. So an error that nothing
 * catches is known to be this attempt's, and its helpers stop working when it has ended.
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
  /** Calls the handler in the scope. Resolves and rejects as it does. */
  run<Result>(handle: () => Promise<Result>): Promise<Result>;
  /** The same helpers; they throw `AttemptEndedError` once the attempt has ended. */
  guard(helpers: JobHelpers): JobHelpers;
  /** Rejects with the first error in the scope that nothing catches. */
  strayed: Promise<never>;
  /** The attempt has ended, even if its handler still runs. */
  end(): void;
}

/** Thrown by the helpers of an attempt that has ended. */
export class AttemptEndedError extends Error {
  constructor(helper: string) {
    super(`helpers.${helper} can't be used any more: the attempt has ended.`);
    this.name = "AttemptEndedError";
  }
}

/** What an error that nothing caught means. */
export type StrayError =
  /** It fails its attempt. */
  | { fate: "failed"; attempt: AttemptIds }
  /** It changes nothing: its attempt has ended already, and its handler still runs, or used its helpers too late. */
  | { fate: "ignored"; attempt: AttemptIds }
  /** Its handler has returned: no attempt can fail by it. */
  | { fate: "late"; attempt: AttemptIds }
  /** It is of no attempt, or of one that isn't known. */
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
  // Whoever waits for it hears of it; after the attempt nobody does.
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

/** To be called where the process hears of it: fails the attempt that the error belongs to, if it still can. */
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
  /** A file whose content isn't complete when the attempt ends is not stored. */
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
      // Handlers without types may pass anything.
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
