/** What makes a transaction wait, so that a test knows where it is. */
import pg from "pg";
import { onTestFinished } from "vitest";
import type { TestDatabase } from "./database.ts";

type Release = () => Promise<void>;

/** Makes inserts into the table wait, those of rows of which `when` is true, until they are let go or the test has ended. */
export const holdInserts = (database: TestDatabase, table: string, when?: string) =>
  holdWrites(database, { event: "insert", row: "new", lock: 2 }, table, when);

/** Makes removals from the table wait, those of rows of which `when` is true. */
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

/** Makes commits wait that let jobs of this organization into the queue. */
export function holdLoad(database: TestDatabase, orgId: string): Promise<Release> {
  return hold(
    database,
    `insert into org_loads (org_id) values ('${orgId}') on conflict do nothing`,
    "begin",
    `select from org_loads where org_id = '${orgId}' for update`,
  );
}

/** Keeps so many schedules to itself, as one does who decides on them: those that are due first. */
export function holdSchedules(database: TestDatabase, count: number): Promise<Release> {
  return hold(database, "begin", `select from scheduled_jobs order by next_run_at limit ${count} for update`);
}

/** By a connection of its own: one of the pool would be waited for when a test that failed has left it behind. */
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
