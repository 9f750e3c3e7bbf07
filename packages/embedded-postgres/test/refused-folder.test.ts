import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { keep, makeDataFolder, startServer } from "./data-folder.ts";

test("Data folder check › refuses another major version, and says how to keep its data", async () => {
  const dataDir = makeDataFolder();
  const cluster = path.join(dataDir, "postgres");
  mkdirSync(cluster);
  writeFileSync(path.join(cluster, "PG_VERSION"), "17\n");
  await expect(startServer(dataDir)).rejects.toThrow(
    `The database in ${cluster} was created by PostgreSQL 17; this is PostgreSQL 18, which can't open it. To keep its ` +
      "data: run PostgreSQL 17 on it, pg_dump it, move the folder away",
  );
});

test("Data folder check › leaves foreign files alone and uses an empty folder", async () => {
  const dataDir = makeDataFolder();
  const cluster = path.join(dataDir, "postgres");
  mkdirSync(cluster);
  writeFileSync(path.join(cluster, "notes.txt"), "mine");
  await expect(startServer(dataDir)).rejects.toThrow(`${cluster} holds files but no PostgreSQL database.`);
  rmSync(path.join(cluster, "notes.txt"));
  const server = await startServer(dataDir);
  await keep(server.connectionString);
});
