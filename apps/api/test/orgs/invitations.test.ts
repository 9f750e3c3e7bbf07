import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../contract/contract-operations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { createTeam, type Team, tokenFor } from "./teams.ts";

const dayMs = 24 * 60 * 60 * 1000;

let gaffer: TestGaffer;
let clock: Date;
let mailFails = false;
let team: Team;
let guest: TestPerson;
beforeAll(async () => {
  clock = new Date("2026-11-20T12:00:00.000Z");
  gaffer = await startTestGaffer({
    peopleStay: true,
    role: "api",
    now: () => clock,
    async sendMail() {
      if (mailFails) throw new Error("no route to the mail server");
    },
  });
});
afterAll(() => gaffer.stop());
beforeEach(async () => {
  mailFails = false;
  team = await createTeam(gaffer);
  guest = await gaffer.createPerson({ name: "Gus" });
});

const url = () => `/v1/orgs/${team.orgId}/invitations`;
const invite = (as: TestPerson, role: Role, email = guest.email) =>
  gaffer.request("POST", url(), { as, body: { email, role } });
const list = async (as = team.owner) => (await gaffer.request("GET", url(), { as })).body.items;
const revoke = (as: TestPerson, id: string) => gaffer.request("DELETE", `${url()}/${id}`, { as });
const find = (as: TestPerson, token: string) => gaffer.request("POST", "/v1/invitations/find", { as, body: { token } });
const accept = (as: TestPerson, token: string) =>
  gaffer.request("POST", "/v1/invitations/accept", { as, body: { token } });
const token = () => tokenFor(gaffer, guest.email);

describe("Invitation operations › createInvitation", () => {
  test("mails a link to the invited address, and returns everything except the token", async () => {
    const { status, body } = await invite(team.admin, "member");
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      email: guest.email,
      role: "member",
      createdBy: `user:${team.admin.userId}`,
      createdAt: clock.toISOString(),
      expiresAt: new Date(clock.getTime() + 7 * dayMs).toISOString(),
    });
    expect(await list(team.viewer)).toEqual([body]);
    const mail = gaffer.mail.mails.at(-1);
    expect(mail).toMatchObject({ to: guest.email, subject: "Invitation to Acme" });
    expect(mail?.text).toContain(token());
  });

  test("keeps a name with line breaks on one line of the mail", async () => {
    const body = { name: "Acme\r\nBcc: everybody@example.com" };
    await gaffer.request("PATCH", `/v1/orgs/${team.orgId}`, { as: team.owner, body });
    await invite(team.owner, "viewer");
    expect(gaffer.mail.mails.at(-1)?.subject).toBe("Invitation to Acme Bcc: everybody@example.com");
  });

  test.each(["member", "viewer"] as const)("is refused for the %s", async (role) => {
    expect((await invite(team[role], "viewer")).status).toBe(403);
  });

  test("is refused for an admin who invites an owner", async () => {
    expect((await invite(team.admin, "owner")).status).toBe(403);
    expect((await invite(team.owner, "owner")).status).toBe(201);
    // An admin also can't revoke or replace an invitation with the role owner.
    const [{ id }] = await list();
    expect((await revoke(team.admin, id)).status).toBe(403);
    expect((await invite(team.admin, "viewer")).status).toBe(403);
    expect(await list()).toMatchObject([{ id, role: "owner" }]);
  });

  test("replaces an earlier invitation of the same address, in any case", async () => {
    await invite(team.owner, "viewer");
    const first = token();
    await invite(team.owner, "member", guest.email.toUpperCase());
    expect(await list()).toMatchObject([{ email: guest.email, role: "member" }]);
    expect((await accept(guest, first)).status).toBe(404);
    expect((await accept(guest, token())).body.role).toBe("member");
  });

  test("is refused for an existing member", async () => {
    const answer = await invite(team.admin, "viewer", team.member.email.toUpperCase());
    expect(answer).toMatchObject({ status: 409, body: { type: "/problems/already-member" } });
    expect(await list()).toEqual([]);
  });

  test.each(["", "ada", "ada@", "a b@example.com", "a@b@example.com", "a,b@example.com", "ada@example.com\r\n"])(
    "refuses the address %j",
    async (email) => {
      const answer = await invite(team.owner, "viewer", email);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/email" }] } });
    },
  );

  test("says when the mail can't be sent, and succeeds when it is repeated", async () => {
    mailFails = true;
    const answer = await invite(team.owner, "viewer");
    expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining("mail") } });
    mailFails = false;
    expect((await invite(team.owner, "viewer")).status).toBe(201);
    expect((await accept(guest, token())).status).toBe(200);
  });
});

