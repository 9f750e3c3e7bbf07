import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

test("Account operations › getMe tells whose key it is, what it may do and until when", async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const key = await gaffer.createKey({ scopes: ["files:read"], expiresAt });
  const id = key.apiKey.split("_")[1];
  const { status, body } = await gaffer.request("GET", "/v1/me", { as: key });
  expect(status).toBe(200);
  expect(body).toEqual({
    actor: `key:${id}`,
    apiKey: { id, name: "another", scopes: ["files:read"], expiresAt: expiresAt.toISOString() },
    person: null,
    org: { id: gaffer.org.orgId, name: "test", role: null, createdAt: expect.any(String), deleteAfter: null },
  });
});

test("Account operations › getMe knows no end of a key that has none", async () => {
  const { body } = await gaffer.request("GET", "/v1/me", { as: gaffer.org });
  expect(body.apiKey).toMatchObject({ expiresAt: null, scopes: expect.arrayContaining(["jobs:write"]) });
});

test("Account operations › getOrg reads the organization, whatever the case of its id in the path", async () => {
  const { orgId } = gaffer.org;
  const lower = await gaffer.inOrg("GET", "");
  const upper = await gaffer.request("GET", `/v1/orgs/${orgId.toUpperCase()}`, { as: gaffer.org });
  expect(lower.body).toEqual({ id: orgId, name: "test", role: null, createdAt: expect.any(String), deleteAfter: null });
  expect(upper.body).toEqual(lower.body);
});

test.each(["/v1/me?verbose=1", "/v1/orgs/:orgId?verbose=1"])(
  "Account operations › %s: a query that isn't known is refused",
  async (url) => {
    const answer = await gaffer.request("GET", url.replace(":orgId", gaffer.org.orgId), { as: gaffer.org });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "query", pointer: "/verbose" }] } });
  },
);
