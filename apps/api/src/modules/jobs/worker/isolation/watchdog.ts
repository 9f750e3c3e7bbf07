/**
 * A thread in the process of a handler, which therefore works while the handler is stuck in a loop. It ends the process
 * and all that it has started when the worker is gone, even by kill -9 (the pipe to it closes), and when the process as
 * a whole grows too large: V8's limit doesn't count buffers.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface WatchdogOptions {
  /** A pipe whose other end only the worker holds. */
  lifelineFd: number;
  residentLimitBytes: number;
}

/** Resolves when the thread watches. */
export async function startWatchdog(workerData: WatchdogOptions): Promise<void> {
  // From its source, which has lost its types by now: loading a file of TypeScript would double the start of a process.
  const thread = new Worker(`(${watch})()`, { eval: true, workerData });
  await once(thread, "message");
  thread.unref();
}

/** Runs in the thread, and sees nothing of this file. */
function watch(): void {
  const { parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
  const { Socket } = process.getBuiltinModule("node:net");
  const { writeSync } = process.getBuiltinModule("node:fs");
  const { lifelineFd, residentLimitBytes }: WatchdogOptions = workerData;
  const checkMs = 100;

  const end = () => {
    // It leads its own process group, except on Windows.
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