describe("Invitation operations › findInvitation", () => {
  test("returns the organization and role, and changes nothing", async () => {
    const { body } = await invite(team.owner, "member");
    const { orgId } = team;
    const expected = { orgId, orgName: "Acme", role: "member", expiresAt: body.expiresAt };
    expect((await find(guest, token())).body).toEqual(expected);
    expect((await find(guest, token())).body).toEqual(expected);
    expect((await gaffer.request("GET", `/v1/orgs/${orgId}`, { as: guest })).status).toBe(404);
  });
});

describe("Invitation operations › acceptInvitation", () => {
  test("makes the user a member, once", async () => {
    await invite(team.admin, "member");
    const { status, body } = await accept(guest, token());
    expect({ status, id: body.id, role: body.role }).toEqual({ status: 200, id: team.orgId, role: "member" });
    expect(await list()).toEqual([]);
    expect((await accept(guest, token())).status).toBe(404);
    const members = await gaffer.request("GET", `/v1/orgs/${team.orgId}/members`, { as: guest });
    expect(members.body.items).toContainEqual(expect.objectContaining({ userId: guest.userId, role: "member" }));
  });

  test("accepts the address in any case", async () => {
    const person = await gaffer.createPerson({ email: "Grace.Hopper@Example.com" });
    await invite(team.owner, "viewer", "grace.HOPPER@example.com");
    expect((await accept(person, tokenFor(gaffer, person.email))).status).toBe(200);
  });

  test("gives the same response for an unknown, expired, revoked, used, replaced or foreign invitation", async () => {
    const refusals: unknown[] = [];
    const refused = async (as: TestPerson, presented: string) => {
      for (const answer of [await find(as, presented), await accept(as, presented)]) {
        expect(answer.status).toBe(404);
        refusals.push({ ...answer.body, requestId: "" });
      }
    };
    await refused(guest, "x".repeat(43));
    await invite(team.owner, "viewer");
    await refused(team.viewer, token());
    await refused(await gaffer.createPerson(), token());
    const [{ id }] = await list();
    await revoke(team.owner, id);
    await refused(guest, token());
    await invite(team.owner, "viewer");
    clock = new Date(clock.getTime() + 7 * dayMs);
    await refused(guest, token());
    await invite(team.owner, "viewer");
    await accept(guest, token());
    await refused(guest, token());
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  });

  test("works until the last moment", async () => {
    await invite(team.owner, "viewer");
    clock = new Date(clock.getTime() + 7 * dayMs - 1);
    expect((await accept(guest, token())).status).toBe(200);
  });

  test("keeps the role of a user who has become a member in the meantime", async () => {
    await invite(team.owner, "viewer");
    await gaffer.database.admin.query("insert into memberships values ($1, $2, 'admin', now())", [
      team.orgId,
      guest.userId,
    ]);
    expect((await accept(guest, token())).body.type).toBe("/problems/already-member");
    expect((await gaffer.request("GET", `/v1/orgs/${team.orgId}`, { as: guest })).body.role).toBe("admin");
  });

  test("is refused for API keys", async () => {
    await invite(team.owner, "viewer");
    const answer = await gaffer.request("POST", "/v1/invitations/accept", { as: gaffer.org, body: { token: token() } });
    expect(answer.status).toBe(403);
  });
});

describe("Invitation operations › revokeInvitation", () => {
  test("revokes the invitation, and the audit event has the address", async () => {
    const { body } = await invite(team.owner, "viewer");
    expect((await revoke(team.admin, body.id)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await revoke(team.admin, body.id)).status).toBe(404);
    const events = await gaffer.request("GET", `/v1/orgs/${team.orgId}/audit-events?action=revokeInvitation`, {
      as: team.admin,
    });
    expect(events.body.items).toMatchObject([
      { target: { type: "invitation", id: body.id }, details: { email: guest.email } },
    ]);
  });

  test("gives the same response for an unknown invitation and one of another organization", async () => {
    const { body } = await invite(team.owner, "viewer");
    team = await createTeam(gaffer);
    const foreign = await revoke(team.owner, body.id);
    const unknown = await revoke(team.owner, crypto.randomUUID());
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
  });
});

describe("Invitation operations › listInvitations", () => {
  test("lists unused invitations, including expired ones, newest first, page by page", async () => {
    for (const name of ["a", "b", "c"]) {
      await invite(team.owner, "viewer", `${name}-${guest.email}`);
      clock = new Date(clock.getTime() + 3 * dayMs);
    }
    const first = (await gaffer.request("GET", `${url()}?limit=2`, { as: team.viewer })).body;
    expect(first.items).toMatchObject([{ email: `c-${guest.email}` }, { email: `b-${guest.email}` }]);
    const rest = (await gaffer.request("GET", `${url()}?limit=2&cursor=${first.nextCursor}`, { as: team.viewer })).body;
    expect(rest).toMatchObject({ items: [{ email: `a-${guest.email}` }], nextCursor: null });
  });
});
