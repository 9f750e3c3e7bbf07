import type { AnswerMessage, CallMessage, Result } from "./messages.ts";
import { fromWireError, toWireError } from "./wire-errors.ts";

// biome-ignore lint/suspicious/noExplicitAny: each method knows its argument, and both sides are in this folder.
export type Methods = Record<string, (argument: any) => Promise<unknown>>;
export type Call = (method: string, argument: unknown) => Promise<unknown>;

export interface Calls {
  /** Calls a method of the other process. Rejects with the method's error. */
  call: Call;
  /** Processes a call or a response from the other process. */
  take(message: CallMessage | AnswerMessage): void;
  /** Rejects all pending and later calls. */
  end(error: Error): void;
}

/**
 * Id of the last call. Ids are unique across attempts, so that a late response can't match a call of another attempt.
 */
let lastId = 0;

/** Calls in both directions over a message channel. `send` throws when the message can't be sent. */
export function createCalls(send: (message: CallMessage | AnswerMessage) => void, methods: Methods): Calls {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let ended: Error | undefined;

  async function answer({ id, method, argument }: CallMessage): Promise<void> {
    const result = await toResult(async () => {
      const serve = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!serve || ended) throw ended ?? new Error(`there is no ${method} to call`);
      return serve(argument);
    });
    try {
      send({ kind: "answer", id, ...result });
    } catch (error) {
      send({ kind: "answer", id, ok: false, error: toWireError(error) });
    }
  }

  return {
    async call(method, argument) {
      if (ended) throw ended;
      const id = ++lastId;
      const answered = Promise.withResolvers<unknown>();
      send({ kind: "call", id, method, argument });
      waiting.set(id, answered);
      return answered.promise;
    },
    take(message) {
      if (message.kind === "call") {
        void answer(message);
        return;
      }
      const answered = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) answered?.resolve(message.value);
      else answered?.reject(fromWireError(message.error));
    },
    end(error) {
      ended = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

export async function toResult(work: () => Promise<unknown>): Promise<Result> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  }
}
