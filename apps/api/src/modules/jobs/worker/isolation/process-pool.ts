import type { JobContext, JobResult } from "../../handlers/types.ts";
import {
  type HandlerProcess,
  type HandlerProcessOptions,
  NotStartedError,
  startHandlerProcess,
} from "./handler-process.ts";

export interface ProcessPoolOptions extends Omit<HandlerProcessOptions, "takeUpMs"> {
  /** How many attempts run at once at the most; the worker sees to that. */
  size: number;
  reuse?: Partial<Reuse>;
}

export interface Reuse {
  /** How many attempts a process runs until it is replaced. */
  attempts: number;
  /** How long a process waits for its next attempt until it is ended. */
  idleMs: number;
  /** How long it may take to take up its next attempt until another is used: something may have it in a loop. */
  takeUpMs: number;
}

/** What a handler leaks, it leaks a hundred times at the most. */
export const defaultReuse: Reuse = { attempts: 100, idleMs: 60_000, takeUpMs: 5_000 };

export interface ProcessPool {
  /** Runs an attempt in a process that is free, or in a new one. */
  run(context: JobContext<unknown>): Promise<JobResult<unknown>>;
  /** Ends all processes, whatever they do. */
  stop(): Promise<void>;
}

/** The processes of one job type: started when they are needed, used again, and one attempt in each at a time. */
export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const { type, log } = options;
  const reuse = { ...defaultReuse, ...options.reuse };
  const processes = new Set<HandlerProcess>();
  /** The one that was used last is used next, so that those that aren't needed any more can end. */
  const idle: { process: HandlerProcess; timer: NodeJS.Timeout }[] = [];
  let stopped = false;

  function take(): HandlerProcess {
    const free = idle.pop();
    if (free) {
      clearTimeout(free.timer);
      return free.process;
    }
    // An attempt that has timed out gives up its place in the worker before its handler has stopped.
    if (processes.size >= options.size) [...processes].find((process) => process.isStopping())?.kill();
    return start();
  }

  function start(): HandlerProcess {
    const process = startHandlerProcess({ ...options, takeUpMs: reuse.takeUpMs });
    processes.add(process);
    void process.ended.then(({ code, signal, notStarted }) => {
      log.debug({ type, pid: process.pid, code, signal, err: notStarted }, "a handler's process ended");
      processes.delete(process);
      removeIdle(process);
    });
    return process;
  }

  function giveBack(process: HandlerProcess): void {
    if (!processes.has(process)) return;
    if (stopped || process.attempts() >= reuse.attempts) {
      process.kill();
      return;
    }
    const end = () => {
      removeIdle(process);
      process.kill();
    };
    idle.push({ process, timer: setTimeout(end, reuse.idleMs).unref() });
  }

  function removeIdle(process: HandlerProcess): void {
    const index = idle.findIndex((entry) => entry.process === process);
    if (index === -1) return;
    clearTimeout(idle[index]?.timer);
    idle.splice(index, 1);
  }

  return {
    async run(context) {
      while (true) {
        if (stopped) throw new Error("the worker has stopped");
        const process = take();
        try {
          return await process.run(context);
        } catch (error) {
          if (!(error instanceof NotStartedError)) throw error;
        } finally {
          giveBack(process);
        }
      }
    },
    async stop() {
      stopped = true;
      for (const process of processes) process.kill();
      await Promise.all([...processes].map(({ ended }) => ended));
    },
  };
}
