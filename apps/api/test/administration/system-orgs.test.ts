/** Organizations as administrators of the installation list, read and change them. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { lose } from "./lose.ts";

type SystemOrg = Schemas["SystemOrg"];

let clock = new Date("2026-11-20T12:00:00.000Z");
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    role: "api",
    now: () => clock,
    config: { orgConcurrency: 2, adminEmails: ["operator@example.com"] },
    peopleStay: true,
  });
});
afterAll(() => gaffer.stop());

const ask = <Body = never>(method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  gaffer.request<Body>(method, `/v1/system/orgs${path}`, {
    as: gaffer.org,
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  });
const list = async (query: string) => (await ask<Schemas["SystemOrgPage"]>("GET", `?${query}`)).body;
const names = async (query: string) => (await list(query)).items.map(({ name }) => name);
const createJobs = (as: DemoOrg, count: number) =>
  gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs/batch`, {
    as,
    body: { jobs: Array.from({ length: count }, () => ({ type: "file:profile", input: { fileId: someFileId } })) },
  });

describe("listSystemOrgs", () => {
  let acme: DemoOrg;
  beforeAll(async () => {
    acme = await gaffer.createOrg("Acme 100%");
    await gaffer.createOrg("Acme 1000");
    await gaffer.createOrg("Zenith");
  });

  test("finds organizations by a part of their name, whatever its case, and by the start of their id", async () => {
    expect(await names("q=acme")).toEqual(["Acme 1000", "Acme 100%"]);
    expect(await names("q=100%25")).toEqual(["Acme 100%"]);
    expect(await names("q=A_me")).toEqual([]);
    expect(await names(`q=${acme.orgId.toUpperCase()}`)).toEqual(["Acme 100%"]);
    expect(await names(`q=${acme.orgId.slice(0, -1)}`)).toEqual(["Acme 100%"]);
  });

  test("reads page by page, newest first, and refuses a cursor of other filters", async () => {
    const all = await names("limit=100");
    const first = await list("limit=2");
    const second = await list(`limit=100&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(all);
    expect(all.slice(0, 3)).toEqual(["Zenith", "Acme 1000", "Acme 100%"]);
    expect((await ask("GET", `?q=acme&cursor=${first.nextCursor}`)).status).toBe(422);
  });

  test("filters by plan and by state", async () => {
    const { orgId } = await gaffer.createOrg("On pro");
    await ask("PATCH", `/${orgId}`, { plan: "pro" });
    expect(await names("plan=pro")).toEqual(["On pro"]);
    await ask("POST", `/${orgId}/suspend`, { reason: "unpaid" });
    expect(await names("state=suspended")).toEqual(["On pro"]);
    expect(await names("state=deletionScheduled")).toEqual([]);
  });

  test("shows members, backlog, jobs of the month and stored bytes of each organization", async () => {
    const org = await gaffer.createOrg("Busy");
    await gaffer.createMember("viewer", org.orgId);
    clock = new Date("2026-10-31T23:59:59.999Z");
    await createJobs(org, 1);
    clock = new Date("2026-11-20T12:00:00.000Z");
    await createJobs(org, 4);
    await gaffer.request("POST", `/v1/orgs/${org.orgId}/files?name=a`, { as: org, body: "12345" });
    const [{ createdAt, ...busy }] = (await list("q=Busy")).items as [SystemOrg];
    expect(busy).toEqual({
      id: org.orgId,
      name: "Busy",
      plan: "free",
      planEndsAt: null,
      suspendedAt: null,
      suspendReason: null,
      deleteAfter: null,
      members: 2,
      backlog: { open: 5, running: 0, parked: 3 },
      createdThisMonth: { count: 4, more: false },
      storedBytes: 5,
    });
  });
});

describe("updateSystemOrg", () => {
  test("changes the plan and its end, which the organization and the audit log show", async () => {
    const org = await gaffer.createOrg("Upgraded");
    const planEndsAt = "2027-01-01T00:00:00.000Z";
    const answer = await ask("PATCH", `/${org.orgId}`, { plan: "pro", planEndsAt });
    expect(answer).toMatchObject({ status: 200, body: { plan: "pro", planEndsAt } });
    const usage = await gaffer.request("GET", `/v1/orgs/${org.orgId}/usage`, { as: org });
    expect(usage.body).toMatchObject({ plan: "pro", planEndsAt });
    expect((await ask("PATCH", `/${org.orgId}`, { planEndsAt: null })).body).toMatchObject({ planEndsAt: null });
    const { body } = await gaffer.request("GET", `/v1/system/audit-events?targetId=${org.orgId}`, { as: gaffer.org });
    expect(body.items.map(({ details }: Schemas["AuditEvent"]) => details)).toEqual([
      { planEndsAt: null },
      { plan: "pro", planEndsAt },
    ]);
  });

  test("refuses an unknown plan and an end that has passed, and changes nothing", async () => {
    const { orgId } = await gaffer.createOrg("Refused");
    const unknown = await ask("PATCH", `/${orgId}`, { plan: "platinum" });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: "/plan", code: "mismatch" }] } });
    const past = await ask("PATCH", `/${orgId}`, { plan: "pro", planEndsAt: clock.toISOString() });
    expect(past).toMatchObject({ status: 422, body: { errors: [{ pointer: "/planEndsAt", code: "too_early" }] } });
    expect((await ask("GET", `/${orgId}`)).body).toMatchObject({ plan: "free", planEndsAt: null });
  });

  test("refuses a change of another version, and takes the current one", async () => {
    const { orgId } = await gaffer.createOrg("Versioned");
    const { headers } = await ask("GET", `/${orgId}`);
    const ifMatch = { "if-match": headers.get("etag") as string };
    expect((await ask("PATCH", `/${orgId}`, { plan: "pro" }, ifMatch)).status).toBe(200);
    expect((await ask("PATCH", `/${orgId}`, { plan: "free" }, ifMatch)).status).toBe(412);
    expect((await ask("GET", `/${orgId}`)).body.plan).toBe("pro");
  });
});

test("restoreSystemOrg › cancels a deletion whose grace period is over", async () => {
  const org = await gaffer.createOrg("Deleted");
  await gaffer.request("DELETE", `/v1/orgs/${org.orgId}?name=Deleted`, { as: org });
  await gaffer.database.admin.query("update orgs set delete_after = '2026-11-01' where id = $1", [org.orgId]);
  expect((await gaffer.request("POST", `/v1/orgs/${org.orgId}/restore`, { as: org })).status).toBe(409);
  expect(await ask("POST", `/${org.orgId}/restore`)).toMatchObject({ status: 200, body: { deleteAfter: null } });
  expect((await createJobs(org, 1)).status).toBe(201);
});

test("grantKeyAdministrator and revokeKeyAdministrator › give a key the scope of administrators and take it", async () => {
  const { orgId } = await gaffer.createOrg("Of the key");
  const key = await gaffer.createKey({ orgId, scopes: ["jobs:read"] });
  const id = key.apiKey.split("_")[1];
  const access = async () => (await gaffer.request("GET", "/v1/system/plans", { as: key })).status;
  const change = (verb: string, org = orgId) => ask("POST", `/${org}/api-keys/${id}/${verb}`);
  const later = () => {
    clock = new Date(clock.getTime() + 6_000);
  };
  expect(await access()).toBe(403);
  expect((await change("grant-administrator", gaffer.org.orgId)).status).toBe(404);
  expect((await change("grant-administrator")).status).toBe(204);
  expect((await change("grant-administrator")).status).toBe(204);
  later();
  expect(await access()).toBe(200);
  const scopes = "select scopes from api_keys where id = $1";
  expect((await gaffer.database.admin.query(scopes, [id])).rows).toEqual([{ scopes: ["jobs:read", "system:admin"] }]);
  expect((await change("revoke-administrator")).status).toBe(204);
  later();
  expect(await access()).toBe(403);
  await gaffer.database.admin.query("update api_keys set revoked_at = now() where id = $1", [id]);
  expect((await change("grant-administrator")).status).toBe(404);
});

test.each([
  ["GET", ""],
  ["PATCH", ""],
  ["POST", "/suspend"],
  ["POST", "/unsuspend"],
])("Operations on one organization › %s %s › are 404 for an unknown organization", async (method, path) => {
  const body = path === "/suspend" ? { reason: "a" } : method === "PATCH" ? {} : undefined;
  const answer = await ask(method, `/${crypto.randomUUID()}${path}`, body);
  expect(answer).toMatchObject({ status: 404, body: { detail: expect.stringContaining("The installation has no") } });
});

describe("Operations of the installation", () => {
  const operations = contractOperations.filter(({ scope }) => scope === "system:admin");

  test.each(operations)(
    "$id › refuses members, owners, keys without the scope and anonymous callers",
    async (operation) => {
      const url = pathOf(operation, {
        id: gaffer.org.orgId,
        plan: "free",
        userId: someFileId,
        name: "jobs:prune",
        keyId: "unknownKey12",
      });
      const status = async (as?: { apiKey: string }) => (await gaffer.request(operation.method, url, { as })).status;
      expect(await status(await gaffer.createMember("member"))).toBe(403);
      expect(await status(await gaffer.createMember("owner"))).toBe(403);
      expect(await status(await gaffer.createKey({ scopes: ["org:read", "org:own"] }))).toBe(403);
      expect(await status()).toBe(401);
    },
  );

  const revoke = "update api_keys set revoked_at = now() where id = $1";
  const changes = operations.filter(({ method }) => method !== "GET");

  const limits = { runningJobs: 1, share: 1, completedDays: 1, failedDays: 1, cancelledDays: 1, auditDays: 1 };
  const unlimited = { openJobs: null, schedules: null, storedBytes: null, fileBytes: null, requestsPerMinute: null };
  const bodies: Record<string, unknown> = {
    createPlan: { name: "created", ...limits, ...unlimited },
    updatePlan: { share: 2 },
    updateSystemOrg: { plan: "pro" },
    suspendOrg: { reason: "a" },
  };
  const events = async () =>
    (await gaffer.database.admin.query("select count(*)::int as events from audit_events")).rows[0].events;

  test.each(changes)(
    "$id › changes nothing when the caller loses the key or the session meanwhile",
    async (operation) => {
      const { orgId } = await gaffer.createOrg("Target");
      const url = pathOf(operation, {
        id: orgId,
        name: "jobs:prune",
        plan: "pro",
        userId: someFileId,
        keyId: "unknownKey12",
      });
      const send = (as: { apiKey: string }) => () =>
        gaffer.request(operation.method, url, {
          as,
          ...(bodies[operation.id] !== undefined && { body: bodies[operation.id] }),
        });
      const before = await events();
      const key = await gaffer.createKey();
      // The first request with a key writes its last use, which would wait for the lock.
      await gaffer.request("GET", "/v1/me", { as: key });
      expect((await lose(gaffer, send(key), revoke, key.apiKey.split("_")[1] as string)).status).toBe(401);
      const person = await gaffer.createPerson({ email: "operator@example.com" });
      expect(
        (await lose(gaffer, send(person), "delete from user_sessions where id = $1", person.sessionId)).status,
      ).toBe(401);
      await gaffer.database.admin.query("delete from users where id = $1", [person.userId]);
      expect(await events()).toBe(before);
    },
  );
});
