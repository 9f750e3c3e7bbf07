import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { backoffMs } from "../backoff.ts";
import { connectionLost, databaseReadOnly, planOutdated, transactionConflict } from "./database-unavailable.ts";
import { drizzle, type NodePgDatabase } from "./drizzle.ts";
import { SessionClient } from "./session.ts";
import { statementName } from "./statement-names.ts";

/** Sends a statement at once. Throws when the transaction has already ended. */
export type SendSql = (text: string, values?: unknown[], options?: SendOptions) => Promise<pg.QueryResult>;

export interface SendOptions {
  /**
   * Whether the statement has a name, so that PostgreSQL keeps its plan in the connection. False for a text that is
   * generated in many variants. Default: true.
   */
  named?: boolean;
}

/** A transaction. `sql` runs statements that the query builder can't express. */
export interface Transaction {
  db: NodePgDatabase;
  sql: SendSql;
  /**
   * Sends a statement together with the commit, so that its locks are held as briefly as possible. If the statement fails, nothing is
   * committed.
   */
  beforeCommit(send: () => Promise<unknown>): void;
  /**
   * Lets `work` continue without the answers to statements that it has sent. If one of them fails, the transaction is
   * rolled back.
   */
  commitAfter(statements: Promise<unknown>): void;
}

export interface TransactionOptions {
  /**
   * Whether a conflict with another transaction throws instead of running `work` again. For work with side effects.
   * Default: false.
   */
  once?: boolean;
  /** Whether PostgreSQL plans the statements without scans of whole tables. Default: false. */
  byKeys?: boolean;
}

export const planByKeys =
  "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

/** Keeps one plan of a statement for all values. Otherwise PostgreSQL plans each list again, which costs as much as the list. */
export const planOnce = "set local plan_cache_mode = force_generic_plan";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** SQLSTATE of a statement that follows a failed one in the same transaction. */
const transactionAborted = "25P02";

/** Whether the text has the format of an organization's id. */
export function isOrgId(text: string): boolean {
  return uuidPattern.test(text);
}

/**
 * The only way for the API to reach an organization's rows: a transaction in which row-level security shows only these
 * rows. Rows of other organizations are invisible, so callers answer `notFound()` (http/problem.ts). Commits when
 * `work` resolves, rolls back when it throws. Runs `work` again after a deadlock or a serialization failure, so its
 * side effects outside the transaction must be safe to repeat.
 */
export function withOrg<Result>(pool: pg.Pool, orgId: string, work: (tx: Transaction) => Promise<Result>) {
  return withOrgs(pool, [orgId], work);
}

/**
 * `withOrg` for several organizations that share one commit. Each statement must name the organization of its rows,
 * because the rows of all these organizations are visible. A worker's pool even sees every organization.
 */
export function withOrgs<Result>(
  pool: pg.Pool,
  orgIds: readonly string[],
  work: (tx: Transaction) => Promise<Result>,
  options: TransactionOptions = {},
) {
  return inTransaction(pool, orgSetting(orgIds), work, options);
}

function orgSetting(orgIds: readonly string[]): string {
  const wrong = orgIds.find((orgId) => !isOrgId(orgId));
  if (wrong !== undefined) throw new Error(`not an organization's id: ${wrong}`);
  return `set local app.org_ids = '${orgIds.join(",")}'`;
}

/**
 * Reads rows of organizations in one round trip. `read` must send all its statements before it first awaits; a later
 * statement throws. The statements go to the server in one write with the begin and the commit. Plans them without
 * scans of whole tables.
 */
export function readByKeys<Result>(
  pool: pg.Pool,
  orgIds: readonly string[],
  read: (sql: SendSql) => Promise<Result>,
): Promise<Result> {
  return retryConflicts(async () => {
    const client = await pool.connect();
    const send = createSend(client, true);
    let broken: Error | undefined;
    try {
      writeTogether(client);
      const begun = client.query(`begin read only; ${planByKeys}; ${planOnce}; ${orgSetting(orgIds)}`);
      const reading = read(send.sql);
      send.end();
      // PostgreSQL treats a commit after a failed statement as a rollback.
      const [result] = await Promise.all([reading, begun, client.query("commit")]);
      return result;
    } catch (error) {
      const reason = send.reason(error);
      if (connectionLost(error) || planOutdated(reason)) broken = error as Error;
      throw reason;
    } finally {
      client.release(broken);
    }
  });
}

export interface PersonScope {
  userId: string;
  /** An organization whose rows are visible in addition to the user's. */
  orgId?: string;
  /** Hash of an invitation token. The invitation with this token is visible too. */
  tokenHash?: Buffer;
}

/** A transaction that sees the rows of a signed-in user: the user and their memberships. */
export function withPerson<Result>(
  pool: pg.Pool,
  { userId, orgId, tokenHash }: PersonScope,
  work: (tx: Transaction) => Promise<Result>,
) {
  if (![userId, orgId ?? userId].every((id) => uuidPattern.test(id))) throw new Error("not a user's id");
  const settings = [
    `set local app.user_id = '${userId}'`,
    ...(orgId ? [`set local app.org_ids = '${orgId}'`] : []),
    ...(tokenHash ? [`set local app.invitation_hash = '${tokenHash.toString("hex")}'`] : []),
  ];
  return inTransaction(pool, settings.join("; "), work);
}

