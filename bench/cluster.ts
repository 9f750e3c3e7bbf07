/** The PostgreSQL server of a run. Every contender gets its own database on it. */
import { appendFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startEmbeddedServer } from "@gaffer/embedded-postgres";
import pg from "pg";
import { type ReadCpu, readPostgresCpu } from "./cpu.ts";

export interface Cluster {
  /** Whether pg_stat_statements is on. */
  statements: boolean;
  postgresVersion: string;
  /** Reads the CPU time of the PostgreSQL server. */
  readCpu: ReadCpu;
  postmasterPid: number;
  /** Path of the file with the output of this run's processes. */
  logFile: string;
  /** Creates a data folder for one process of the product. */
  dataDir(): Promise<string>;
  createDatabase(): Promise<BenchDatabase>;
  /** Lines that the product has logged with level error or above. */
  loggedErrors(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  url: string;
  /** Runs a statement as a superuser. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /**
   * Vacuums and analyzes the database, and writes a checkpoint, so that pending work of this measurement doesn't slow
   * down the next measurement.
   */
  tidy(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * Starts a server with fsync, as the product does. `statements`: PostgreSQL counts every statement. `commitTimes`:
 * PostgreSQL keeps commit times. Both options cost a little time.
 */
export async function startCluster(keeps: { statements: boolean; commitTimes: boolean }): Promise<Cluster> {
  const { statements } = keeps;
  const folder = await mkdtemp(path.join(tmpdir(), "gaffer-bench-"));
  const logFile = path.join(folder, "processes.log");
  appendFileSync(logFile, "");
  const settings = {
    ...(statements && {
      shared_preload_libraries: "pg_stat_statements",
      "pg_stat_statements.max": "1000",
      "pg_stat_statements.track_planning": "on",
    }),
    ...(keeps.commitTimes && { track_commit_timestamp: "on" }),
  };
  const server = await startEmbeddedServer({ dataDir: path.join(folder, "server"), settings });
  const admin = await connect(server.connectionString);
  const { rows } = await admin.query("show server_version");
  const postmasterPid = Number.parseInt(
    await readFile(path.join(server.dataDir, "postgres/postmaster.pid"), "utf8"),
    10,
  );
  let count = 0;
  return {
    statements,
    postmasterPid,
    readCpu: readPostgresCpu(postmasterPid),
    postgresVersion: rows[0].server_version,
    logFile,
    async dataDir() {
      const dataDir = path.join(folder, `data-${++count}`);
      await mkdir(dataDir);
      return dataDir;
    },
    async createDatabase() {
      const name = `bench_${++count}`;
      await admin.query(`create database ${name}`);
      const url = new URL(server.connectionString);
      url.pathname = `/${name}`;
      return openDatabase(url.href, async () => {
        await othersGone(admin, name);
        await admin.query(`drop database ${name} with (force)`);
      });
    },
    async loggedErrors() {
      const lines = (await readFile(logFile, "utf8")).split("\n");
      return lines.filter((line) => /^\{"level":(50|60)/.test(line));
    },
    async stop() {
      await admin.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Waits up to two seconds until no connection to the database is left. Connections aren't terminated, because this
 * would cause an error in their processes.
 */
async function othersGone(admin: pg.Client, database: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { rowCount } = await admin.query("select from pg_stat_activity where datname = $1", [database]);
    if (rowCount === 0) return;
    await wait(20);
  }
}

async function openDatabase(url: string, drop: () => Promise<void>): Promise<BenchDatabase> {
  const client = await connect(url);
  return {
    url,
    query: async (text, values) => (await client.query(text, values)).rows,
    async tidy() {
      await client.query("vacuum (analyze)");
      await client.query("checkpoint");
    },
    async drop() {
      await client.end();
      await drop();
    },
  };
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
}
