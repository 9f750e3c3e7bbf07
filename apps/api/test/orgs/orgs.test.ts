import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { createOrgOf, createTeam, join, tokenFor } from "./teams.ts";

let gaffer: TestGaffer;
let clock = new Date("2026-11-20T12:00:00.000Z");
beforeAll(async () => {
  gaffer = await startTestGaffer({ peopleStay: true, role: "api", now: () => clock });
});
afterAll(() => gaffer.stop());

const create = (as: TestPerson, name: string, headers = {}) =>
  gaffer.request("POST", "/v1/orgs", { as, body: { name }, headers });
const list = async (as: TestPerson, query = "") => (await gaffer.request("GET", `/v1/orgs${query}`, { as })).body;

test("Organization operations › createOrg, invitation and audit log › record every change of the first steps", async () => {
  const [ada, bob] = [await gaffer.createPerson({ name: "Ada" }), await gaffer.createPerson({ name: "Bob" })];
  const orgId = await createOrgOf(gaffer, ada);
  await join(gaffer, { orgId, owner: ada, person: bob, role: "viewer" });
  expect((await gaffer.request("GET", `/v1/orgs/${orgId}/jobs`, { as: bob })).status).toBe(200);
  const create = { method: "POST", url: `/v1/orgs/${orgId}/jobs` };
  expect((await gaffer.request(create.method, create.url, { as: bob, body: {} })).status).toBe(403);
  const { body } = await gaffer.request("GET", `/v1/orgs/${orgId}/audit-events`, { as: ada });
  expect(body.items).toMatchObject([
    { action: "acceptInvitation", actor: `user:${bob.userId}`, target: { type: "member", id: bob.userId } },
    { action: "createInvitation", actor: `user:${ada.userId}`, details: { email: bob.email, role: "viewer" } },
    { action: "createOrg", actor: `user:${ada.userId}`, target: { type: "organization", id: orgId } },
  ]);
  expect((await gaffer.request("GET", `/v1/orgs/${orgId}/audit-events`, { as: bob })).status).toBe(403);
});

describe("Organization operations › createOrg", () => {
  test("makes the user its owner", async () => {
    const ada = await gaffer.createPerson();
    const { status, headers, body } = await create(ada, "Acme");
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: "Acme",
      role: "owner",
      createdAt: clock.toISOString(),
      deleteAfter: null,
      suspendedAt: null,
      suspendReason: null,
    });
    expect(headers.get("location")).toBe(`/v1/orgs/${body.id}`);
    expect((await gaffer.request("GET", `/v1/orgs/${body.id}`, { as: ada })).body).toEqual(body);
  });

  test("is refused for API keys", async () => {
    const answer = await gaffer.request("POST", "/v1/orgs", { as: gaffer.org, body: { name: "Acme" } });
    expect(answer).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
  });

  test("creates one organization per Idempotency-Key, also for two concurrent requests", async () => {
    const ada = await gaffer.createPerson();
    const key = { "idempotency-key": "once" };
    const both = await Promise.all([create(ada, "Acme", key), create(ada, "Acme", key)]);
    for (const { status } of both) expect([201, 409]).toContain(status);
    const again = await create(ada, "Acme", key);
    expect(again.status).toBe(201);
    expect((await list(ada)).items).toEqual([again.body]);
    expect(both.find(({ status }) => status === 201)?.body).toEqual(again.body);
    const { body } = await gaffer.request("GET", `/v1/orgs/${again.body.id}/audit-events`, { as: ada });
    expect(body.items).toHaveLength(1);
  });

  test("refuses the key of another request, and forgets it after a day", async () => {
    const ada = await gaffer.createPerson();
    const key = { "idempotency-key": "once" };
    await create(ada, "Acme", key);
    expect(await create(ada, "Other", key)).toMatchObject({
      status: 422,
      body: { type: "/problems/idempotency-mismatch" },
    });
    clock = new Date(clock.getTime() + 24 * 60 * 60 * 1000);
    expect((await create(ada, "Other", key)).status).toBe(201);
  });

  test("accepts the same key from another user", async () => {
    const key = { "idempotency-key": "shared" };
    const first = await create(await gaffer.createPerson(), "Acme", key);
    const second = await create(await gaffer.createPerson(), "Acme", key);
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  test("refuses a missing, empty or too long name", async () => {
    const ada = await gaffer.createPerson();
    for (const body of [{ name: "" }, { name: "x".repeat(201) }, {}]) {
      const answer = await gaffer.request("POST", "/v1/orgs", { as: ada, body });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/name" }] } });
    }
  });
});

