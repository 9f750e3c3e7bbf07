import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { expectKept, keep, makeDataFolder, postmasterPid, startServer } from "./data-folder.ts";
import { RUN_SERVER, startServerProcess } from "./server-process.ts";

const NOBODY = { uid: 65534, gid: 65534 };
/** An existing system account, because initdb needs a user with a name. */
const ORDINARY = { uid: 1, gid: 1 };
const root = process.platform === "linux" && process.getuid?.() === 0;

test.skipIf(!root)(
  "Embedded PostgreSQL user › root hands PostgreSQL to a user without privileges; the folder isn't every user's",
  async () => {
    const dataDir = makeDataFolder();
    const { connectionString, stop } = await startServer(dataDir);
    expect(statSync(`/proc/${postmasterPid(dataDir)}`)).toMatchObject(NOBODY);
    expect(statSync(path.join(dataDir, "postgres"))).toMatchObject(NOBODY);
    await keep(connectionString);
    await stop();
    if (!canRunAs(ORDINARY)) return;
    const other = startServerProcess(dataDir, ORDINARY);
    await expect(other.connectionString).rejects.toThrow(
      /^The data folder .* can't be locked \(EACCES.*Give this user write access, or use another folder\.\n$/,
    );
  },
);

test.skipIf(!root)("Embedded PostgreSQL user › root's folder may be closed to other users", async () => {
  const home = makeDataFolder();
  chmodSync(home, 0o700);
  const dataDir = path.join(home, "project", "data");
  const first = await startServer(dataDir);
  expect(statSync(`/proc/${postmasterPid(dataDir)}`)).toMatchObject(NOBODY);
  const table = await keep(first.connectionString);
  await first.stop();
  const second = await startServer(dataDir);
  await expectKept(second.connectionString, table);
});

test.skipIf(!root || !canRunAs(ORDINARY))(
  "Embedded PostgreSQL user › an ordinary user's folder stays its own when root goes on with it",
  async () => {
    const dataDir = path.join(makeDataFolder(), "data");
    mkdirSync(dataDir);
    chownSync(dataDir, ORDINARY.uid, ORDINARY.gid);
    const ordinary = startServerProcess(dataDir, ORDINARY);
    const table = await keep(await ordinary.connectionString);
    expect(statSync(`/proc/${postmasterPid(dataDir)}`)).toMatchObject(ORDINARY);
    for (const name of readdirSync(dataDir)) expect(statSync(path.join(dataDir, name))).toMatchObject(ORDINARY);
    await ordinary.kill();

    const server = await startServer(dataDir);
    expect(statSync(`/proc/${postmasterPid(dataDir)}`)).toMatchObject(ORDINARY);
    await expectKept(server.connectionString, table);
    await server.stop();
    const again = startServerProcess(dataDir, ORDINARY);
    await expectKept(await again.connectionString, table);
  },
);

/** Whether the user can read this checkout, which may be closed to other users. */
function canRunAs(user: { uid: number; gid: number }): boolean {
  const script = `require('node:fs').accessSync(${JSON.stringify(RUN_SERVER)})`;
  return spawnSync(process.execPath, ["--eval", script], { ...user, stdio: "ignore" }).status === 0;
}
