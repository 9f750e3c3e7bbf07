import type pg from "pg";
import { connectionLost, databaseReadOnly } from "./database-unavailable.ts";
import { drizzle, type NodePgDatabase } from "./drizzle.ts";
import { retryConflicts } from "./retry-conflicts.ts";

/** A transaction. `sql` runs what the query builder can't say, and nothing any more when the transaction is over. */
export interface Transaction {
  db: NodePgDatabase;
  sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /**
   * Sends a statement together with the commit, so that what it locks is free again at once. When it fails, nothing is
   * committed.
   */
  beforeCommit(send: () => Promise<unknown>): void;
  /** Lets `work` go on while statements that it has sent are answered. The commit waits for them; a failure rolls everything back. */
  commitAfter(statements: Promise<unknown>): void;
}

export interface TransactionOptions {
  /** Throws on a conflict with another transaction, instead of running `work` again: for work that has other effects. Default: false. */
  once?: boolean;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What PostgreSQL answers to statements that come after one that has failed. */
const transactionAborted = "25P02";

/** Whether an organization could have this id. */
export function isOrgId(text: string): boolean {
  return uuidPattern.test(text);
}

/**
 * The one way for the API to reach an organization's rows: a transaction in which row-level security shows only them.
 * Commits when `work` resolves, rolls back when it throws. `work` runs again after a deadlock or a serialization failure, so
 * what it does outside of the transaction must be safe to repeat.
 */
export function withOrg<Result>(pool: pg.Pool, orgId: string, work: (tx: Transaction) => Promise<Result>) {
  return withOrgs(pool, [orgId], work);
}

/** The same for several organizations, whose writes share one commit. The statements keep them apart themselves. */
export function withOrgs<Result>(
  pool: pg.Pool,
  orgIds: readonly string[],
  work: (tx: Transaction) => Promise<Result>,
  options: TransactionOptions = {},
) {
  const wrong = orgIds.find((orgId) => !isOrgId(orgId));
  if (wrong !== undefined) throw new Error(`not an organization's id: ${wrong}`);
  return inTransaction(pool, `set local app.org_ids = '${orgIds.join(",")}'`, work, options);
}

export interface PersonScope {
  userId: string;
  /** An organization whose rows are seen besides. */
  orgId?: string;
  /** Of the token of an invitation: its row is seen besides. */
  tokenHash?: Buffer;
}

/** A transaction in which a signed-in person sees themselves and where they belong. */
export function withPerson<Result>(
  pool: pg.Pool,
  { userId, orgId, tokenHash }: PersonScope,
  work: (tx: Transaction) => Promise<Result>,
) {
  if (![userId, orgId ?? userId].every((id) => uuidPattern.test(id))) throw new Error("not a person's id");
  const settings = [
    `set local app.user_id = '${userId}'`,
    ...(orgId ? [`set local app.org_ids = '${orgId}'`] : []),
    ...(tokenHash ? [`set local app.invitation_hash = '${tokenHash.toString("hex")}'`] : []),
  ];
  return inTransaction(pool, settings.join("; "), work);
}

/** A transaction of the worker, which sees every organization: its statements name `org_id` themselves. */
export function withAllOrgs<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(pool, "", work);
}

/**
 * The same for statements that find rows by keys that they are given. How many keys there are is more than the planner
 * can know, so it isn't let near plans that read a table to find them. `undurable`: what is committed may be lost, as if it
 * had never been, when the database fails within a moment.
 */
export function withAllOrgsByKeys<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Result>,
  { undurable = false } = {},
) {
  const setting = "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";
  return inTransaction(pool, undurable ? `${setting}; set local synchronous_commit = off` : setting, work);
}

/** Runs `work` in a transaction that begins with `setting`. */
export function inTransaction<Result>(
  pool: pg.Pool,
  setting: string,
  work: (tx: Transaction) => Promise<Result>,
  { once = false }: TransactionOptions = {},
): Promise<Result> {
  const attempt = () => attemptTransaction(pool, setting, work);
  return once ? attempt() : retryConflicts(attempt);
}

/** `setting` and `begin` go to the server together with the first statement of `work`, which saves round trips. */
async function attemptTransaction<Result>(
  pool: pg.Pool,
  setting: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let over = false;
  let firstFailure: unknown;
  // Of statements that are sent together one may fail before another is sent. That one must not go to the connection any
  // more: it would be committed by itself, or with what the connection's next user does.
  const sql: Transaction["sql"] = async (text, values) => {
    if (over) throw new Error("the transaction is over");
    return client.query(text, values).catch((error) => {
      firstFailure ??= error;
      throw error;
    });
  };
  try {
    const begun = client.query(`begin; ${setting}`);
    // When it fails, so does what is sent after it; nobody may be waiting for this one by then.
    begun.catch(() => {});
    let db: NodePgDatabase | undefined;
    const last: (() => Promise<unknown>)[] = [];
    const sent: Promise<unknown>[] = [];
    const result = await work({
      get db() {
        db ??= drizzle(client);
        return db;
      },
      sql,
      beforeCommit: (send) => void last.push(send),
      commitAfter(statements) {
        // When `work` fails first, its error is the reason, and no one awaits these.
        statements.catch(() => {});
        sent.push(statements);
      },
    });
    await Promise.all(sent);
    const ending = [begun, ...last.map((send) => send()), client.query("commit")];
    over = true;
    await Promise.all(ending);
    return result;
  } catch (error) {
    over = true;
    // Which of several is heard of first depends on how deep they were sent; that they came too late is no reason.
    const reason = (error as { code?: string }).code === transactionAborted ? (firstFailure ?? error) : error;
    // A connection that can't even roll back is of no further use: its end is a rollback too. A half-open one isn't asked,
    // which would take its whole time limit once more. One that accepts no writes would refuse the next transaction too.
    if (connectionLost(error) || databaseReadOnly(reason)) broken = error as Error;
    else
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
    throw reason;
  } finally {
    client.release(broken);
  }
}
