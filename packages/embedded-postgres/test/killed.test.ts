import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  connect,
  expectKept,
  keep,
  makeDataFolder,
  makeSharedDataFolder,
  postmasterPid,
  query,
  startServer,
} from "./data-folder.ts";
import { commandWords, killAll, killAllOn, processesOn, startServerProcess } from "./server-process.ts";

const linux = process.platform === "linux";
const dataDir = makeSharedDataFolder();

test("Killed embedded PostgreSQL › keeps all commits after SIGKILL of the process", async () => {
  const killed = startServerProcess(dataDir);
  const table = await keep(await killed.connectionString);
  await killed.kill();
  const server = await startServer(dataDir);
  await expectKept(server.connectionString, table);
});

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › after kill -9 of everything in the middle of commits, too",
  async () => {
    const killed = startServerProcess(dataDir);
    const url = await killed.connectionString;
    const table = await keep(url);
    let committed = 1;
    const keepOn = async (): Promise<never> => {
      for (;;) {
        await query(url, `insert into ${table} values (42)`);
        committed++;
      }
    };
    const writers = [1, 2, 3].map(() => expect(keepOn()).rejects.toThrow());
    await vi.waitUntil(() => committed > 20, { timeout: 60_000 });
    killAllOn(dataDir);
    await killed.kill();
    await Promise.all(writers);

    const server = await startServer(dataDir);
    const [found] = await query<{ rows: number }>(
      server.connectionString,
      `select count(*)::int as rows from ${table}`,
    );
    expect(found?.rows).toBeGreaterThanOrEqual(committed);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › PostgreSQL stops by itself, cleanly, when the process is killed",
  async () => {
    const killed = startServerProcess(dataDir);
    await killed.connectionString;
    expect(processesOn(dataDir)).toContain(postmasterPid(dataDir));
    await killed.kill();
    await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]), { timeout: 60_000 });
    expect(readFileSync(path.join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\n$/);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › Ctrl-C in our terminal does not reach PostgreSQL, which jobs being finished still need",
  async () => {
    await startServer(dataDir);
    const pid = postmasterPid(dataDir);
    const [, , processGroup] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    expect(Number(processGroup)).toBe(pid);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › a PostgreSQL that was left running is stopped, and nothing it had committed is lost",
  async () => {
    const { connectionString, stop } = await startServer(dataDir);
    const orphan = await leaveRunning(stop);
    const table = await vi.waitFor(() => keep(connectionString), { timeout: 60_000 });
    const client = await connect(connectionString);
    await client.query("begin");
    await client.query(`insert into ${table} values (43)`);

    const said: string[] = [];
    const server = await startServer(dataDir, { log: (line) => said.push(line) });
    expect(said).toEqual([expect.stringContaining(`process ${orphan}`)]);
    expect(postmasterPid(dataDir)).not.toBe(orphan);
    await expectKept(server.connectionString, table);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › a start waits for the last processes of a killed PostgreSQL to end",
  async () => {
    const server = await startServer(dataDir);
    const client = await connect(server.connectionString);
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const backend = rows.map(({ pid }) => pid);
    onTestFinished(() => killAll(backend));
    killAll(backend, "SIGSTOP");
    process.kill(postmasterPid(dataDir), "SIGKILL");
    await server.exited;
    await server.stop();

    const next = startServer(dataDir);
    const log = (): string => readFileSync(path.join(dataDir, "postgres.log"), "utf8");
    await vi.waitUntil(() => log().includes("is still in use"), { timeout: 60_000 });
    killAll(backend, "SIGCONT");
    await keep((await next).connectionString);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › a process that got the pid of a killed PostgreSQL is neither stopped nor in the way",
  async () => {
    const server = await startServer(dataDir);
    const pidFile = path.join(dataDir, "postgres", "postmaster.pid");
    const content = readFileSync(pidFile, "utf8");
    await server.stop();
    // The process runs as PostgreSQL's user, because PostgreSQL itself ignores a pid of another user's process.
    const { uid, gid } = statSync(path.join(dataDir, "postgres"));
    const stranger = spawn("sleep", ["1000"], { stdio: "ignore", uid, gid });
    onTestFinished(() => void stranger.kill("SIGKILL"));
    writeFileSync(pidFile, content.replace(/^\d+/, String(stranger.pid)));
    await startServer(dataDir);
    expect(commandWords(stranger.pid ?? 0)).toEqual(["sleep", "1000"]);
  },
);

test.skipIf(!linux)(
  "Killed embedded PostgreSQL › kill -9 in the middle of initdb leaves nothing in the way of the next start",
  async () => {
    const fresh = makeDataFolder();
    const killed = startServerProcess(fresh);
    const entries = (): string[] => readdirSync(fresh, { recursive: true, encoding: "utf8" });
    await vi.waitUntil(() => entries().some((name) => name.endsWith("pg_hba.conf")), { interval: 1, timeout: 60_000 });
    // Suspends initdb before its parent is killed, so that initdb can't clean up.
    killAll(
      processesOn(fresh).filter((pid) => pid !== killed.pid),
      "SIGSTOP",
    );
    await killed.kill();
    // Kills initdb too. It may write for a moment more, and the next start can't remove a folder that still grows.
    killAllOn(fresh);
    await expect(killed.connectionString).rejects.toThrow();

    const server = await startServer(fresh);
    await keep(server.connectionString);
    await server.stop();
    const names = ["postgres", "postgres.lock", "postgres.log", "postgres.password", "postgres.socket"];
    expect(readdirSync(fresh).sort()).toEqual(names);
  },
);

/** Replaces a running server by one with the same arguments, but without a parent, as a killed process leaves it. */
async function leaveRunning(stop: () => Promise<void>): Promise<number> {
  const [program = "", ...args] = commandWords(postmasterPid(dataDir));
  await stop();
  const { uid, gid } = statSync(path.join(dataDir, "postgres"));
  const orphan = spawn(program, args, { stdio: "ignore", detached: true, uid, gid });
  onTestFinished(() => void orphan.kill("SIGKILL"));
  return orphan.pid ?? 0;
}
