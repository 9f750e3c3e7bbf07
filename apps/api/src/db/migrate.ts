import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import { type Backoff, backoffMs } from "../backoff.ts";
import { lockTimedOut, transactionConflict } from "./database-unavailable.ts";
import { applyMigrations, drizzle } from "./drizzle.ts";
import { createOwnerPool, migrationLimits } from "./pools.ts";

export interface MigrateOptions {
  limits?: typeof migrationLimits;
  log?: Pick<Logger, "info" | "warn">;
  /** Folder of the migration files. Default: the folder of this version. */
  folder?: string;
}

/** Key of the advisory lock that serializes the migrations of processes. An arbitrary number that no other lock uses. */
const migrationLock = 72_616_621;

/** How long the migration waits for locks of other sessions before it fails, in milliseconds. */
const patienceMs = 600_000;

const lockPause: Backoff = { first: 100, longest: 1_000 };
/**
 * Pause before a step is repeated, in milliseconds. Meanwhile the statements that queued behind the step's statement
 * run.
 */
const stepPause: Backoff = { first: 1_000, longest: 5_000 };

/**
 * Migrates the database to this version: tables and roles, then `installQueue`, then the roles' rights on the queue's schema. Runs as the
 * owner of the tables. Idempotent, and safe to run in several processes at once.
 */
export async function migrate(
  connectionString: string,
  installQueue: (pool: pg.Pool) => Promise<{ schema: string }>,
  { limits = migrationLimits, log, folder = path.join(import.meta.dirname, "../../migrations") }: MigrateOptions = {},
): Promise<void> {
  const pool = createOwnerPool(connectionString, limits);
  const giveUpAt = performance.now() + patienceMs;
  const patiently = <Result>(step: () => Promise<Result>) => retryBehindLocks(step, giveUpAt, log);
  try {
    const client = await pool.connect();
    try {
      await takeMigrationLock(client, giveUpAt, log);
      await patiently(() =>
        applyMigrations(drizzle(client), {
          migrationsFolder: folder,
          migrationsSchema: "gaffer",
          migrationsTable: "migrations",
        }),
      );
      const { schema } = await patiently(() => installQueue(pool));
      await patiently(() => client.query(grantQueue(schema)));
    } finally {
      // Closing the connection releases the migration lock.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

const grantQueue = (schema: string) => `
  grant usage on schema ${schema} to gaffer_api, gaffer_worker;
  grant select, insert, update, delete on all tables in schema ${schema} to gaffer_api, gaffer_worker;
  grant execute on all functions in schema ${schema} to gaffer_api, gaffer_worker`;

/** Polls for the migration lock. A wait inside PostgreSQL could not be logged. */
async function takeMigrationLock(client: pg.PoolClient, giveUpAt: number, log: MigrateOptions["log"]): Promise<void> {
  for (let failures = 0; ; failures++) {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as locked", [migrationLock]);
    if (rows[0].locked) return;
    if (failures === 0) log?.info("another process migrates the database; waiting for it");
    if (performance.now() > giveUpAt)
      throw new Error("Another process still holds the migration lock. Check it, then start again.");
    await wait(backoffMs(failures, lockPause));
  }
}

/**
 * Runs a step (one transaction) until it gets its locks. While a statement waits for a lock, all later statements on
 * the table queue behind it. So the step gives up after `lockMs` and lets them pass.
 */
async function retryBehindLocks<Result>(
  step: () => Promise<Result>,
  giveUpAt: number,
  log: MigrateOptions["log"],
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await step();
    } catch (cause) {
      const isTemporary = lockTimedOut(cause) || transactionConflict(cause);
      if (!isTemporary || performance.now() > giveUpAt) throw cause;
      const waitMs = Math.round(backoffMs(failures, stepPause));
      log?.warn({ tries: failures + 1, waitMs }, "the migration can't lock a table that others use; trying again");
      await wait(waitMs);
    }
  }
}
