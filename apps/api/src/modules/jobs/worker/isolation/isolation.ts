/** Runs handlers in their own processes: those of jobs with `isolation`, and all handlers in quarantine. */
import { getHeapStatistics } from "node:v8";
import type { Logger } from "pino";
import type { JobHandlers, RegisteredJob } from "../../handlers/registry.ts";
import type { JobHandler } from "../../handlers/types.ts";
import { type HandlerLoader, importHandler } from "./load-handler.ts";
import { createProcessPool, type ProcessPool, type ProcessPoolOptions, type Reuse } from "./process-pool.ts";

export interface HandlerIsolationOptions {
  /** Number of slots of the worker. */
  slots: number;
  log: Logger;
  stopGraceMs: number;
  reuse?: Partial<Reuse>;
}

export interface HandlerIsolation {
  /** Returns the handlers; those with isolation run in their own processes. Starts no process yet. */
  of(handlers: JobHandlers): JobHandlers;
  /** Returns the handlers, each in a process that is started for one attempt. Starts no process yet. */
  inQuarantine(handlers: JobHandlers, loader: HandlerLoader): JobHandlers;
  /** Throws when the module of an isolated job doesn't export it. */
  check(): Promise<void>;
  /** Kills all processes. */
  stop(): Promise<void>;
}

/** Number of quarantined jobs that a worker runs at once. Each has a process with all handlers, of about 130 MB. */
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

  /** Returns the handlers. If `isolate` returns a pool for a job, its handler runs in that pool. */
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
        // A job that fits into the worker must not fail because its own process has a smaller heap.
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
