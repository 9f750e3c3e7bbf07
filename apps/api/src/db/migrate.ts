import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const migrationsFolder = path.join(import.meta.dirname, "../../migrations");

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const migrationLock = 72_616_621;

/**
 * Brings the database to this version: the tables and roles, then `installQueue`, and last the rights of the two
 * roles on the queue's schema. Runs as the database's owner; safe to run again and from several processes at once.
 */
export async function migrate(
  connectionString: string,
  installQueue: (connectionString: string) => Promise<{ schema: string }>,
): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: "gaffer_migrate",
    connectionTimeoutMillis: 10_000,
    options: "-c search_path=gaffer",
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await applyMigrations(drizzle(client), {
      migrationsFolder,
      migrationsSchema: "gaffer",
      migrationsTable: "migrations",
    });
    const { schema } = await installQueue(connectionString);
    await client.query(`
      grant usage on schema ${schema} to gaffer_api, gaffer_worker;
      grant select, insert, update, delete on all tables in schema ${schema} to gaffer_api, gaffer_worker;
      grant execute on all functions in schema ${schema} to gaffer_api, gaffer_worker;
    `);
  } finally {
    await client.end();
  }
}
