import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

/**
 * Stops the PostgreSQL that a killed process left running in `clusterDir`. The caller must hold the folder's lock, so
 * no other process uses that server. The old server isn't kept, because only a child of this process has known settings
 * and a known exit. The fast shutdown keeps all commits. Throws if the server doesn't stop.
 */
export async function stopOrphan(
  clusterDir: string,
  { binaries, runAs, log }: { binaries: Binaries; runAs: RunAs; log: (line: string) => void },
): Promise<void> {
  const pidFile = path.join(clusterDir, "postmaster.pid");
  const pid = await readPid(pidFile);
  // If no process has the pid in postmaster.pid, PostgreSQL itself replaces the file at its start.
  if (pid === null || !isAlive(pid)) return;
  if (!(await isPostmasterOf(clusterDir, pid))) {
    // Another program has the pid, as after a reboot or in a container. PostgreSQL would refuse to start if the file
    // stayed.
    await rm(pidFile, { force: true });
    return;
  }

  log(`Stopping the PostgreSQL (process ${pid}) that was left running in ${clusterDir}`);
  // The mode `immediate` is like a power cut: PostgreSQL recovers at its next start.
  for (const mode of ["fast", "immediate"]) {
    await runAs.run(binaries.pgCtl, ["stop", "-D", clusterDir, "-m", mode, "-w", "-t", "30"]);
    if (!(isAlive(pid) && (await readPid(pidFile)) === pid)) return;
  }
  throw new Error(`The PostgreSQL left running in ${clusterDir} (process ${pid}) doesn't stop. Stop it manually.`);
}

/** Returns the pid on the first line of a postmaster.pid; `null` if the file is missing or incomplete. */
async function readPid(pidFile: string): Promise<number | null> {
  const text = await readFile(pidFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isPostmasterOf(clusterDir: string, pid: number): Promise<boolean> {
  const command = await commandOf(pid);
  // On Windows the command contains only the program's name, so the folder can't be compared.
  return command.includes("postgres") && (process.platform === "win32" || command.includes(clusterDir));
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const [program, args]: [string, string[]] =
    process.platform === "win32"
      ? ["tasklist", ["/FI", `PID eq ${pid}`, "/NH"]]
      : ["ps", ["-ww", "-o", "command=", "-p", String(pid)]];
  return (await promisify(execFile)(program, args).catch(() => ({ stdout: "" }))).stdout;
}
