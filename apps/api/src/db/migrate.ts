import path from "node:path";
import type pg from "pg";
import { applyMigrations, drizzle } from "./drizzle.ts";
import { createOwnerPool, migrationLimits } from "./pools.ts";

const migrationsFolder = path.join(import.meta.dirname, "../../migrations");

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const migrationLock = 72_616_621;

/**
 * Brings the database to this version: the tables and roles, then `installQueue`, and last the rights of the two
 * roles on the queue's schema. Runs as the database's owner; safe to run again and from several processes at once.
 */
export async function migrate(
  connectionString: string,
  installQueue: (pool: pg.Pool) => Promise<{ schema: string }>,
  limits = migrationLimits,
): Promise<void> {
  const pool = createOwnerPool(connectionString, limits);
  try {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock($1)", [migrationLock]);
      await applyMigrations(drizzle(client), {
        migrationsFolder,
        migrationsSchema: "gaffer",
        migrationsTable: "migrations",
      });
      const { schema } = await installQueue(pool);
      await client.query(`
        grant usage on schema ${schema} to gaffer_api, gaffer_worker;
        grant select, insert, update, delete on all tables in schema ${schema} to gaffer_api, gaffer_worker;
        grant execute on all functions in schema ${schema} to gaffer_api, gaffer_worker;
      `);
    } finally {
      // With the connection its lock ends.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
