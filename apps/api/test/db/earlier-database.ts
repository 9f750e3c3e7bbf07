/** A database of an earlier version of Gaffer, owned by a role that isn't a superuser. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { applyMigrations, drizzle } from "../../src/db/drizzle.ts";
import { createOwnerPool, migrationLimits } from "../../src/db/pools.ts";
import { databaseAt, openTestDatabase, type TestDatabase } from "../harness/database.ts";

export interface EarlierDatabase {
  /** The database as its owner sees it. Forced row-level security applies to the owner. */
  database: TestDatabase;
  admin: pg.Pool;
  remove(): Promise<void>;
}

/** Creates a database and applies the first `migrations` migrations. */
export async function createEarlierDatabase(migrations: number): Promise<EarlierDatabase> {
  const clusterUrl = inject("clusterUrl");
  const name = `gaffer_upgraded_${crypto.randomUUID().replaceAll("-", "")}`;
  const cluster = new pg.Client({ connectionString: clusterUrl });
  await cluster.connect();
  await cluster.query(`create role ${name} login createrole nosuperuser nobypassrls password '${name}'`);
  await cluster.query(`grant gaffer_api, gaffer_worker, gaffer_auth to ${name} with admin option`);
  await cluster.query(`create database ${name} owner ${name}`);
  const database = openTestDatabase(databaseAt(clusterUrl, name));
  const ownerUrl = new URL(database.url);
  ownerUrl.username = name;
  ownerUrl.password = name;
  await migrate(ownerUrl.href, migrations);
  return {
    database: { ...database, url: ownerUrl.href },
    admin: database.admin,
    async remove() {
      await database.drop();
      await cluster.query(`drop database if exists ${name} with (force)`);
      await cluster.query(`drop role ${name}`);
      await cluster.end();
    },
  };
}

async function migrate(ownerUrl: string, migrations: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "gaffer-migrations-"));
  await cp(path.join(import.meta.dirname, "../../migrations"), folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(journalFile, "utf8"));
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, migrations) }));
  const pool = createOwnerPool(ownerUrl, migrationLimits);
  const options = { migrationsFolder: folder, migrationsSchema: "gaffer", migrationsTable: "migrations" };
  await applyMigrations(drizzle(pool), options);
  await pool.end();
  await rm(folder, { recursive: true });
}
