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

describe("API key cache › cached key", () => {
  test("is used without asking the database again", async () => {
    await find(key);
    lookups = 0;
    for (let i = 0; i < 5; i++) expect(await find(key)).toBeDefined();
    expect(lookups).toBe(0);
  });

  test("is looked up once by requests that arrive together", async () => {
    await find(key);
    clock = moment + keptForMs;
    lookups = 0;
    await find(key);
    const once = lookups;
    clock += keptForMs;
    lookups = 0;
    const callers = await Promise.all(Array.from({ length: 50 }, () => find(key)));
    expect(callers.every(Boolean)).toBe(true);
    expect(lookups).toBe(once);
  });

  test("is looked up by itself for a request that needs the current state", async () => {
    clock = moment + keptForMs;
    const running = find(key);
    await set("revoked_at = now()");
    expect(await find(key, { fresh: true })).toBeUndefined();
    await running;
  });

  test("works for a few seconds after it was revoked, and no longer", async () => {
    await find(key);
    await set("revoked_at = now()");
    clock = moment + keptForMs - 1;
    expect(await find(key)).toBeDefined();
    clock = moment + keptForMs;
    expect(await find(key)).toBeUndefined();
    // The revoked API key stays invalid after the clock is set back.
    clock = moment;
    expect(await find(key)).toBeUndefined();
  });

  test("gets its changed scopes after the same time", async () => {
    expect(await find(key)).toMatchObject({ scopes: expect.arrayContaining(["jobs:write"]) });
    await set("scopes = '{jobs:read}'");
    clock = moment + keptForMs;
    expect(await find(key)).toMatchObject({ scopes: ["jobs:read"] });
  });

  test("stops at the moment when it expires", async () => {
    await set("expires_at = $2", [new Date(moment + 1_000)]);
    clock = moment + 999;
    expect(await find(key)).toBeDefined();
    clock = moment + 1_000;
    expect(await find(key)).toBeUndefined();
  });

  test("isn't kept longer by being used", async () => {
    await find(key);
    await set("revoked_at = now()");
    for (clock = moment; clock < moment + keptForMs; clock += 500) expect(await find(key)).toBeDefined();
    expect(await find(key)).toBeUndefined();
  });
});

describe("API key cache › refused key", () => {
  test("is not cached: it works as soon as it is no longer revoked", async () => {
    await set("revoked_at = now()");
    expect(await find(key)).toBeUndefined();
    await set("revoked_at = null");
    expect(await find(key)).toBeDefined();
  });

  test("never matches the cached entry of another secret", async () => {
    await find(key);
    expect(await find(`${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)).toBeUndefined();
    await set("secret_hash = sha256('another')");
    clock = moment + keptForMs;
    expect(await find(key)).toBeUndefined();
  });
});
