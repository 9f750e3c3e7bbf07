/** A client that stops while it sends a statement, as a process does that gets SIGSTOP. */
import type pg from "pg";
import { expect, test } from "vitest";
import { createPool, defaultLimits } from "../../src/db/pools.ts";
import { cloneDatabase } from "../harness/database.ts";

/** A message to PostgreSQL: its kind, the length of the rest, and the body, which may be shorter than announced. */
function message(kind: string, length: number, body = ""): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind);
  header.writeInt32BE(length, 1);
  return Buffer.concat([header, Buffer.from(body)]);
}

test("Frozen client › in the middle of a statement › loses its transaction and its locks", async (context) => {
  const database = await cloneDatabase();
  const pool = createPool(database.url, "gaffer_worker", { max: 2, limits: { ...defaultLimits, transactionMs: 500 } });
  const frozen = (await pool.connect()) as pg.PoolClient & { connection: pg.Connection };
  try {
    const { rows } = await frozen.query("select current_setting('transaction_timeout', true) is not null as known");
    if (!rows[0].known) context.skip("PostgreSQL before 17 has no limit of transactions");
    await frozen.query("begin; select pg_advisory_xact_lock(1)");
    // The statement is complete, its parameters are not. So the transaction isn't idle.
    frozen.connection.stream.write(
      Buffer.concat([message("P", 16, "\0select 1\0\0\0"), message("B", 100_000, "\0\0")]),
    );
    const { rowCount } = await pool.query("select pg_advisory_lock(1)");
    expect(rowCount).toBe(1);
  } finally {
    frozen.release(true);
    await pool.end();
    await database.drop();
  }
});
