/** Functions that make a transaction wait at a known statement. */
import pg from "pg";
import { onTestFinished } from "vitest";
import type { TestDatabase } from "./database.ts";

type Release = () => Promise<void>;

/**
 * Makes inserts into the table wait until the returned function is called or the test ends. `when`: an SQL condition;
 * inserts of other rows don't wait.
 */
export const holdInserts = (database: TestDatabase, table: string, when?: string) =>
  holdWrites(database, { event: "insert", row: "new", lock: 2 }, table, when);

/**
 * Makes deletes from the table wait, like `holdInserts`. `when`: an SQL condition; deletes of other rows don't wait.
 */
export const holdDeletes = (database: TestDatabase, table: string, when?: string) =>
  holdWrites(database, { event: "delete", row: "old", lock: 3 }, table, when);

function holdWrites(
  database: TestDatabase,
  { event, row, lock }: { event: "insert" | "delete"; row: "new" | "old"; lock: number },
  table: string,
  when = "true",
): Promise<Release> {
  return hold(
    database,
    `create or replace function wait_to_${event}() returns trigger language plpgsql as
       $$ begin perform pg_advisory_xact_lock_shared(${lock}); return ${row}; end $$`,
    `create trigger waits_to_${event} before ${event} on ${table} for each row when (${when}) execute function wait_to_${event}()`,
    `select pg_advisory_lock(${lock})`,
  );
}

/**
 * Locks the organization's in-flight counters until the returned function is called or the test ends. Transactions that
 * admit jobs of this organization wait for the lock.
 */
export function holdCounters(database: TestDatabase, orgId: string): Promise<Release> {
  return hold(
    database,
    `insert into org_loads (org_id) values ('${orgId}') on conflict do nothing`,
    "begin",
    `select from org_loads where org_id = '${orgId}' for update`,
  );
}

/**
 * Locks the first `count` due schedules, as a scheduler does, until the returned function is called or the test ends.
 */
export function holdSchedules(database: TestDatabase, count: number): Promise<Release> {
  return hold(database, "begin", `select from scheduled_jobs order by next_run_at limit ${count} for update`);
}

/**
 * Opens a connection outside the pool: the end of a pool waits for its connections, and a failed test may not have
 * released one.
 */
async function hold(database: TestDatabase, ...statements: string[]): Promise<Release> {
  const client = new pg.Client({ connectionString: database.url, options: "-c search_path=gaffer" });
  client.on("error", () => {});
  await client.connect();
  for (const statement of statements) await client.query(statement);
  let released: Promise<void> | undefined;
  const release = () => (released ??= client.end());
  onTestFinished(release);
  return release;
}
