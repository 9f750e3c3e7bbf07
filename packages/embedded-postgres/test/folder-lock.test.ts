import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { lockDataDir } from "../src/data-dir-lock.ts";
import { startEmbeddedServer } from "../src/embedded-server.ts";
import { expectKept, keep, makeDataFolder } from "./data-folder.ts";
import { startServerProcess } from "./server-process.ts";

test("Data folder lock › lets one of two concurrent processes start; the other's error names the folder and the holder", async () => {
  const dataDir = makeDataFolder();
  const processes = [startServerProcess(dataDir), startServerProcess(dataDir)];
  const outcomes = await Promise.allSettled(processes.map(({ connectionString }) => connectionString));
  const holder = processes[outcomes.findIndex(({ status }) => status === "fulfilled")];
  if (!holder) throw new Error("none runs");
  const message = `The data folder ${dataDir} is in use by process ${holder.pid}. Stop that process, or use another folder.`;
  expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([
    { status: "rejected", reason: new Error(`${message}\n`) },
  ]);

  // A further start is refused and harms nothing. After the process that holds the lock has ended, the folder is
  // unlocked.
  const url = await holder.connectionString;
  const table = await keep(url);
  await expect(startEmbeddedServer({ dataDir })).rejects.toThrow(message);
  await expectKept(url, table);
  await holder.kill();
  lockDataDir(dataDir).release();
});

test("Data folder lock › refuses the same process too, also under another path of the folder, until it is released", async () => {
  const dataDir = makeDataFolder();
  const alias = path.join(makeDataFolder(), "alias");
  symlinkSync(dataDir, alias);
  const lock = lockDataDir(dataDir);
  for (const folder of [dataDir, alias]) {
    await expect(startEmbeddedServer({ dataDir: folder })).rejects.toThrow(
      `The data folder ${dataDir} is in use by process ${process.pid}.`,
    );
  }
  lock.release();
  lock.release();
  const next = lockDataDir(alias);
  expect(() => lockDataDir(dataDir)).toThrow("is in use");
  next.release();
});
