/** Calls functions in other processes of the bench, so that the measured process doesn't also do the measuring. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { type ReadCpu, readCpuOf } from "./cpu.ts";

// biome-ignore lint/suspicious/noExplicitAny: any function whose arguments and result can be sent as JSON.
type Calls = Record<string, (...args: any[]) => unknown>;

export interface Remote<Offered extends Calls> {
  call<Name extends keyof Offered & string>(
    name: Name,
    ...args: Parameters<Offered[Name]>
  ): Promise<Awaited<ReturnType<Offered[Name]>>>;
  /** Reads the CPU time of the process. */
  readCpu: ReadCpu;
  /** Asks the process to stop, and waits until it has ended. */
  stop(): Promise<void>;
}

export interface RemoteOptions {
  /** Files of `bench/processes/` that are loaded before the started file. */
  without?: readonly string[];
  /** Folder of another checkout of Gaffer, whose file is started. Default: this checkout. */
  checkout?: string | undefined;
}

/**
 * Starts a file of `processes/` in production mode. Appends its output to `logFile`. The process ends when its parent
 * ends.
 */
export function startRemote<Offered extends Calls>(
  file: string,
  logFile: string,
  { without = [], checkout = path.join(import.meta.dirname, "..") }: RemoteOptions = {},
): Remote<Offered> {
  const log = openSync(logFile, "a");
  const processes = path.join(checkout, "bench/processes");
  const child = fork(path.join(processes, file), {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", log, "inherit", "ipc"],
    serialization: "advanced",
    execArgv: without.flatMap((first) => ["--import", path.join(processes, first)]),
  });
  closeSync(log);
  const ended = once(child, "exit");
  let count = 0;
  return {
    call: (name, ...args) => askChild(child, { id: ++count, name, args }),
    readCpu: readCpuOf(child.pid ?? 0),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function askChild<Answer>(
  child: ChildProcess,
  request: { id: number; name: string; args: unknown[] },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: { id: number; answer?: Answer; error?: string }) => {
      if (message.id !== request.id) return;
      child.off("message", onMessage).off("exit", onExit);
      if (message.error === undefined) resolve(message.answer as Answer);
      else reject(new Error(message.error));
    };
    const onExit = (code: number) => reject(new Error(`the process ended with ${code} during ${request.name}`));
    child.on("message", onMessage).on("exit", onExit);
    child.send(request);
  });
}

/** Called by a file of `processes/`: answers calls until the parent disconnects, then stops and exits. */
export function answerCalls(calls: Calls, stop: () => Promise<void>): void {
  process.on("message", async ({ id, name, args }: { id: number; name: string; args: unknown[] }) => {
    try {
      process.send?.({ id, answer: await calls[name]?.(...args) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => void stop().finally(() => process.exit()));
}
