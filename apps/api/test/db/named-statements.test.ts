/** Statements of transactions have names, so that PostgreSQL plans each once per connection. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { inTransaction, withAllOrgs, withAllOrgsByKeys } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { statementName } from "../../src/db/statement-names.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A pool with one connection, so that each transaction finds the statements of the previous transaction. */
function openPool(namedStatements: boolean): pg.Pool {
  const pool = createPool(database.url, "gaffer_worker", { max: 1, namedStatements });
  onTestFinished(() => pool.end());
  return pool;
}

async function preparedOn(pool: pg.Pool): Promise<{ name: string; statement: string; uses: number }[]> {
  const { rows } = await pool.query(
    `select name, statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements where name like 'gaffer%'`,
  );
  return rows;
}

describe("Named statements", () => {
  test("are prepared once per connection and used again", async () => {
    const pool = openPool(true);
    const text = "select count(*) from orgs where id = $1";
    for (let count = 0; count < 3; count++)
      await withAllOrgs(pool, ({ sql }) => sql(text, ["01890a5d-ac96-774b-8000-000000000000"]));
    expect(await preparedOn(pool)).toEqual([{ name: statementName(text, false), statement: text, uses: 3 }]);
  });

  test("cover the statements of the queue", async () => {
    const pool = openPool(true);
    const queue = createJobQueue({ pool: openPool(false), maintain: false, schedule: false, onError: () => {} });
    for (let count = 0; count < 2; count++) await withAllOrgsByKeys(pool, (tx) => queue.fetch(tx, "file:profile", 10));
    const [fetch, ...others] = await preparedOn(pool);
    expect(others).toEqual([]);
    expect(fetch).toMatchObject({ uses: 2, statement: expect.stringContaining("SKIP LOCKED") });
  });

  test("are others where scans of whole tables are off", async () => {
    const pool = openPool(true);
    const text = "select count(*) from plans where name = $1";
    await withAllOrgs(pool, ({ sql }) => sql(text, ["free"]));
    await withAllOrgsByKeys(pool, ({ sql }) => sql(text, ["free"]));
    expect((await preparedOn(pool)).map(({ name }) => name).sort()).toEqual(
      [statementName(text, false), statementName(text, true)].sort(),
    );
  });

  test("run again on a new connection when a migration has changed their columns", async () => {
    const pool = openPool(true);
    await database.admin.query("create table changing (id int); grant select on changing to gaffer_worker");
    const read = () =>
      withAllOrgs(pool, async ({ sql }) => (await sql("select * from changing where id = $1", [1])).rows);
    expect(await read()).toEqual([]);
    await database.admin.query("alter table changing add column name text; insert into changing values (1, 'new')");
    expect(await read()).toEqual([{ id: 1, name: "new" }]);
  });

  test("are off without the setting", async () => {
    const pool = openPool(false);
    await inTransaction(pool, "", ({ sql }) => sql("select $1::int", [1]));
    expect(await preparedOn(pool)).toEqual([]);
  });
});

test("statementName › gives no more names than there is room for", () => {
  const named = Array.from({ length: 2_000 }, (_, index) => statementName(`select ${index}`, false)).filter(Boolean);
  expect(new Set(named).size).toBe(named.length);
  expect(named.length).toBeLessThanOrEqual(300);
  expect(statementName("select 0", false)).toBe(named[0]);
});
