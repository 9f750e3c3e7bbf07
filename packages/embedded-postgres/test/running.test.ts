import { mkdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmbeddedServer } from "../src/embedded-server.ts";
import {
  expectKept,
  keep,
  makeDataFolder,
  makeSharedDataFolder,
  postmasterPid,
  query,
  startServer,
} from "./data-folder.ts";

const dataDir = makeSharedDataFolder();

test("Embedded PostgreSQL › keeps its data after a stop and a start, also with repeated stops", async () => {
  const first = await startServer(dataDir);
  const table = await keep(first.connectionString);
  await first.stop();
  await first.stop();
  await expect(first.exited).resolves.toEqual({ code: 0, signal: null });

  const second = await startServer(dataDir);
  expect(second.connectionString).toBe(first.connectionString);
  await expectKept(second.connectionString, table);
});

test("Embedded PostgreSQL › runs PostgreSQL 18 in UTF-8 with the given settings, unreachable from the network", async () => {
  const settings = { work_mem: "5MB", listen_addresses: "*" };
  const server = await startServer(dataDir, { settings });
  expect(server).toMatchObject({ dataDir, port: null });
  const rows = await query(
    server.connectionString,
    `select current_database() as name, current_setting('server_version_num')::int / 10000 as version,
       pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
       current_setting('listen_addresses') as addresses, current_setting('work_mem') as work_mem,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit
     from pg_database where datname = current_database()`,
  );
  expect(rows).toEqual([
    {
      name: "gaffer",
      version: 18,
      encoding: "UTF8",
      provider: "b",
      locale: "C.UTF-8",
      addresses: "",
      work_mem: "5MB",
      fsync: "off",
      synchronous_commit: "on",
    },
  ]);
});

test("Embedded PostgreSQL › has fsync on by default", async () => {
  const server = await startEmbeddedServer({ dataDir });
  onTestFinished(() => server.stop());
  expect(await query(server.connectionString, "show fsync")).toEqual([{ fsync: "on" }]);
});

test("Embedded PostgreSQL › requires the password, which only its owner can read", async () => {
  const server = await startServer(dataDir);
  const url = new URL(server.connectionString);
  const file = path.join(dataDir, "postgres.password");
  expect(url.password).toHaveLength(32);
  expect(readFileSync(file, "utf8")).toBe(url.password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(dataDir, "postgres.socket")).mode & 0o777).toBe(0o700);
  url.password = "guessed";
  await expect(query(url.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("Embedded PostgreSQL › listens on a loopback port if the path is too long for a socket", async () => {
  const long = path.join(makeDataFolder(), "long".repeat(30));
  mkdirSync(long);
  const server = await startServer(long, { settings: { listen_addresses: "*" } });
  expect(server.port).toBeGreaterThan(0);
  const rows = await query(
    server.connectionString,
    `select host(inet_server_addr()) as host, inet_server_port() as port, current_setting('listen_addresses') as all`,
  );
  expect(rows).toEqual([{ host: "127.0.0.1", port: server.port, all: "127.0.0.1" }]);
});

test("Embedded PostgreSQL › reports an unexpected exit, and the next start recovers", async () => {
  const server = await startServer(dataDir);
  const table = await keep(server.connectionString);
  process.kill(postmasterPid(dataDir), "SIGKILL");
  await expect(server.exited).resolves.toEqual({ code: null, signal: "SIGKILL" });
  await server.stop();
  const next = await startServer(dataDir);
  await expectKept(next.connectionString, table);
});

test("Embedded PostgreSQL › reports a failed start with the last log lines, and unlocks the folder", async () => {
  const refused = startServer(dataDir, { settings: { shared_buffers: "plenty" } });
  await expect(refused).rejects.toThrow(/ended with exit code 1.*invalid value for parameter "shared_buffers"/s);
  await startServer(dataDir);
});

test("Embedded PostgreSQL › rotates a large log at the start", async () => {
  const log = path.join(dataDir, "postgres.log");
  truncateSync(log, 11 * 1024 * 1024);
  await startServer(dataDir);
  expect(statSync(`${log}.1`).size).toBe(11 * 1024 * 1024);
  expect(readFileSync(log, "utf8")).toMatch(/^[^\n]*starting PostgreSQL.*ready to accept connections\n$/s);
});
