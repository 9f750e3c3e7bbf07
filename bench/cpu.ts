/** CPU time of processes, from `/proc`. On systems other than Linux it can't be read, and tables leave it out. */
import { readdirSync, readFileSync } from "node:fs";

/** CPU time in microseconds per job (or request), by the process that used it. */
export type CpuPerJob = Record<string, number>;

/** Reads the CPU time in milliseconds that a process or server has used since it started. */
export type ReadCpu = () => number;

/** Clock ticks per second of `/proc`: 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;
const hasProc = process.platform === "linux";

/** Reads the CPU time of this process. */
export const readOwnCpu: ReadCpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Reads the CPU time of another process, with a resolution of 10 ms. */
export const readCpuOf =
  (pid: number): ReadCpu =>
  () =>
    toMs(readTimes(pid)?.own ?? 0);

/** Reads the CPU time of a PostgreSQL server (postmaster, running and ended backends), with a resolution of 10 ms. */
export const readPostgresCpu =
  (postmasterPid: number): ReadCpu =>
  () => {
    if (!hasProc) return 0;
    const postmaster = readTimes(postmasterPid);
    const backends = readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0)
      .map(readTimes)
      .filter((times) => times?.parent === postmasterPid);
    const ticks = backends.reduce((sum, backend) => sum + (backend?.own ?? 0), 0);
    return toMs((postmaster?.own ?? 0) + (postmaster?.endedChildren ?? 0) + ticks);
  };

/**
 * Starts a measurement. Returns a function that ends the measurement and returns the CPU time per job since its start.
 */
export function startCpu(readers: Record<string, ReadCpu>): (jobs: number) => CpuPerJob {
  const before = Object.entries(readers).map(([name, read]) => [name, read, read()] as const);
  return (jobs) =>
    hasProc ? Object.fromEntries(before.map(([name, read, ms]) => [name, (1000 * (read() - ms)) / jobs])) : {};
}

export const sumOf = (cpu: CpuPerJob): number => Object.values(cpu).reduce((sum, micros) => sum + micros, 0);

interface Times {
  parent: number;
  own: number;
  endedChildren: number;
}

/** Reads the CPU times of a process, in clock ticks. undefined: the process has ended, or the system has no `/proc`. */
function readTimes(pid: number): Times | undefined {
  if (!hasProc) return undefined;
  try {
    // The process name in parentheses may contain spaces, so the fields are counted from the end of the name: "state
    // ppid … utime stime cutime cstime".
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")
      .map(Number);
    const [parent = 0] = fields.slice(1);
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11);
    return { parent, own: user + system, endedChildren: childrenUser + childrenSystem };
  } catch {
    return undefined;
  }
}

const toMs = (ticks: number): number => (ticks * 1000) / ticksPerSecond;
