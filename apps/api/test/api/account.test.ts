import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

test("Account operations › getMe returns the key, its scopes and its expiry", async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const key = await gaffer.createKey({ scopes: ["files:read"], expiresAt });
  const id = key.apiKey.split("_")[1];
  const { status, body } = await gaffer.request("GET", "/v1/me", { as: key });
  expect(status).toBe(200);
  expect(body).toEqual({
    actor: `key:${id}`,
    apiKey: { id, name: "another", scopes: ["files:read"], expiresAt: expiresAt.toISOString() },
    person: null,
    org: {
      id: gaffer.org.orgId,
      name: "test",
      role: null,
      createdAt: expect.any(String),
      deleteAfter: null,
      suspendedAt: null,
      suspendReason: null,
    },
  });
});

test("Account operations › getMe returns no expiry for a key that never expires", async () => {
  const { body } = await gaffer.request("GET", "/v1/me", { as: gaffer.org });
  expect(body.apiKey).toMatchObject({ expiresAt: null, scopes: expect.arrayContaining(["jobs:write"]) });
});

test("Account operations › getOrg accepts the id of the organization in upper case", async () => {
  const { orgId } = gaffer.org;
  const lower = await gaffer.inOrg("GET", "");
  const upper = await gaffer.request("GET", `/v1/orgs/${orgId.toUpperCase()}`, { as: gaffer.org });
  expect(lower.body).toEqual({
    id: orgId,
    name: "test",
    role: null,
    createdAt: expect.any(String),
    deleteAfter: null,
    suspendedAt: null,
    suspendReason: null,
  });
  expect(upper.body).toEqual(lower.body);
});

test.each(["/v1/me?verbose=1", "/v1/orgs/:orgId?verbose=1"])(
  "Account operations › %s is refused because of an unknown query parameter",
  async (url) => {
    const answer = await gaffer.request("GET", url.replace(":orgId", gaffer.org.orgId), { as: gaffer.org });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "query", pointer: "/verbose" }] } });
  },
);
