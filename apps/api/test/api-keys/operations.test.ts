import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { keptForMs } from "../../src/modules/api-keys/find-key.ts";
import { allScopes } from "../contract/contract-operations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const start = new Date("2026-11-20T12:00:00.000Z");
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const grantable = allScopes.filter((scope) => scope !== "org:own" && scope !== "system:admin");

let now = start;
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => now });
});
afterAll(() => gaffer.stop());
afterEach(() => {
  now = start;
});

async function create(body: object): Promise<Schemas["NewApiKey"]> {
  const answer = await gaffer.inOrg("POST", "/api-keys", { name: "ci", ...body });
  expect(answer.status).toBe(201);
  return answer.body;
}
const holder = (apiKey: string) => ({ as: { orgId: gaffer.org.orgId, apiKey } });
const me = async (apiKey: string) => (await gaffer.request("GET", "/v1/me", holder(apiKey))).status;
const get = async (id: string) => (await gaffer.inOrg("GET", `/api-keys/${id}`)).body as Schemas["ApiKey"];

describe("API key operations › new key", () => {
  test("has exactly the requested scopes and its own actor", async () => {
    const { key, apiKey } = await create({ scopes: ["jobs:write"] });
    const job = { type: "report:generate", input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" } };
    const jobs = `/v1/orgs/${gaffer.org.orgId}/jobs`;
    const created = await gaffer.request("POST", jobs, { ...holder(key), body: job });
    expect(created).toMatchObject({ status: 201, body: { createdBy: `key:${apiKey.id}` } });
    expect(await gaffer.request("GET", jobs, holder(key))).toMatchObject({ status: 403 });
  });

  test("is returned with its secret once", async () => {
    const { key, apiKey } = await create({ scopes: ["jobs:read"], expiresAt: minutes(60).toISOString() });
    expect(apiKey).toEqual({
      id: key.split("_")[1],
      name: "ci",
      scopes: ["jobs:read"],
      createdBy: `key:${gaffer.org.apiKey.split("_")[1]}`,
      createdAt: start.toISOString(),
      expiresAt: minutes(60).toISOString(),
      lastUsedAt: null,
      revokedAt: null,
    });
    const secret = key.split("_")[2] as string;
    expect(JSON.stringify([await get(apiKey.id), (await gaffer.inOrg("GET", "/api-keys")).body])).not.toContain(secret);
    const stored = await gaffer.database.admin.query(
      "select api_keys::text, audit_events::text from api_keys, audit_events",
    );
    expect(JSON.stringify(stored.rows)).not.toContain(secret);
    expect(JSON.stringify(gaffer.log.lines)).not.toContain(secret);
  });

  test.each(["org:own", "system:admin"])("can't have the scope %s", async (scope) => {
    const answer = await gaffer.inOrg("POST", "/api-keys", { name: "ci", scopes: ["jobs:read", scope] });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/scopes/1" }] } });
  });

  test("can't have more scopes than its creator", async () => {
    const { key } = await create({ scopes: ["keys:write", "jobs:read"] });
    const url = `/v1/orgs/${gaffer.org.orgId}/api-keys`;
    const body = (scopes: string[]) => ({ ...holder(key), body: { name: "more", scopes } });
    const refused = await gaffer.request("POST", url, body(["jobs:read", "jobs:write"]));
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("jobs:write") } });
    expect(await gaffer.request("POST", url, body(["jobs:read"]))).toMatchObject({ status: 201 });
  });

  test("can't have an expiry in the past", async () => {
    const body = { name: "ci", scopes: ["jobs:read"], expiresAt: start.toISOString() };
    const answer = await gaffer.inOrg("POST", "/api-keys", body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/expiresAt" }] } });
  });
});

