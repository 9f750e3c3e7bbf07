import pg from "pg";
import { type DatabaseErrorKind, watchErrors } from "./watch-errors.ts";

/**
 * The roles of the migrations: `gaffer_api` sees one organization at a time, `gaffer_worker` all of them, and `gaffer_auth`
 * people and their sessions, but nothing of an organization.
 */
export type DatabaseRole = "gaffer_api" | "gaffer_worker" | "gaffer_auth";

/** How long the database may take, in milliseconds, before a caller gets an error instead of waiting on. */
export interface DatabaseLimits {
  /** Until there is a connection: one of the pool that falls free, or a new one. */
  connectMs: number;
  statementMs: number;
  idleInTransactionMs: number;
}

/** A worker that hangs in a transaction gives up its locks before its lease is over, so that another can take its jobs over. */
export const defaultLimits: DatabaseLimits = { connectMs: 5_000, statementMs: 15_000, idleInTransactionMs: 10_000 };

export interface PoolOptions {
  max: number;
  limits?: DatabaseLimits;
  /** Hears of every connection and statement that fails. */
  onFailure?: (kind: DatabaseErrorKind) => void;
}
/** A migration may rewrite a table, or wait for another process to do so. */
export const migrationLimits: DatabaseLimits = { ...defaultLimits, connectMs: 10_000, statementMs: 600_000 };

/**
 * Opens a pool whose every connection works under `role`. The role is a start-up setting of the connection, so even
 * `RESET ROLE` stays in it.
 */
export function createPool(
  connectionString: string,
  role: DatabaseRole,
  { max, limits = defaultLimits, onFailure }: PoolOptions,
): pg.Pool {
  const pool = openPool({ ...connectionOptions(connectionString, role, limits), max });
  if (onFailure) watchErrors(pool, onFailure);
  return pool;
}

/** A pool of the user of the connection string, who owns the tables: for migrations alone. */
export function createOwnerPool(connectionString: string, limits: DatabaseLimits): pg.Pool {
  const options = { ...limitedOptions(connectionString, limits, {}), application_name: "gaffer_migrate", max: 3 };
  return openPool(options).on("error", () => {});
}

function openPool(options: pg.PoolConfig): pg.Pool {
  // While a connection is in use the pool doesn't listen for its end, which would then end the process. Whoever uses it
  // finds out by its next statement.
  return new pg.Pool(options).on("connect", (client) => client.on("error", () => {}));
}

export function connectionOptions(
  connectionString: string,
  role: DatabaseRole,
  limits: DatabaseLimits = defaultLimits,
) {
  return { ...limitedOptions(connectionString, limits, { role }), application_name: role };
}

function limitedOptions(connectionString: string, limits: DatabaseLimits, settings: { role?: DatabaseRole }) {
  const session = {
    ...settings,
    search_path: "gaffer",
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    // A client that went away without a word must not keep its connection, let alone its locks, for PostgreSQL's 2 hours.
    tcp_keepalives_idle: 30,
    tcp_keepalives_interval: 10,
    tcp_keepalives_count: 3,
  };
  return {
    connectionString,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    connectionTimeoutMillis: limits.connectMs,
    // A half-open connection never answers, not even with its statement timeout.
    query_timeout: limits.statementMs + 1_000,
    keepAlive: true,
    // Statements that don't wait for each other's results share a round trip.
    pipeline: true,
    keepAliveInitialDelayMillis: 10_000,
  } satisfies pg.ClientConfig;
}
