import pg from "pg";

/** The roles of the migrations: `gaffer_api` sees one organization at a time, `gaffer_worker` all of them. */
export type DatabaseRole = "gaffer_api" | "gaffer_worker";

/** How long the database may take, in milliseconds, before a caller gets an error instead of waiting on. */
export interface DatabaseLimits {
  connectMs: number;
  statementMs: number;
  idleInTransactionMs: number;
}

export const defaultLimits: DatabaseLimits = { connectMs: 5_000, statementMs: 15_000, idleInTransactionMs: 30_000 };

/**
 * Opens a pool whose every connection works under `role`. The role is a start-up setting of the connection, so even
 * `RESET ROLE` stays in it.
 */
export function createPool(
  connectionString: string,
  role: DatabaseRole,
  { max, limits = defaultLimits }: { max: number; limits?: DatabaseLimits },
): pg.Pool {
  const pool = new pg.Pool({ ...connectionOptions(connectionString, role, limits), max });
  // One that is lost while it is in use fails what is asked of it next; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

export function connectionOptions(
  connectionString: string,
  role: DatabaseRole,
  limits: DatabaseLimits = defaultLimits,
) {
  return {
    connectionString,
    application_name: role,
    options: `-c role=${role} -c search_path=gaffer -c statement_timeout=${limits.statementMs} -c idle_in_transaction_session_timeout=${limits.idleInTransactionMs}`,
    connectionTimeoutMillis: limits.connectMs,
    // A half-open connection never answers, not even with its statement timeout.
    query_timeout: limits.statementMs + 1_000,
    keepAlive: true,
    // Statements that don't wait for each other's results share a round trip.
    pipeline: true,
  } satisfies pg.ClientConfig;
}