describe("API key operations › rotateApiKey", () => {
  test("creates a key with the same scopes, and the old key works during the overlap", async () => {
    const old = await create({ scopes: grantable, expiresAt: minutes(600).toISOString() });
    const { status, body } = await gaffer.inOrg("POST", `/api-keys/${old.apiKey.id}/rotate`, { overlapSeconds: 60 });
    expect(status).toBe(201);
    expect(body.apiKey).toMatchObject({ name: "ci", scopes: grantable, expiresAt: minutes(600).toISOString() });
    expect(await Promise.all([me(old.key), me(body.key)])).toEqual([200, 200]);
    now = minutes(1);
    expect(await Promise.all([me(old.key), me(body.key)])).toEqual([401, 200]);
  });

  test("never extends the old key", async () => {
    const { apiKey } = await create({ scopes: ["jobs:read"], expiresAt: minutes(1).toISOString() });
    await gaffer.inOrg("POST", `/api-keys/${apiKey.id}/rotate`, {});
    expect(await get(apiKey.id)).toMatchObject({ expiresAt: minutes(1).toISOString() });
  });

  test("requires every scope of the rotated key", async () => {
    const { apiKey } = await create({ scopes: ["jobs:write"] });
    const { key } = await create({ scopes: ["keys:write"] });
    const url = `/v1/orgs/${gaffer.org.orgId}/api-keys/${apiKey.id}/rotate`;
    const refused = await gaffer.request("POST", url, { ...holder(key), body: {} });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("jobs:write") } });
    expect(await get(apiKey.id)).toMatchObject({ expiresAt: null });
  });

  test("is refused for a revoked key", async () => {
    const { apiKey } = await create({ scopes: ["jobs:read"] });
    await gaffer.inOrg("DELETE", `/api-keys/${apiKey.id}`);
    const { status, body } = await gaffer.inOrg("POST", `/api-keys/${apiKey.id}/rotate`, {});
    expect({ status, type: body.type }).toEqual({ status: 409, type: "/problems/api-key-inactive" });
  });
});

test("API key operations › revoked key › stops within five seconds and stays in the list", async () => {
  const { key, apiKey } = await create({ scopes: ["jobs:read"] });
  expect(await me(key)).toBe(200);
  expect(await gaffer.inOrg("DELETE", `/api-keys/${apiKey.id}`)).toMatchObject({ status: 204 });
  now = new Date(start.getTime() + keptForMs);
  expect(await me(key)).toBe(401);
  expect(await gaffer.inOrg("DELETE", `/api-keys/${apiKey.id}`)).toMatchObject({ status: 204 });
  expect(await get(apiKey.id)).toMatchObject({ revokedAt: start.toISOString() });
});

test("API key operations › lastUsedAt › is written at most once a minute, and only for a valid key", async () => {
  const { key, apiKey } = await create({ scopes: ["jobs:read"] });
  const wrong = `${key.slice(0, -10)}0000000000`;
  expect(await me(wrong)).toBe(401);
  expect(await get(apiKey.id)).toMatchObject({ lastUsedAt: null });
  const seen: (string | null)[] = [];
  for (const seconds of [0, 30, 54, 60, 90]) {
    now = new Date(start.getTime() + seconds * 1000);
    expect(await me(key)).toBe(200);
    seen.push((await get(apiKey.id)).lastUsedAt);
  }
  const second = minutes(1).toISOString();
  expect(seen).toEqual([start.toISOString(), start.toISOString(), start.toISOString(), second, second]);
});

test("API key operations › list › is paged, newest first, and contains only the organization's keys", async () => {
  const other = await gaffer.createOrg("other");
  const list = (query: string) => gaffer.request("GET", `/v1/orgs/${other.orgId}/api-keys?${query}`, { as: other });
  for (const minute of [1, 2, 2]) {
    now = minutes(minute);
    const body = { name: `at ${minute}`, scopes: ["jobs:read"] };
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/api-keys`, { as: other, body });
  }
  const names: string[] = [];
  for (let query = "limit=1"; ; ) {
    const { body } = await list(query);
    names.push(...body.items.map(({ name }: { name: string }) => name));
    if (body.nextCursor === null) break;
    query = `limit=1&cursor=${body.nextCursor}`;
  }
  // Excludes the organization's first API key, whose creation time comes from the machine's clock.
  expect(names.filter((name) => name !== "other")).toEqual(["at 2", "at 2", "at 1"]);
  expect(names).toHaveLength(4);
});
