import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { connectionLost } from "./database-unavailable.ts";

/** A transaction. `sql` runs what the query builder can't say. */
export interface Transaction {
  db: NodePgDatabase;
  sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The one way for the API to reach an organization's rows: a transaction in which row-level security shows only them.
 * Commits when `work` resolves, rolls back when it throws.
 */
export function withOrg<Result>(pool: pg.Pool, orgId: string, work: (tx: Transaction) => Promise<Result>) {
  return withOrgs(pool, [orgId], work);
}

/** The same for several organizations, whose writes share one commit. The statements keep them apart themselves. */
export function withOrgs<Result>(pool: pg.Pool, orgIds: readonly string[], work: (tx: Transaction) => Promise<Result>) {
  const wrong = orgIds.find((orgId) => !uuidPattern.test(orgId));
  if (wrong !== undefined) throw new Error(`not an organization's id: ${wrong}`);
  return inTransaction(pool, `set local app.org_ids = '${orgIds.join(",")}'`, work);
}

/** A transaction of the worker, which sees every organization: its statements name `org_id` themselves. */
export function withAllOrgs<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(pool, "", work);
}

/** The same for what may be lost, as if it had never been, when the database fails within a moment of its commit. */
export function withAllOrgsUndurably<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>) {
  return inTransaction(pool, "set local synchronous_commit = off", work);
}

/** `setting` and `begin` go to the server together with the first statement of `work`, which saves round trips. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  setting: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const begun = client.query(`begin; ${setting}`);
    // When it fails, so does what is sent after it; nobody may be waiting for this one by then.
    begun.catch(() => {});
    const result = await work({ db: drizzle(client), sql: (text, values) => client.query(text, values) });
    await begun;
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that can't even roll back is of no further use: its end is a rollback too. A half-open one isn't asked,
    // which would take its whole time limit once more.
    if (connectionLost(error)) broken = error as Error;
    else
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}