describe("Organization operations › listOrgs", () => {
  test("lists the user's organizations with their roles, newest first, page by page", async () => {
    const [ada, bob] = [await gaffer.createPerson(), await gaffer.createPerson()];
    const mine = await createOrgOf(gaffer, ada, "mine");
    clock = new Date(clock.getTime() + 1);
    const theirs = await createOrgOf(gaffer, bob, "theirs");
    await createOrgOf(gaffer, bob, "not for me");
    await join(gaffer, { orgId: theirs, owner: bob, person: ada, role: "viewer" });
    expect((await list(ada)).items).toMatchObject([
      { id: theirs, name: "theirs", role: "viewer" },
      { id: mine, name: "mine", role: "owner" },
    ]);
    const first = await list(ada, "?limit=1");
    expect(first.items).toMatchObject([{ id: theirs }]);
    const second = await list(ada, `?limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ id: mine }], nextCursor: null });
    // The API refuses a cursor that another user got.
    expect((await gaffer.request("GET", `/v1/orgs?cursor=${first.nextCursor}`, { as: bob })).status).toBe(422);
  });

  test("is empty for a user without organizations", async () => {
    expect(await list(await gaffer.createPerson())).toEqual({ items: [], nextCursor: null });
  });
});

describe("Organization operations › getOrg and updateOrg", () => {
  test("renames the organization for an admin", async () => {
    const { orgId, admin, viewer } = await createTeam(gaffer);
    const url = `/v1/orgs/${orgId}`;
    const renamed = await gaffer.request("PATCH", url, { as: admin, body: { name: "Renamed" } });
    expect(renamed).toMatchObject({ status: 200, body: { id: orgId, name: "Renamed", role: "admin" } });
    expect((await gaffer.request("GET", url, { as: viewer })).body).toMatchObject({ name: "Renamed", role: "viewer" });
    const { body } = await gaffer.request("GET", `${url}/audit-events?action=updateOrg`, { as: admin });
    expect(body.items).toMatchObject([{ target: { type: "organization", id: orgId }, details: { name: "Renamed" } }]);
  });

  test("keeps omitted fields", async () => {
    const ada = await gaffer.createPerson();
    const orgId = await createOrgOf(gaffer, ada);
    expect((await gaffer.request("PATCH", `/v1/orgs/${orgId}`, { as: ada, body: {} })).body.name).toBe("Acme");
  });

  test("renames it for an API key with the scope", async () => {
    const able = await gaffer.createKey({ scopes: ["org:write"] });
    const { status, body } = await gaffer.request("PATCH", `/v1/orgs/${able.orgId}`, { as: able, body: { name: "b" } });
    expect([status, body.name, body.role]).toEqual([200, "b", null]);
  });

  test("gives the same response for an unknown organization and one of other users", async () => {
    const { orgId } = await createTeam(gaffer);
    const stranger = await gaffer.createPerson();
    const read = async (id: string) => {
      const { status, body } = await gaffer.request("GET", `/v1/orgs/${id}`, { as: stranger });
      return { status, ...body, requestId: "" };
    };
    expect(await read(orgId)).toEqual(await read(crypto.randomUUID()));
    expect((await read(orgId)).status).toBe(404);
  });
});

test("Organization operations › token of an invitation › is in the mail, and in no response, log line or table", async () => {
  const [ada, bob] = [await gaffer.createPerson(), await gaffer.createPerson()];
  const orgId = await createOrgOf(gaffer, ada);
  const url = `/v1/orgs/${orgId}/invitations`;
  const created = await gaffer.request("POST", url, { as: ada, body: { email: bob.email, role: "viewer" } });
  const token = tokenFor(gaffer, bob.email);
  await gaffer.request("POST", "/v1/invitations/find", { as: bob, body: { token } });
  const answers = [created, await gaffer.request("GET", url, { as: ada })];
  answers.push(await gaffer.request("GET", `/v1/orgs/${orgId}/audit-events`, { as: ada }));
  expect(JSON.stringify([answers, gaffer.log.lines])).not.toContain(token);
  const { rows } = await gaffer.database.admin.query("select invitations::text as row from invitations");
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString("hex"));
});
