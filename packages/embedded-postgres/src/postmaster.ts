import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";
import { openServerLog } from "./server-log.ts";

/** How the server process ended. Both fields are `null` if the process could not be started. */
export interface ServerExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Postmaster {
  /** Resolves when the process has ended, by `stop()` or by itself. Never rejects. */
  exited: Promise<ServerExit>;
  /** Shuts the server down and rolls back open transactions (fast shutdown). Resolves when the process has ended. */
  stop(): Promise<void>;
}

/** The server ended during its start or didn't become ready in time. */
export class PostmasterNotStarted extends Error {
  override readonly name = "PostmasterNotStarted";
}

interface Command {
  binaries: Binaries;
  runAs: RunAs;
  clusterDir: string;
  settings: Record<string, string>;
  logFile: string;
}

const READY_CHECK_MS = 10;
/**
 * Time limit of a start. Recovery after a crash replays at most about `max_wal_size` of log: seconds, on a slow disk a
 * minute.
 */
const READY_TIMEOUT_MS = 180_000;
const FAST_SHUTDOWN_TIMEOUT_MS = 60_000;

/**
 * Runs PostgreSQL on `clusterDir` as a child process and waits until it accepts connections. Throws
 * `PostmasterNotStarted` with the server's last log lines if it doesn't.
 */
export async function startPostmaster(command: Command): Promise<Postmaster> {
  const { binaries, runAs, clusterDir, settings } = command;
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openServerLog(command.logFile);
  try {
    const child = runAs.start(binaries.postgres, ["-D", clusterDir, ...flags], log.fd);
    const postmaster = supervise(child, command);
    const ended = await Promise.race([postmaster.exited, untilReady(child, clusterDir)]);
    if (ended === "ready") return postmaster;
    await postmaster.stop();
    const what = ended === "too late" ? `wasn't ready after ${READY_TIMEOUT_MS / 1000} s` : toText(ended);
    throw new PostmasterNotStarted(`PostgreSQL in ${clusterDir} ${what}. Its last log lines:\n${log.lastLines()}`);
  } finally {
    log.close(); // Closes only this process's handle of the log file. The server has its own.
  }
}

function toText({ code, signal }: ServerExit): string {
  if (signal !== null) return `was ended by ${signal}`;
  return code === null ? "could not be run" : `ended with exit code ${code}`;
}

function supervise(child: ChildProcess, command: Command): Postmaster {
  const { promise: exited, resolve } = Promise.withResolvers<ServerExit>();
  child.once("error", () => resolve({ code: null, signal: null }));
  child.once("exit", (code, signal) => resolve({ code, signal }));

  // Stops the server if this process ends without stop() and the kernel doesn't stop the server (--pdeathsig).
  const interrupt = (): boolean => child.kill("SIGINT");
  process.once("exit", interrupt);
  void exited.then(() => process.off("exit", interrupt));

  let stopped: Promise<void> | undefined;
  return {
    exited,
    stop() {
      stopped ??= shutDown(child, exited, command);
      return stopped;
    },
  };
}

async function shutDown(child: ChildProcess, exited: Promise<ServerExit>, command: Command): Promise<void> {
  const patience = new AbortController();
  await signal(child, "fast", command);
  await Promise.race([exited, delay(FAST_SHUTDOWN_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  // `immediate` is like a power cut: PostgreSQL recovers at its next start.
  if (child.exitCode === null && child.signalCode === null) await signal(child, "immediate", command);
  await exited;
}

async function signal(child: ChildProcess, mode: "fast" | "immediate", command: Command): Promise<void> {
  if (process.platform !== "win32") {
    child.kill(mode === "fast" ? "SIGINT" : "SIGQUIT");
    return;
  }
  // Windows has no signals, and `kill` would end the server at once. So pg_ctl stops it.
  const { binaries, runAs, clusterDir } = command;
  await runAs.run(binaries.pgCtl, ["stop", "-D", clusterDir, "-m", mode, "-W"]);
}

/**
 * Waits until line 8 of postmaster.pid says "ready". Line 1 must be this server's pid, because an earlier run may have
 * left the file.
 */
async function untilReady(child: ChildProcess, clusterDir: string): Promise<"ready" | "too late"> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const lines = (await readFile(path.join(clusterDir, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return "ready";
    await delay(READY_CHECK_MS);
  }
  return "too late";
}
