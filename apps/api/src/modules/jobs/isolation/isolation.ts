/** Handlers that are registered with `isolation: "process"`, each with its processes. */
import type { Logger } from "pino";
import { type HandlerModule, importHandler } from "../handlers/isolated.ts";
import type { RegisteredHandler } from "../handlers/registry.ts";
import { createProcessPool, type ProcessPool, type Reuse } from "./process-pool.ts";

export interface HandlerIsolationOptions {
  /** How many jobs the worker runs at once. */
  slots: number;
  log: Logger;
  stopGraceMs: number;
  reuse?: Partial<Reuse>;
}

export interface HandlerIsolation {
  /** The same handlers, those with isolation running in processes of their own. Starts none of these yet. */
  of<Registry extends Handlers>(handlers: Registry): Registry;
  /** Throws when a handler isn't where its process would look for it. */
  check(): Promise<void>;
  /** Ends all processes. */
  stop(): Promise<void>;
}

interface Handlers {
  types: readonly string[];
  get(type: never): RegisteredHandler<never, unknown>;
}

export function createHandlerIsolation({ slots, ...options }: HandlerIsolationOptions): HandlerIsolation {
  const pools = new Map<string, { pool: ProcessPool; place: HandlerModule }>();

  function open(type: string, { handler, concurrency, ...entry }: RegisteredHandler<never, unknown>): ProcessPool {
    const place = handler as unknown as HandlerModule;
    const { module, exportName } = place;
    const size = Math.min(concurrency, slots);
    const pool = createProcessPool({ ...options, ...entry, type, moduleUrl: module.href, exportName, size });
    pools.set(type, { pool, place });
    return pool;
  }

  return {
    of(handlers) {
      const isolated = new Map<string, RegisteredHandler<unknown, unknown>>();
      for (const type of handlers.types) {
        const entry = handlers.get(type as never);
        if (entry.isolation !== "process") continue;
        const { run } = open(type, entry);
        isolated.set(type, { ...entry, handler: run });
      }
      return { ...handlers, get: (type: never) => isolated.get(type) ?? handlers.get(type) };
    },
    async check() {
      for (const [type, { place }] of pools) {
        await importHandler(place.module.href, place.exportName).catch((cause: Error) => {
          throw new Error(`the handler of ${type} can't run in a process of its own: ${cause.message}`, { cause });
        });
      }
    },
    async stop() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.stop()));
    },
  };
}
