import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type EmbeddedServer, startEmbeddedServer } from "@gaffer/embedded-postgres";
import pg from "pg";

const run = promisify(execFile);

export interface ReplicatedServers {
  primary: EmbeddedServer;
  standby: EmbeddedServer;
  /** Resolves when the standby has replayed everything that the primary has written by now. */
  replicated(): Promise<void>;
  /** Stops the primary and promotes the standby. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a primary and a streaming standby. */
export async function startReplicatedServers(): Promise<ReplicatedServers> {
  const folder = await mkdtemp(path.join(tmpdir(), "gaffer-replicated-"));
  const dataDirs = { primary: path.join(folder, "p"), standby: path.join(folder, "s") };
  await (await startEmbeddedServer({ dataDir: dataDirs.primary, fsync: false })).stop();
  // A copy of the stopped primary's folder is a consistent backup. Primary and standby have the same password.
  await run("cp", ["-a", dataDirs.primary, dataDirs.standby]);
  await markStandby(path.join(dataDirs.standby, "postgres"));
  const primary = await startEmbeddedServer({ dataDir: dataDirs.primary, fsync: false });
  const settings = { primary_conninfo: toConnectionInfo(primary.connectionString) };
  const standby = await startEmbeddedServer({ dataDir: dataDirs.standby, fsync: false, settings });

  return {
    primary,
    standby,
    async replicated() {
      const [written] = await query(primary, "select pg_current_wal_lsn()::text as lsn");
      await until(standby, `select pg_last_wal_replay_lsn() >= '${written?.lsn}'::pg_lsn as done`);
    },
    async failOver() {
      await primary.stop();
      await query(standby, "select pg_promote()");
    },
    async stop() {
      await Promise.all([primary.stop(), standby.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Creates the empty file that makes the server a standby. It belongs to the user that owns the cluster. */
async function markStandby(clusterDir: string): Promise<void> {
  const { uid, gid } = await stat(path.join(clusterDir, "PG_VERSION"));
  const signal = path.join(clusterDir, "standby.signal");
  await run("install", [...(process.getuid?.() === 0 ? ["-o", `${uid}`, "-g", `${gid}`] : []), "/dev/null", signal]);
}

function toConnectionInfo(connectionString: string): string {
  const url = new URL(connectionString);
  const host = url.searchParams.get("host") ?? url.hostname;
  return `host='${host}' port=${url.port} user=${url.username} password=${url.password} sslmode=disable`;
}

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function until(server: EmbeddedServer, text: string): Promise<void> {
  while (!(await query(server, text))[0]?.done);
}