/** A transaction of the worker, which sees every organization. So its statements must name `org_id`. */
export function withAllOrgs<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(pool, "", work);
}

/**
 * `withAllOrgs` for statements that find rows by given keys. The planner can't know the number of keys, so plans that scan a whole table are
 * disabled.
 */
export function withAllOrgsByKeys<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(pool, "", work, { byKeys: true });
}

/** A transaction of the role `gaffer_auth`, which sees users and their sessions. */
export function withAuth<Result>(authPool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(authPool, "", work);
}

/** Runs `work` in a transaction that begins with `setting`: SQL such as `set local …`. */
export function inTransaction<Result>(
  pool: pg.Pool,
  setting: string,
  work: (tx: Transaction) => Promise<Result>,
  { once = false, byKeys = false }: TransactionOptions = {},
): Promise<Result> {
  const attempt = () => attemptTransaction(pool, byKeys ? `${planByKeys}; ${setting}` : setting, work, byKeys);
  return once ? attempt() : retryConflicts(attempt);
}

/**
 * `begin` and `setting` go to the server in one write with the first statement of `work`, and the last statements with the commit. Work that
 * waits for no answer is a single round trip.
 */
async function attemptTransaction<Result>(
  pool: pg.Pool,
  setting: string,
  work: (tx: Transaction) => Promise<Result>,
  byKeys: boolean,
): Promise<Result> {
  const client = await pool.connect();
  const send = createSend(client, byKeys);
  let broken: Error | undefined;
  try {
    let db: NodePgDatabase | undefined;
    const last: (() => Promise<unknown>)[] = [];
    const sent: Promise<unknown>[] = [];
    const tx: Transaction = {
      get db() {
        db ??= drizzle(client);
        return db;
      },
      sql: send.sql,
      beforeCommit: (send) => void last.push(send),
      commitAfter(statements) {
        // If `work` fails first, its error is thrown and `statements` is never awaited. A rejection of `statements`
        // must not count as unhandled.
        statements.catch(() => {});
        sent.push(statements);
      },
    };
    writeTogether(client);
    const begun = client.query(`begin; ${setting}`);
    // If `begin` fails, the later statements fail too, and the promise of `begin` may never be awaited. Its rejection
    // must not count as unhandled.
    begun.catch(() => {});
    const result = await work(tx);
    writeTogether(client);
    // The commit is sent without waiting for the answers: PostgreSQL treats a commit after a failed statement as a
    // rollback.
    const ending = [begun, ...sent, ...last.map((send) => send()), client.query("commit")];
    send.end();
    await Promise.all(ending);
    return result;
  } catch (error) {
    send.end();
    const reason = send.reason(error);
    // Closing a connection rolls back too. A half-open connection is closed, because a rollback statement would time
    // out again. A read-only connection would refuse the next transaction too, and a connection with an outdated plan
    // would keep that plan.
    if (connectionLost(error) || databaseReadOnly(reason) || planOutdated(reason)) broken = error as Error;
    else
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
    throw reason;
  } finally {
    client.release(broken);
  }
}

/** Creates the function that sends the statements of one transaction on this connection. */
function createSend(client: pg.PoolClient, byKeys: boolean) {
  const naming = client instanceof SessionClient && client.namedStatements;
  let over = false;
  let firstFailure: unknown;
  // When statements are sent concurrently, one may fail before another is sent. The later statement must not reach the
  // connection: it would be committed alone, or in the transaction of the connection's next user.
  const sql: SendSql = async (text, values, { named = true } = {}) => {
    if (over) throw new Error("the transaction has ended");
    // Without parameters, the text may be several statements, which can't have a name.
    const name = naming && named && values && statementName(text, byKeys);
    return client.query(name ? { name, text } : text, values).catch((error) => {
      firstFailure ??= error;
      throw error;
    });
  };
  return {
    sql,
    end() {
      over = true;
    },
    /**
     * Why the transaction failed. If `error` only says that an earlier statement failed (25P02), returns that
     * statement's error.
     */
    reason: (error: unknown) =>
      (error as { code?: string }).code === transactionAborted ? (firstFailure ?? error) : error,
  };
}

/** Statements from here until the code waits for an answer go to the server in one write. */
function writeTogether(client: pg.PoolClient): void {
  if (!(client instanceof SessionClient)) return;
  const { stream } = client.connection;
  stream.cork();
  // Runs after all pending promise callbacks. By then the code has sent its statements and waits for an answer.
  process.nextTick(() => stream.uncork());
}

const maxAttempts = 5;
/**
 * Delays before a transaction is repeated, in milliseconds. Their jitter keeps two transactions that collided from
 * colliding again.
 */
const backoff = { first: 20, longest: 500 };

/**
 * Repeats a transaction that PostgreSQL rolled back because of a deadlock, a serialization failure, or a named statement whose columns a
 * migration has changed. At most 5 attempts.
 */
async function retryConflicts<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await transaction();
    } catch (error) {
      if (failures + 1 === maxAttempts || !(transactionConflict(error) || planOutdated(error))) throw error;
    }
    await wait(backoffMs(failures, backoff));
  }
}
