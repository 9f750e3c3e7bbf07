import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, type QueryResultRow } from "pg";
import { afterAll, expect, onTestFinished } from "vitest";
import { type EmbeddedServer, type EmbeddedServerOptions, startEmbeddedServer } from "../src/embedded-server.ts";

/** Creates an empty folder that every user can enter. Deletes it after the test. */
export function makeDataFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** Creates a data folder for all tests of a file, because creating a cluster takes a second. */
export function makeSharedDataFolder(): string {
  const folder = makeFolder();
  afterAll(() => removeFolder(folder));
  return folder;
}

function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "gaffer-embedded-")));
  chmodSync(folder, 0o755);
  return folder;
}

function removeFolder(folder: string): void {
  // Retries the removal of the folder, because PostgreSQL's processes may still be ending after a failed test.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}

/** Starts a server without fsync in this process. Stops it after the test. */
export async function startServer(
  dataDir: string,
  options: Partial<EmbeddedServerOptions> = {},
): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDir, fsync: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** Commits a row in a new table and returns the table's name, for `expectKept`. */
export async function keep(connectionString: string): Promise<string> {
  const table = `kept_${randomBytes(8).toString("hex")}`;
  await query(connectionString, `create table ${table} (n int)`, `insert into ${table} values (42)`);
  return table;
}

export async function expectKept(connectionString: string, table: string): Promise<void> {
  expect(await query(connectionString, `select n from ${table}`)).toEqual([{ n: 42 }]);
}

/** Runs statements on a new connection. Returns the rows of the last statement. */
export async function query<Row extends QueryResultRow>(
  connectionString: string,
  ...statements: string[]
): Promise<Row[]> {
  const client = await connect(connectionString);
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Opens a connection that may be lost during a test: the loss fails only the connection's own queries. */
export async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
}

export function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
}
