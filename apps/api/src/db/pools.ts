import pg from "pg";
import { StartError } from "../errors.ts";
import type { ReportError } from "../throttled-log.ts";
import { SessionClient, type SessionConfig } from "./session.ts";
import { type DatabaseErrorKind, watchErrors } from "./watch-errors.ts";

/**
 * The roles that the migrations create. `gaffer_api` sees one organization at a time, `gaffer_worker` all of them, `gaffer_auth` users and
 * sessions but no organization.
 */
export type DatabaseRole = "gaffer_api" | "gaffer_worker" | "gaffer_auth";

/** Time limits of the database, in milliseconds. A caller whose wait exceeds a limit gets an error. */
export interface DatabaseLimits {
  /** Maximum time until a connection is available: a free one of the pool, or a new one. */
  connectMs: number;
  statementMs: number;
  /** Maximum time until a lock is granted. 0: limited only by `statementMs`. */
  lockMs: number;
  idleInTransactionMs: number;
  /**
   * Maximum time of a transaction, from PostgreSQL 17 on. 0: none. A client that freezes while it sends a statement isn't
   * idle, so only this limit ends its transaction.
   */
  transactionMs: number;
}

/**
 * Default limits. A worker that hangs in a transaction loses its locks before its lease expires, so that another worker
 * can take over its jobs.
 */
export const defaultLimits: DatabaseLimits = {
  connectMs: 5_000,
  statementMs: 15_000,
  lockMs: 0,
  idleInTransactionMs: 10_000,
  transactionMs: 60_000,
};

/**
 * Limits of a migration. Its statements may take long, because they may rewrite a table. It waits only briefly for a
 * lock, because other statements queue behind it.
 */
export const migrationLimits: DatabaseLimits = {
  ...defaultLimits,
  connectMs: 10_000,
  statementMs: 600_000,
  lockMs: 1_000,
  transactionMs: 0,
};

/**
 * Maximum lifetime of a connection. Without a limit, a connection that never fails would stay at a server that a
 * failover has replaced.
 */
const maxLifetimeSeconds = 300;

export interface PoolOptions {
  max: number;
  limits?: DatabaseLimits;
  /** Whether transactions name their statements. Default: false. */
  namedStatements?: boolean;
  /** Called after each failure of a connection or a statement, with the kind of its error. */
  onFailure?: (kind: DatabaseErrorKind) => void;
}

/** Opens a pool whose connections use `role`. */
export function createPool(
  connectionString: string,
  role: DatabaseRole,
  { max, limits = defaultLimits, namedStatements = false, onFailure }: PoolOptions,
): pg.Pool {
  const pool = openPool({ ...connectionOptions(connectionString, role, limits), namedStatements }, max);
  if (onFailure) watchErrors(pool, onFailure);
  return pool;
}

/** Opens a pool with the connection string's user, who owns the tables. Only for migrations. */
export function createOwnerPool(connectionString: string, limits: DatabaseLimits): pg.Pool {
  const settings = { role: "none", application_name: "gaffer_migrate" };
  return openPool(sessionConfig(connectionString, limits, settings), 3).on("error", () => {});
}

function openPool(config: SessionConfig, max: number): pg.Pool {
  // The types of `pg` expect a class without constructor options, but the pool passes its options.
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
    // The application name is sent when the connection opens, for the server's log. A name in the database's URL
    // replaces it, so `settings` contains the name again.
    application_name: settings.application_name,
    settings: {
      ...settings,
      statement_timeout: String(limits.statementMs),
      lock_timeout: String(limits.lockMs),
      idle_in_transaction_session_timeout: String(limits.idleInTransactionMs),
      transaction_timeout: String(limits.transactionMs),
    },
    connectionTimeoutMillis: limits.connectMs,
    // A limit of the client, because a half-open connection never answers, not even with its statement timeout.
    query_timeout: limits.statementMs + 1_000,
    keepAlive: true,
    // Statements that don't depend on each other's results share a round trip.
    pipeline: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

export interface Pools {
  /** Role `gaffer_api`: sees the organizations of its transaction. */
  api: pg.Pool;
  /** Role `gaffer_worker`: sees all organizations. */
  worker: pg.Pool;
  /** Role `gaffer_auth`: sees users and their sessions. */
  auth: pg.Pool;
  close(): Promise<void>;
}

/** Opens the pools of a process, one for each role. A pool connects with its first query. */
export function openPools(databaseUrl: string, options: PoolOptions, onError: ReportError): Pools {
  let closing = false;
  const open = (role: DatabaseRole) =>
    createPool(databaseUrl, role, options).on("error", ({ name, message }) => {
      // While the pools close, a lost connection is not an error: `end` doesn't wait for the connections, so a stopping
      // server may close them first.
      if (closing) return;
      // Reports only name and message, because the error object holds the whole connection.
      onError({ message: "lost an idle database connection", cause: `${name}: ${message}` });
    });
  const api = open("gaffer_api");
  const worker = open("gaffer_worker");
  const auth = open("gaffer_auth");
  return {
    api,
    worker,
    auth,
    async close() {
      closing = true;
      await Promise.all([api.end(), worker.end(), auth.end()]);
    },
  };
}

/**
 * Throws StartError when the pool's role could bypass row-level security: a superuser, a role with BYPASSRLS, an owner of the tables, or a
 * table whose row-level security is not forced.
 */
export async function assertTenantRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ user: string; reason: string }>(`
    select current_user as user, reason from (
      select 'is a superuser' as reason from pg_roles where rolname = current_user and rolsuper
      union all
      select 'has BYPASSRLS' from pg_roles where rolname = current_user and rolbypassrls
      union all
      select format('may act as the owner of table %I', c.relname)
        from pg_class c where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p')
         and pg_has_role(current_user, c.relowner, 'usage')
      union all
      select format('would see all of table %I, whose row-level security is not forced', c.relname)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
       where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p')
         and not (c.relrowsecurity and c.relforcerowsecurity)
    ) findings`);
  const [first] = rows;
  if (first) {
    throw new StartError(
      `The database role ${first.user} ${first.reason}, so organizations would not be isolated. Revoke that from the role.`,
    );
  }
}
