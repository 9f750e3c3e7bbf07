import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool, defaultLimits } from "../../src/db/pools.ts";
import { databaseErrorKind } from "../../src/db/watch-errors.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
const failures: string[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
  const limits = { ...defaultLimits, connectMs: 200, statementMs: 50 };
  pool = createPool(database.url, "gaffer_worker", { max: 1, limits, onFailure: (kind) => failures.push(kind) });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => {
  failures.length = 0;
});

describe("Database error metrics › error", () => {
  test("is counted once when a statement is wrong, for each way to send it", async () => {
    await expect(pool.query("select nothing")).rejects.toThrow();
    const client = await pool.connect();
    await expect(client.query("select nothing")).rejects.toThrow();
    client.release();
    expect(failures).toEqual(["other", "other"]);
  });

  test("isn't counted when a function of the schema refuses a change", async () => {
    await expect(pool.query("select commit_only_if(false)")).rejects.toMatchObject({ code: "GF001" });
    expect(failures).toEqual([]);
  });

  test("is counted as a timeout when a statement takes too long", async () => {
    // The statement runs far longer than the statement limit, so PostgreSQL ends it.
    await expect(pool.query("select pg_sleep(60)")).rejects.toThrow();
    expect(failures).toEqual(["timeout"]);
  });

  test("is counted as a connection error when no connection is free in time", async () => {
    const client = await pool.connect();
    await expect(pool.connect()).rejects.toThrow();
    client.release();
    expect(failures).toEqual(["connect"]);
  });

  test("is counted as a connection error when a connection can't be opened", async () => {
    const elsewhere = createPool("postgres://unknown@127.0.0.1:1/none", "gaffer_api", {
      max: 1,
      onFailure: (kind) => failures.push(kind),
    });
    await expect(elsewhere.query("select 1")).rejects.toThrow();
    await elsewhere.end();
    expect(failures).toEqual(["connect"]);
  });

  test("isn't counted when a statement succeeds", async () => {
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    expect(failures).toEqual([]);
  });
});

test.each([
  [{ code: "40P01" }, "conflict"],
  [{ code: "40001" }, "conflict"],
  [{ code: "57P01" }, "connect"],
  [{ code: "53300" }, "connect"],
  [{ code: "57014" }, "timeout"],
  [{ code: "23505" }, "other"],
  [new Error("Query read timeout"), "timeout"],
  [new Error("Connection terminated unexpectedly"), "connect"],
  ["not even an error", "other"],
])("Database error metrics › %o is one of kind %s", (error, kind) => expect(databaseErrorKind(error)).toBe(kind));
