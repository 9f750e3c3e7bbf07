import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../contract/contract-operations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { createTeam, join, type Team } from "./teams.ts";

let gaffer: TestGaffer;
let team: Team;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());
beforeEach(async () => {
  team = await createTeam(gaffer);
});

type As = { apiKey: string };
const inTeam = (as: As, method: string, path = "", body?: unknown) =>
  gaffer.request(method, `/v1/orgs/${team.orgId}${path}`, { as, ...(body !== undefined && { body }) });
const update = (as: As, { userId }: { userId: string }, role: Role) =>
  inTeam(as, "PATCH", `/members/${userId}`, { role });
const remove = (as: As, { userId }: { userId: string }) => inTeam(as, "DELETE", `/members/${userId}`);
const leave = (as: As) => inTeam(as, "POST", "/leave");
const transfer = (as: As, userId: string) => inTeam(as, "POST", "/transfer", { userId });

/** The role of each member by name. */
async function roles(): Promise<Record<string, Role>> {
  const { body } = await inTeam(await keyOf(team.orgId), "GET", "/members");
  return Object.fromEntries(body.items.map(({ name, role }: { name: string; role: Role }) => [name, role]));
}

async function keyOf(orgId: string, scopes?: Parameters<TestGaffer["createKey"]>[0]): Promise<As> {
  return gaffer.createKey({ ...scopes, orgId });
}

const unchanged = { Olga: "owner", Ada: "admin", Max: "member", Vera: "viewer" };

test("Member operations › listMembers › returns name, address and role of all members, page by page", async () => {
  const { viewer, owner } = team;
  const { body } = await inTeam(viewer, "GET", "/members?limit=3");
  expect(body.items).toHaveLength(3);
  const rest = await inTeam(viewer, "GET", `/members?limit=3&cursor=${body.nextCursor}`);
  expect(rest.body.nextCursor).toBeNull();
  const all = [...body.items, ...rest.body.items];
  expect(new Set(all.map(({ userId }) => userId)).size).toBe(4);
  expect(all).toContainEqual({
    userId: owner.userId,
    name: "Olga",
    email: owner.email,
    role: "owner",
    joinedAt: expect.any(String),
  });
});

describe("Member operations › updateMember", () => {
  test("lets an admin make a viewer an admin, and the audit event has both roles", async () => {
    const { admin, viewer } = team;
    const { status, body } = await update(admin, viewer, "admin");
    expect({ status, role: body.role, name: body.name }).toEqual({ status: 200, role: "admin", name: "Vera" });
    expect((await inTeam(viewer, "GET", "/audit-events?action=updateMember")).body.items).toMatchObject([
      { target: { type: "member", id: viewer.userId }, details: { before: "viewer", after: "admin" } },
    ]);
  });

  test("doesn't let an admin change an owner, make one, or become one", async () => {
    const { owner, admin, member } = team;
    const answers = [
      await update(admin, owner, "viewer"),
      await update(admin, member, "owner"),
      await update(admin, admin, "owner"),
      await remove(admin, owner),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
    expect(answers[1]?.body.detail).toContain("owner");
    expect(await roles()).toEqual(unchanged);
  });

  test("lets an owner make a second one, who may lower the first", async () => {
    const { owner, member } = team;
    expect((await update(owner, member, "owner")).status).toBe(200);
    expect((await update(member, owner, "viewer")).status).toBe(200);
    expect(await roles()).toEqual({ ...unchanged, Max: "owner", Olga: "viewer" });
  });

  test("doesn't let any owner lower the last one", async () => {
    expect(await update(team.owner, team.owner, "admin")).toMatchObject({
      status: 409,
      body: { type: "/problems/last-owner", detail: expect.stringContaining("last owner") },
    });
    expect((await update(team.owner, team.owner, "owner")).status).toBe(200);
    expect(await roles()).toEqual(unchanged);
  });

  test("gives the same response for a member of another organization and an unknown user", async () => {
    const other = await createTeam(gaffer);
    const foreign = await update(team.owner, other.viewer, "admin");
    const unknown = await update(team.owner, { userId: crypto.randomUUID() }, "admin");
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
  });

  test("takes effect with the next request", async () => {
    const { owner, viewer } = team;
    expect((await inTeam(viewer, "GET", "/audit-events")).status).toBe(403);
    await update(owner, viewer, "admin");
    expect((await inTeam(viewer, "GET", "/audit-events")).status).toBe(200);
    await update(owner, viewer, "member");
    expect((await inTeam(viewer, "GET", "/audit-events")).status).toBe(403);
  });
});

describe("Member operations › removeMember", () => {
  test("removes access with the next request", async () => {
    const { admin, member } = team;
    expect((await inTeam(member, "GET", "/jobs")).status).toBe(200);
    expect((await remove(admin, member)).status).toBe(204);
    expect((await inTeam(member, "GET", "/jobs")).status).toBe(404);
    expect((await gaffer.request("GET", "/v1/orgs", { as: member })).body.items).toEqual([]);
    expect((await remove(admin, member)).status).toBe(404);
    const { items } = (await inTeam(admin, "GET", "/audit-events?action=removeMember")).body;
    expect(items).toMatchObject([{ target: { type: "member", id: member.userId }, details: { role: "member" } }]);
  });

  test("doesn't remove the last owner", async () => {
    expect((await remove(team.owner, team.owner)).status).toBe(409);
  });

  test("keeps the API keys that the member has created", async () => {
    const key = await keyOf(team.orgId);
    await gaffer.database.admin.query("update api_keys set created_by = $1 where id = $2", [
      `user:${team.admin.userId}`,
      key.apiKey.split("_")[1],
    ]);
    await remove(team.owner, team.admin);
    expect((await inTeam(key, "GET", "/jobs")).status).toBe(200);
  });
});

describe("Member operations › leaveOrg", () => {
  test.each(["admin", "member", "viewer"] as const)("removes the %s", async (role) => {
    expect((await leave(team[role])).status).toBe(204);
    expect((await inTeam(team[role], "GET", "")).status).toBe(404);
    expect((await leave(team[role])).status).toBe(404);
    const { items } = (await inTeam(team.owner, "GET", "/audit-events?action=leaveOrg")).body;
    expect(items).toMatchObject([{ target: { type: "member", id: team[role].userId }, details: { role } }]);
  });

  test("doesn't remove the last owner", async () => {
    const { owner, admin } = team;
    expect(await leave(owner)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("last owner") } });
    await update(owner, admin, "owner");
    expect((await leave(owner)).status).toBe(204);
    expect(await roles()).toEqual({ Ada: "owner", Max: "member", Vera: "viewer" });
  });

  test("is refused for API keys", async () => {
    expect((await leave(await keyOf(team.orgId))).status).toBe(403);
  });
});

