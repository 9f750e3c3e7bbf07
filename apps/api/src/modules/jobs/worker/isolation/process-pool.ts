import type { JobContext, JobResult } from "../../handlers/types.ts";
import {
  type HandlerProcess,
  type HandlerProcessOptions,
  NotStartedError,
  startHandlerProcess,
} from "./handler-process.ts";

export interface ProcessPoolOptions extends Omit<HandlerProcessOptions, "startWithinMs"> {
  /** Maximum number of concurrent attempts. The worker enforces it. */
  size: number;
  reuse?: Partial<Reuse>;
}

export interface Reuse {
  /** Number of attempts after which a process is replaced. */
  attempts: number;
  /** Time after which an idle process is ended, in milliseconds. */
  idleMs: number;
  /**
   * Time in which a reused process must start the attempt, in milliseconds. Afterwards the attempt runs in another
   * process, because a loop that an earlier attempt left behind may block the reused one.
   */
  startWithinMs: number;
}

/** Default limits of reuse. 100 attempts bound what a leaking handler can accumulate. */
export const defaultReuse: Reuse = { attempts: 100, idleMs: 60_000, startWithinMs: 5_000 };

export interface ProcessPool {
  /** Runs an attempt in an idle process or in a new one. */
  run(context: JobContext<unknown>): Promise<JobResult<unknown>>;
  /** Kills all processes. */
  stop(): Promise<void>;
}

/** A pool of processes for one job type. Each process runs one attempt at a time and is reused. */
export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const { type, log } = options;
  const reuse = { ...defaultReuse, ...options.reuse };
  const processes = new Set<HandlerProcess>();
  /** Idle processes. They are used last in, first out, so that unneeded ones stay idle and end. */
  const idle: { process: HandlerProcess; timer: NodeJS.Timeout }[] = [];
  let stopped = false;

  function take(): HandlerProcess {
    const free = idle.pop();
    if (free) {
      clearTimeout(free.timer);
      return free.process;
    }
    // A timed-out attempt frees its slot before its handler has stopped. If the pool is full, the process of such an
    // attempt is killed.
    if (processes.size >= options.size) [...processes].find((process) => process.isStopping())?.kill();
    return start();
  }

  function start(): HandlerProcess {
    const process = startHandlerProcess({ ...options, startWithinMs: reuse.startWithinMs });
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
