/** The crash harness's own PostgreSQL server, with fsync on. The harness kills and restarts it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type EmbeddedServer, startEmbeddedServer } from "@gaffer/embedded-postgres";
import pg from "pg";
import { migrate } from "../../src/db/migrate.ts";
import { jobTypeModels } from "../../src/modules/jobs/job-types.ts";
import { installQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { openTestDatabase, type TestDatabase } from "../harness/database.ts";
import { installAudit } from "./audit.ts";
import { installFaultPoints } from "./fault-points.ts";

export interface CrashCluster {
  createDatabase(name: string): Promise<TestDatabase>;
  /** Kills the postmaster with SIGKILL. Resolves when the process has ended. */
  kill(): Promise<void>;
  /** Restarts PostgreSQL, with recovery. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const template = "crash_template";

export async function startCluster(folder: string): Promise<CrashCluster> {
  const dataDir = path.join(folder, "server");
  // Enough connections, even while PostgreSQL hasn't closed the connections of killed processes yet.
  const settings = { max_connections: "200", track_commit_timestamp: "on" };
  const start = () => startEmbeddedServer({ dataDir, settings });
  let server: EmbeddedServer = await start();
  const urlOf = (name: string) => {
    const url = new URL(server.connectionString);
    url.pathname = `/${name}`;
    return url.href;
  };
  const onServer = (statement: string) => execute(server.connectionString, statement);

  await onServer(`create database ${template}`);
  const types = { user: jobTypeModels.map(({ type }) => type), system: [] };
  await migrate(urlOf(template), (url) => installQueue(url, types));
  await execute(urlOf(template), installAudit);
  await execute(urlOf(template), installFaultPoints);

  return {
    async createDatabase(name) {
      await onServer(`create database ${name} template ${template}`);
      return openTestDatabase(urlOf(name), () => onServer(`drop database if exists ${name} with (force)`));
    },
    async kill() {
      const pid = Number.parseInt(readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
      process.kill(pid, "SIGKILL");
      await server.exited;
      await server.stop();
    },
    async restart() {
      server = await start();
    },
    stop: () => server.stop(),
  };
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
