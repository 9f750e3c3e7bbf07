import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function unlogged(kind: "r" | "S"): Promise<string[]> {
  const { rows } = await database.admin.query(
    `select oid::regclass::text as name from pg_class
      where relkind = $1 and relpersistence = 'u' order by 1`,
    [kind],
  );
  return rows.map(({ name }) => name);
}

describe("migrations", () => {
  test("create no unlogged sequence, which a promoted standby and a dump couldn't read", async () => {
    expect(await unlogged("S")).toEqual([]);
  });

  test("make only tables unlogged whose rows may be lost", async () => {
    expect(await unlogged("r")).toEqual(["org_changes", "org_listeners", "request_rates"]);
  });
});
