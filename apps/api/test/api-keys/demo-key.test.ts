import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { openDemoOrg } from "../../src/demo/demo-org.ts";
import { openapi } from "../../src/http/schemas.ts";
import { createFindKey } from "../../src/modules/api-keys/find-key.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");

let database: TestDatabase;
let pool: pg.Pool;
let dataDir: string;
beforeAll(async () => {
  database = await cloneDatabase();
  // Dropping the database may end a connection that the pool is already closing.
  pool = createPool(database.url, "gaffer_api", { max: 2 }).on("error", () => {});
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-demo-"));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const find = (key: string) => createFindKey(pool, () => moment)(key);
const open = () => openDemoOrg(pool, dataDir, moment, find);

test("Demo key › openDemoOrg › keeps the key until it lacks a scope, and then creates another one", async () => {
  const first = await open();
  expect(await open()).toEqual(first);

  await database.admin.query("update api_keys set scopes = '{jobs:read}'");
  const renewed = await open();
  expect(renewed.orgId).toBe(first.orgId);
  expect(renewed.apiKey).not.toBe(first.apiKey);
  expect(await find(renewed.apiKey)).toMatchObject({ scopes: openapi.components.schemas.Scope.enum });
  expect(await find(first.apiKey)).toMatchObject({ scopes: ["jobs:read"] });
  expect(await open()).toEqual(renewed);
});
