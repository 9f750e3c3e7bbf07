/** Handlers that run in processes of their own: those with `isolation: "process"`, and every handler in quarantine. */
import { getHeapStatistics } from "node:v8";
import type { Logger } from "pino";
import { type HandlerLoader, type HandlerModule, importHandler } from "../../handlers/isolated.ts";
import type { RegisteredHandler } from "../../handlers/registry.ts";
import { createProcessPool, type ProcessPool, type ProcessPoolOptions, type Reuse } from "./process-pool.ts";

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
  /** The same handlers, each running in a process that is started for one attempt. Starts none of these yet. */
  inQuarantine<Registry extends Handlers>(handlers: Registry, loader: HandlerLoader): Registry;
  /** Throws when a handler isn't where its process would look for it. */
  check(): Promise<void>;
  /** Ends all processes. */
  stop(): Promise<void>;
}

interface Handlers {
  types: readonly string[];
  get(type: never): RegisteredHandler<never, unknown>;
}

/** How many jobs in quarantine one worker runs at once: each has a process that loads all handlers, of about 100 MB. */
export const quarantineConcurrency = 4;

export function createHandlerIsolation({ slots, ...options }: HandlerIsolationOptions): HandlerIsolation {
  const pools: ProcessPool[] = [];
  const places = new Map<string, HandlerModule>();

  function open(
    { module, exportName }: HandlerModule,
    poolOptions: Omit<ProcessPoolOptions, "log" | "stopGraceMs" | "moduleUrl" | "exportName">,
  ): ProcessPool {
    const pool = createProcessPool({ ...options, ...poolOptions, moduleUrl: module.href, exportName });
    pools.push(pool);
    return pool;
  }

  /** The handlers, those of which `isolate` makes a pool running in it. */
  function replace<Registry extends Handlers>(
    handlers: Registry,
    isolate: (type: string, entry: RegisteredHandler<never, unknown>) => ProcessPool | undefined,
  ): Registry {
    const isolated = new Map<string, RegisteredHandler<unknown, unknown>>();
    for (const type of handlers.types) {
      const entry = handlers.get(type as never);
      const pool = isolate(type, entry);
      if (pool) isolated.set(type, { ...entry, handler: pool.run });
    }
    return { ...handlers, get: (type: never) => isolated.get(type) ?? handlers.get(type) };
  }

  return {
    of: (handlers) =>
      replace(handlers, (type, { handler, concurrency, isolation, memoryLimitMb, env }) => {
        if (isolation !== "process") return undefined;
        const place = handler as unknown as HandlerModule;
        places.set(type, place);
        return open(place, { type, memoryLimitMb, env, size: Math.min(concurrency, slots) });
      }),
    inQuarantine: (handlers, loader) =>
      replace(handlers, (type, { isolation }) => {
        if (isolation === "process") return undefined;
        // A job that fits into the worker must not fail because its own process is smaller.
        const memoryLimitMb = Math.floor(getHeapStatistics().heap_size_limit / 1024 / 1024);
        const { resources } = loader;
        const size = quarantineConcurrency;
        return open(loader, { type, memoryLimitMb, env: "inherited", resources, size, reuse: { attempts: 1 } });
      }),
    async check() {
      for (const [type, { module, exportName }] of places) {
        await importHandler(module.href, exportName).catch((cause: Error) => {
          throw new Error(`the handler of ${type} can't run in a process of its own: ${cause.message}`, { cause });
        });
      }
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.stop()));
    },
  };
}