describe("Member operations › transferOrg", () => {
  test("makes the other member an owner and the caller an admin", async () => {
    const { owner, viewer } = team;
    const { status, body } = await transfer(owner, viewer.userId);
    expect({ status, role: body.role }).toEqual({ status: 200, role: "admin" });
    expect(await roles()).toEqual({ ...unchanged, Olga: "admin", Vera: "owner" });
    expect((await transfer(owner, viewer.userId)).status).toBe(403);
    const { items } = (await inTeam(viewer, "GET", "/audit-events?action=transferOrg")).body;
    expect(items).toMatchObject([
      { target: { type: "organization", id: team.orgId }, details: { owner: viewer.userId } },
    ]);
  });

  test.each(["admin", "member", "viewer"] as const)("is refused for the %s", async (role) => {
    expect((await transfer(team[role], team[role].userId)).status).toBe(403);
  });

  test("is refused for an API key with any scopes", async () => {
    expect((await transfer(await keyOf(team.orgId), team.admin.userId)).status).toBe(403);
    expect(await roles()).toEqual(unchanged);
  });

  test("needs another member of the organization", async () => {
    const other = await createTeam(gaffer);
    const refused = async (userId: string) => {
      const { status, body } = await transfer(team.owner, userId);
      expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: "/userId" });
      return { ...body, requestId: "" };
    };
    await refused(team.owner.userId);
    expect(await refused(other.viewer.userId)).toEqual(await refused(crypto.randomUUID()));
  });
});

describe("Member operations › API key with members:write", () => {
  const scopes = { viewer: ["jobs:read", "files:read", "schedules:read", "org:read"] } as const;

  test("changes only members whose role's scopes it has", async () => {
    const { member, viewer } = team;
    const bare = await keyOf(team.orgId, { scopes: ["members:write"] });
    expect((await update(bare, viewer, "viewer")).status).toBe(403);
    expect((await remove(bare, viewer)).status).toBe(403);
    const able = await keyOf(team.orgId, { scopes: ["members:write", ...scopes.viewer] });
    expect((await update(able, viewer, "member")).body.detail).toContain("jobs:write");
    expect((await update(able, member, "viewer")).status).toBe(403);
    expect((await remove(able, viewer)).status).toBe(204);
  });

  test("makes, lowers and invites no owner, even with every scope", async () => {
    const { owner, admin } = team;
    const key = await keyOf(team.orgId);
    await update(owner, admin, "owner");
    expect((await update(key, admin, "viewer")).status).toBe(403);
    expect((await update(key, team.member, "owner")).status).toBe(403);
    expect((await remove(key, admin)).status).toBe(403);
    const invitation = { email: "new@example.com", role: "owner" };
    expect((await inTeam(key, "POST", "/invitations", invitation)).status).toBe(403);
    expect((await update(key, team.member, "admin")).status).toBe(200);
  });
});

test("Member operations › roles of a user › differ by organization", async () => {
  const other = await createTeam(gaffer);
  const person: TestPerson = team.viewer;
  await join(gaffer, { orgId: other.orgId, owner: other.owner, person, role: "admin" });
  const events = (orgId: string) => gaffer.request("GET", `/v1/orgs/${orgId}/audit-events`, { as: person });
  expect((await events(team.orgId)).status).toBe(403);
  expect((await events(other.orgId)).status).toBe(200);
});
