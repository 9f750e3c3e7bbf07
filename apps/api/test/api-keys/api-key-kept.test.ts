import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import { createFindKey, keptForMs } from "../../src/modules/api-keys/find-key.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

const moment = Date.parse("2026-11-20T12:00:00.000Z");

let clock: number;
let lookups = 0;
let database: TestDatabase;
let pool: pg.Pool;
let key: string;
let find: ReturnType<typeof createFindKey>;

beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_api", { max: 2 });
  pool.on("acquire", () => lookups++).on("error", () => {});
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

beforeEach(async () => {
  clock = moment;
  const email = `${crypto.randomUUID()}@example.com`;
  key = (await createOrgWithKey(pool, new Date(moment), { org: "a", email, key: "a" })).apiKey;
  find = createFindKey(pool, () => new Date(clock));
  lookups = 0;
});

const set = (assignment: string, values: unknown[] = []) =>
  database.admin.query(`update api_keys set ${assignment} where id = $1`, [key.split("_")[1], ...values]);

describe("API key cache › a key that was looked up is kept for a while:", () => {
  test("the database isn't asked again", async () => {
    await find(key);
    lookups = 0;
    for (let i = 0; i < 5; i++) expect(await find(key)).toBeDefined();
    expect(lookups).toBe(0);
  });

  test("a revoked one goes on working, but no longer than that", async () => {
    await find(key);
    await set("revoked_at = now()");
    clock = moment + keptForMs - 1;
    expect(await find(key)).toBeDefined();
    clock = moment + keptForMs;
    expect(await find(key)).toBeUndefined();
    // Nor does it come back when the clock is set back.
    clock = moment;
    expect(await find(key)).toBeUndefined();
  });

  test("what it may do changes after that while too", async () => {
    expect(await find(key)).toMatchObject({ scopes: expect.arrayContaining(["jobs:write"]) });
    await set("scopes = '{jobs:read}'");
    clock = moment + keptForMs;
    expect(await find(key)).toMatchObject({ scopes: ["jobs:read"] });
  });

  test("one that expires meanwhile stops at that very moment", async () => {
    await set("expires_at = $2", [new Date(moment + 1_000)]);
    clock = moment + 999;
    expect(await find(key)).toBeDefined();
    clock = moment + 1_000;
    expect(await find(key)).toBeUndefined();
  });

  test("being in use doesn't keep it longer", async () => {
    await find(key);
    await set("revoked_at = now()");
    for (clock = moment; clock < moment + keptForMs; clock += 500) expect(await find(key)).toBeDefined();
    expect(await find(key)).toBeUndefined();
  });
});

describe("API key cache › a refusal isn't kept:", () => {
  test("a key works as soon as it isn't revoked any more", async () => {
    await set("revoked_at = now()");
    expect(await find(key)).toBeUndefined();
    await set("revoked_at = null");
    expect(await find(key)).toBeDefined();
  });

  test("a key with a changed secret is never taken for the one that is kept", async () => {
    await find(key);
    expect(await find(`${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)).toBeUndefined();
    await set("secret_hash = sha256('another')");
    clock = moment + keptForMs;
    expect(await find(key)).toBeUndefined();
  });
});
