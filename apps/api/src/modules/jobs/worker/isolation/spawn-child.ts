import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ChildArguments } from "./messages.ts";
import type { ProcessEnd } from "./process-end.ts";

const childMain = fileURLToPath(new URL("./child-main.ts", import.meta.url));
const posix = process.platform !== "win32";

/** Time to wait for the output of an ended process, in milliseconds. Its child processes may keep the output open. */
const closeMs = 1_000;

/** The environment of a handler's process. `inherited`: the environment of this process, including secrets. */
export type ChildEnvironment = "inherited" | Readonly<Record<string, string>>;

/**
 * Starts a handler's process in its own process group, so that Ctrl-C doesn't reach it and its child processes are
 * killed with it.
 */
export function spawnChild(settings: ChildArguments, env: ChildEnvironment): ChildProcess {
  const heap = `--max-old-space-size=${settings.memoryLimitMb}`;
  return spawn(process.execPath, [heap, childMain, JSON.stringify(settings)], {
    // The fifth stream is the lifeline: a pipe without data that closes when this process ends.
    stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
    serialization: "advanced",
    ...(env !== "inherited" && { env: { ...(posix && { PATH: "/usr/local/bin:/usr/bin:/bin" }), ...env } }),
    detached: posix,
    windowsHide: true,
  });
}

/** Kills the process and its child processes. */
export function killChild(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // The process has already ended.
  }
}

/** Resolves when the process has ended and its output was read. Never rejects. */
export async function untilEnd(child: ChildProcess, lastWords: () => string): Promise<ProcessEnd> {
  const closed = once(child, "close").catch(() => {});
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    // Kills the remaining child processes. The process group's id can't be reused while one of them lives.
    killChild(child);
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closeMs).unref())]);
    return { code, signal, lastWords: lastWords() };
  } catch (error) {
    return { code: null, signal: null, lastWords: "", notStarted: error as NodeJS.ErrnoException };
  }
}
