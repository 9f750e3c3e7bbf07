import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ChildArguments } from "./messages.ts";
import type { ProcessEnd } from "./process-end.ts";

const childMain = fileURLToPath(new URL("./child-main.ts", import.meta.url));
const posix = process.platform !== "win32";

/** How long a process that has ended may keep its output open: what it started may still hold it. */
const closeMs = 1_000;

/** The environment of a handler's process: this one's, which holds secrets, or these variables and nothing else. */
export type ChildEnvironment = "inherited" | Readonly<Record<string, string>>;

/**
 * Starts the process of a handler, in a process group of its own: Ctrl-C in a terminal is not for it, and what it starts ends
 * with it.
 */
export function spawnChild(settings: ChildArguments, env: ChildEnvironment): ChildProcess {
  const heap = `--max-old-space-size=${settings.memoryLimitMb}`;
  return spawn(process.execPath, [heap, childMain, JSON.stringify(settings)], {
    // The fifth is the lifeline: a pipe that nobody writes to, and that closes when this process is gone.
    stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
    serialization: "advanced",
    ...(env !== "inherited" && { env: { ...(posix && { PATH: "/usr/local/bin:/usr/bin:/bin" }), ...env } }),
    detached: posix,
    windowsHide: true,
  });
}

/** Ends the process, and what it has started. */
export function killChild(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
}

/** Resolves, and never rejects, when the process is gone and all that it said was read. */
export async function untilEnd(child: ChildProcess, lastWords: () => string): Promise<ProcessEnd> {
  const closed = once(child, "close").catch(() => {});
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    // Its pid is free from now on, but not as a process group while there is anybody left in it.
    killChild(child);
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closeMs).unref())]);
    return { code, signal, lastWords: lastWords() };
  } catch (error) {
    return { code: null, signal: null, lastWords: "", notStarted: error as NodeJS.ErrnoException };
  }
}
