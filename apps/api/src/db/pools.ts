import pg from "pg";
import { SessionClient, type SessionConfig } from "./session.ts";
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
  /** Until a lock is granted. 0: as long as the statement may take. */
  lockMs: number;
  idleInTransactionMs: number;
}

/** A worker that hangs in a transaction gives up its locks before its lease is over, so that another can take its jobs over. */
export const defaultLimits: DatabaseLimits = {
  connectMs: 5_000,
  statementMs: 15_000,
  lockMs: 0,
  idleInTransactionMs: 10_000,
};

/** A migration may rewrite a table. Other statements queue behind a lock that it waits for, so it doesn't wait for long. */
export const migrationLimits: DatabaseLimits = {
  ...defaultLimits,
  connectMs: 10_000,
  statementMs: 600_000,
  lockMs: 1_000,
};

/** A connection that is never refused anything would otherwise stay at a server that a failover has replaced. */
const maxLifetimeSeconds = 300;

export interface PoolOptions {
  max: number;
  limits?: DatabaseLimits;
  /** Hears of every connection and statement that fails. */
  onFailure?: (kind: DatabaseErrorKind) => void;
}

/** Opens a pool whose every connection works under `role`. */
export function createPool(
  connectionString: string,
  role: DatabaseRole,
  { max, limits = defaultLimits, onFailure }: PoolOptions,
): pg.Pool {
  const pool = openPool(connectionOptions(connectionString, role, limits), max);
  if (onFailure) watchErrors(pool, onFailure);
  return pool;
}

/** A pool of the user of the connection string, who owns the tables: for migrations alone. */
export function createOwnerPool(connectionString: string, limits: DatabaseLimits): pg.Pool {
  const settings = { role: "none", application_name: "gaffer_migrate" };
  return openPool(sessionConfig(connectionString, limits, settings), 3).on("error", () => {});
}

function openPool(config: SessionConfig, max: number): pg.Pool {
  // Typed as if it took no options, though the pool gives it its own.
  const Client = SessionClient as unknown as new () => pg.ClientBase;
  return new pg.Pool({ ...config, max, maxLifetimeSeconds, Client });
}

export function connectionOptions(
  connectionString: string,
  role: DatabaseRole,
  limits: DatabaseLimits = defaultLimits,
): SessionConfig {
  return sessionConfig(connectionString, limits, { role, application_name: role });
}

function sessionConfig(
  connectionString: string,
  limits: DatabaseLimits,
  settings: { role: string; application_name: string },
): SessionConfig {
  return {
    connectionString,
    // From the start, for the server's log. The setting holds if the URL names another.
    application_name: settings.application_name,
    settings: {
      ...settings,
      statement_timeout: String(limits.statementMs),
      lock_timeout: String(limits.lockMs),
      idle_in_transaction_session_timeout: String(limits.idleInTransactionMs),
    },
    connectionTimeoutMillis: limits.connectMs,
    // A half-open connection never answers, not even with its statement timeout.
    query_timeout: limits.statementMs + 1_000,
    keepAlive: true,
    // Statements that don't wait for each other's results share a round trip.
    pipeline: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}
