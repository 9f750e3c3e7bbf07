/** Handlers that run in processes of their own: those with `isolation`, and every handler in quarantine. */
import { getHeapStatistics } from "node:v8";
import type { Logger } from "pino";
import type { JobHandlers, RegisteredJob } from "../../handlers/registry.ts";
import type { JobHandler } from "../../handlers/types.ts";
import { type HandlerLoader, importHandler } from "./load-handler.ts";
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
  of(handlers: JobHandlers): JobHandlers;
  /** The same handlers, each running in a process that is started for one attempt. Starts none of these yet. */
  inQuarantine(handlers: JobHandlers, loader: HandlerLoader): JobHandlers;
  /** Throws when the module of an isolated job doesn't export it. */
  check(): Promise<void>;
  /** Ends all processes. */
  stop(): Promise<void>;
}

/** How many jobs in quarantine one worker runs at once: each has a process that loads all handlers, of about 130 MB. */
export const quarantineConcurrency = 4;

const defaultMemoryLimitMb = 512;

export function createHandlerIsolation({ slots, ...options }: HandlerIsolationOptions): HandlerIsolation {
  const pools: ProcessPool[] = [];
  const modules = new Map<string, string>();

  function open(poolOptions: Omit<ProcessPoolOptions, "log" | "stopGraceMs">): ProcessPool {
    const pool = createProcessPool({ ...options, ...poolOptions });
    pools.push(pool);
    return pool;
  }

  /** The handlers, those of which `isolate` makes a pool running in it. */
  function replace(handlers: JobHandlers, isolate: (job: RegisteredJob) => ProcessPool | undefined): JobHandlers {
    const isolated = new Map<string, JobHandler<unknown, unknown>>();
    for (const type of handlers.types) {
      const pool = isolate(handlers.get(type));
      if (pool) isolated.set(type, pool.run);
    }
    return {
      types: handlers.types,
      get(type) {
        const handler = isolated.get(type) as RegisteredJob<typeof type>["handler"] | undefined;
        return handler ? { ...handlers.get(type), handler } : handlers.get(type);
      },
    };
  }

  return {
    of: (handlers) =>
      replace(handlers, ({ type, concurrency, isolation }) => {
        if (!isolation) return undefined;
        const { module: moduleUrl, memoryLimitMb = defaultMemoryLimitMb, env = {} } = isolation;
        modules.set(type, moduleUrl);
        return open({ type, moduleUrl, memoryLimitMb, env, size: Math.min(concurrency, slots) });
      }),
    inQuarantine: (handlers, loader) =>
      replace(handlers, ({ type, isolation }) => {
        if (isolation) return undefined;
        // A job that fits into the worker must not fail because its own process is smaller.
        const memoryLimitMb = Math.floor(getHeapStatistics().heap_size_limit / 1024 / 1024);
        const size = quarantineConcurrency;
        return open({ type, loader, memoryLimitMb, env: "inherited", size, reuse: { attempts: 1 } });
      }),
    async check() {
      for (const [type, moduleUrl] of modules) {
        await importHandler(moduleUrl, type).catch((cause: Error) => {
          throw new Error(`the handler of ${type} can't run in a process of its own: ${cause.message}`, { cause });
        });
      }
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.stop()));
    },
  };
}
