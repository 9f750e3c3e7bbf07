import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

/**
 * Stops the PostgreSQL that a killed process left running in `clusterDir`. Whoever calls this holds the folder's lock,
 * so nobody owns it any more. Stopping beats adopting: the new one is our child, with our settings, and its death is
 * noticed; a fast shutdown loses nothing that was committed. Throws when it won't stop.
 */
export async function stopOrphan(
  clusterDir: string,
  { binaries, runAs, log }: { binaries: Binaries; runAs: RunAs; log: (line: string) => void },
): Promise<void> {
  const pidFile = path.join(clusterDir, "postmaster.pid");
  const pid = await readPid(pidFile);
  // PostgreSQL replaces the file itself when no process has that pid.
  if (pid === null || !isAlive(pid)) return;
  if (!(await isPostmasterOf(clusterDir, pid))) {
    // The pid was reused (usual after a reboot, or in a container): PostgreSQL would refuse to start.
    await rm(pidFile, { force: true });
    return;
  }

  log(`Stopping the PostgreSQL (process ${pid}) that was left running in ${clusterDir}`);
  // Immediate is what a power cut is: recovered from at the next start.
  for (const mode of ["fast", "immediate"]) {
    await runAs.run(binaries.pgCtl, ["stop", "-D", clusterDir, "-m", mode, "-w", "-t", "30"]);
    if (!(isAlive(pid) && (await readPid(pidFile)) === pid)) return;
  }
  throw new Error(`The PostgreSQL left running in ${clusterDir} (process ${pid}) doesn't stop. Stop it by hand.`);
}

/** The pid on the first line of a postmaster.pid; `null` when there is no (whole) file. */
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
  // Windows tells the program's name only.
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
