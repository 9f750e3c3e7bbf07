/**
 * A thread in a handler's process, which works even if the handler blocks the event loop. It kills the process and its
 * child processes in two cases: the worker has ended, which closes a pipe even after SIGKILL, or the process uses too
 * much memory. V8's own limit doesn't count buffers.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface WatchdogOptions {
  /** The reading end of a pipe. Only the worker holds the other end. */
  lifelineFd: number;
  residentLimitBytes: number;
}

/** Resolves when the thread runs. */
export async function startWatchdog(workerData: WatchdogOptions): Promise<void> {
  // Passes the function's compiled source, because loading a TypeScript file would double the start time of a process.
  const thread = new Worker(`(${watch})()`, { eval: true, workerData });
  await once(thread, "message");
  thread.unref();
}

/** Runs in the thread, so it can't use anything of this file. */
function watch(): void {
  const { parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
  const { Socket } = process.getBuiltinModule("node:net");
  const { writeSync } = process.getBuiltinModule("node:fs");
  const { lifelineFd, residentLimitBytes }: WatchdogOptions = workerData;
  const checkMs = 100;

  const end = () => {
    // The process leads its own process group, except on Windows.
    process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
  };
  const lifeline = new Socket({ fd: lifelineFd, readable: true, writable: false });
  lifeline.on("error", end);
  lifeline.on("close", end);
  lifeline.resume();

  setInterval(() => {
    if (process.memoryUsage.rss() <= residentLimitBytes) return;
    try {
      writeSync(2, "FATAL ERROR: process out of memory: its buffers and its heap together\n");
    } finally {
      end();
    }
  }, checkMs);

  parentPort?.postMessage("watching");
}
