import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const RUN_SERVER = fileURLToPath(new URL("run-server.ts", import.meta.url));

export interface ServerProcess {
  pid: number;
  /**
   * The server's connection string. Rejects with the process's output if the process ends before its server accepts
   * connections.
   */
  connectionString: Promise<string>;
  /** Kills only this process (SIGKILL) and not PostgreSQL. Resolves when the process has ended. */
  kill(): Promise<void>;
}

/** Starts a server in its own process. After the test, the process and its PostgreSQL are killed. */
export function startServerProcess(dataDir: string, as: { uid: number; gid: number } | null = null): ServerProcess {
  const child = spawn(process.execPath, [RUN_SERVER, dataDir], { stdio: ["ignore", "pipe", "pipe"], ...as });
  const exited = once(child, "exit");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(async () => {
    await kill();
    killAllOn(dataDir);
  });
  const connectionString = firstLine(child);
  connectionString.catch(() => {}); // Prevents an unhandled rejection in tests that don't await the connection string.
  return { pid: child.pid ?? 0, connectionString, kill };
}

async function firstLine({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new Error("its output is not piped");
  const said = text(stderr);
  for await (const line of createInterface(stdout)) return (JSON.parse(line) as Ready).connectionString;
  throw new Error(await said);
}

interface Ready {
  connectionString: string;
}

/**
 * Returns the pids of other processes that use the folder: their command line contains it, or it is their working
 * folder. Empty without /proc.
 */
export function processesOn(dataDir: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => commandLine(pid).includes(dataDir) || workingFolder(pid).startsWith(dataDir));
}

/** Kills all processes that use the folder at once: survivors could wait minutes for the lock of a killed process. */
export function killAllOn(dataDir: string): void {
  for (let pids = processesOn(dataDir); pids.length > 0; pids = processesOn(dataDir)) killAll(pids);
}

/** Returns the words of a process's command line. Empty if the process has ended. */
export function commandWords(pid: number): string[] {
  return commandLine(pid).split("\0").slice(0, -1);
}

export function killAll(pids: number[], signal: NodeJS.Signals = "SIGKILL"): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}
