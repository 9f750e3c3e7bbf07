/** The processes of a crash run. Each process has its own proxy to PostgreSQL. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { startTcpProxy, type TcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";
import type { MemberName, Plan } from "./plan.ts";

export interface FleetOptions {
  plan: Pick<Plan, "orgLimit" | "workerSlots" | "poolSize">;
  databaseUrl: string;
  folder: string;
  effectsFile: string;
  /** Settings of workers that a supervisor restarts when they crash. */
  supervised?: SupervisedWorkers;
}

export interface SupervisedWorkers {
  /** How long a handler may block its worker, in milliseconds. */
  hungAfterMs: number;
  /** The maximum heap of a worker, in MiB. */
  heapMb: number;
}

export interface Fleet {
  /** The current or latest URL of the API. */
  apiUrl(): string;
  proxy(name: MemberName): TcpProxy;
  pid(name: MemberName): number;
  /** Resolves when the process is ready. */
  start(name: MemberName): Promise<void>;
  /** Kills the process with SIGKILL. Resolves when it has ended. */
  kill(name: MemberName): Promise<void>;
  /** Stops the process with SIGTERM. Resolves when it has ended. */
  stop(name: MemberName): Promise<void>;
  stopAll(): Promise<void>;
  /** Kills all processes, whatever their state. */
  killAll(): Promise<void>;
  /** Describes the processes that ended unexpectedly or with an unexpected exit code. */
  ended(): string[];
  /** The number of crashes of supervised workers. */
  crashes(): number;
  saveOutputs(folder: string): Promise<void>;
}

interface Member {
  process: GafferProcess;
  name: MemberName;
  /** True when the harness is ending the process, so that the end isn't reported as a bug. */
  expected: boolean;
  gone: boolean;
}

export const memberNames: readonly MemberName[] = ["api", "scheduler", "worker-1", "worker-2"];
const crashProcess = path.join(import.meta.dirname, "crash-process.ts");

/** Short timing with leases of one second, so that one run takes only seconds. */
const timing = { pollMs: 200, reportMs: 50, heartbeatMs: 200, lostAfterMs: 1_000, stopGraceMs: 500 };

const ready: Record<MemberName, RegExp> = {
  api: /^GAFFER_DEMO /,
  scheduler: /^Gaffer runs/,
  "worker-1": /^started/,
  "worker-2": /^started/,
};

export async function createFleet({
  plan,
  databaseUrl,
  folder,
  effectsFile,
  supervised,
}: FleetOptions): Promise<Fleet> {
  const proxies = new Map<MemberName, TcpProxy>();
  for (const name of memberNames) proxies.set(name, await startTcpProxy(targetOf(databaseUrl)));
  const proxy = (name: MemberName) => proxies.get(name) as TcpProxy;
  const current = new Map<MemberName, Member>();
  const all: Member[] = [];
  const ended: string[] = [];
  let apiUrl = "";
  let crashes = 0;

  function settingsOf(name: MemberName): Record<string, string> {
    return {
      DATABASE_URL: proxy(name).connectionString(databaseUrl),
      DATA_DIR: path.join(folder, "data"),
      DATABASE_POOL_SIZE: String(plan.poolSize),
      ORG_CONCURRENCY: String(plan.orgLimit),
      WORKER_CONCURRENCY: String(plan.workerSlots),
      SHUTDOWN_GRACE_SECONDS: "1",
      LOG_LEVEL: "warn",
      NODE_ENV: "test",
      ROLE: name.startsWith("worker") ? "worker" : name,
      // Caches compiled code, because processes start often and a start mostly loads sources.
      NODE_COMPILE_CACHE: path.join(folder, "../compiled"),
      EFFECTS_FILE: effectsFile,
      TIMING: JSON.stringify({ ...timing, ...(supervised && { hungAfterMs: supervised.hungAfterMs }) }),
      ...(supervised && name.startsWith("worker") && { NODE_OPTIONS: `--max-old-space-size=${supervised.heapMb}` }),
    };
  }

  async function startAgain(name: MemberName): Promise<void> {
    crashes++;
    // A worker that crashes during its start is restarted too.
    await start(name).catch(() => {});
  }

  async function start(name: MemberName): Promise<void> {
    const process = startProcess(settingsOf(name), name.startsWith("worker") ? crashProcess : undefined);
    const member: Member = { process, name, expected: false, gone: false };
    current.set(name, member);
    all.push(member);
    void process.exit.then((how) => {
      member.gone = true;
      if (member.expected) return;
      if (supervised && name.startsWith("worker")) void startAgain(name);
      else ended.push(`${name} ended unexpectedly (${how}): ${process.output().split("\n").at(-1)}`);
    });
    await process.line(ready[name]);
    if (name === "api") apiUrl = (await process.demo()).url;
  }

  async function end(name: MemberName, signal: NodeJS.Signals): Promise<void> {
    const member = current.get(name) as Member;
    member.expected = true;
    member.process.child.kill(signal);
    const how = await member.process.exit;
    if (signal === "SIGTERM" && how !== 0) ended.push(`${name} was stopped and ended with ${how}`);
  }

  return {
    apiUrl: () => apiUrl,
    proxy,
    pid: (name) => current.get(name)?.process.child.pid ?? 0,
    start,
    kill: (name) => end(name, "SIGKILL"),
    stop: (name) => end(name, "SIGTERM"),
    async stopAll() {
      await Promise.all(memberNames.map((name) => end(name, "SIGTERM")));
    },
    async killAll() {
      for (const member of all) {
        member.expected = true;
        if (!member.gone) member.process.child.kill("SIGKILL");
      }
      await Promise.all(all.map((member) => member.process.exit));
      await Promise.all([...proxies.values()].map((one) => one.stop()));
    },
    ended: () => [...ended],
    crashes: () => crashes,
    async saveOutputs(to) {
      for (const [index, { name, process }] of all.entries())
        await writeFile(path.join(to, `${String(index).padStart(2, "0")}-${name}.log`), process.output());
    },
  };
}
