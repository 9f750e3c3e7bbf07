/** Pairs of concurrent requests that together would leave an organization without an owner, in both orders. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { createTeam, type Team, tokenFor } from "./teams.ts";

let gaffer: TestGaffer;
let team: Team;
/** A second owner of the organization. */
let second: TestPerson;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());
beforeEach(async () => {
  team = await createTeam(gaffer);
  second = await gaffer.createMember("owner", team.orgId);
});

type Send = () => Promise<Answer>;
const inTeam =
  (as: TestPerson, method: string, path: string, body?: unknown): Send =>
  () =>
    gaffer.request(method, `/v1/orgs/${team.orgId}${path}`, { as, ...(body !== undefined && { body }) });
const leave = (as: TestPerson) => inTeam(as, "POST", "/leave");
const lower = (as: TestPerson, { userId }: TestPerson) => inTeam(as, "PATCH", `/members/${userId}`, { role: "viewer" });
const remove = (as: TestPerson, { userId }: TestPerson) => inTeam(as, "DELETE", `/members/${userId}`);
const transfer = (as: TestPerson, { userId }: TestPerson) => inTeam(as, "POST", "/transfer", { userId });

async function owners(): Promise<string[]> {
  const text = "select user_id from memberships where org_id = $1 and role = 'owner'";
  return (await gaffer.database.admin.query(text, [team.orgId])).rows.map(({ user_id }) => user_id);
}

/** The number of transactions that wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await gaffer.database.admin.query(
    "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0].waiting;
}

/**
 * Holds the lock of the organization until all requests wait for the lock, in the order of `sends`. Then the requests
 * run in this order. Returns the status of each response.
 */
async function atOnce(...sends: Send[]): Promise<number[]> {
  const client = await gaffer.database.admin.connect();
  await client.query("begin");
  await client.query("select from orgs where id = $1 for no key update", [team.orgId]);
  const answers: Promise<Answer>[] = [];
  let answered = 0;
  for (const send of sends) {
    answers.push(send().finally(() => answered++));
    // The loop ends when all sent requests wait or have a response. A response means that its request didn't wait,
    // which fails the test.
    while ((await waiting()) + answered < answers.length);
  }
  await client.query("commit");
  client.release();
  return (await Promise.all(answers)).map(({ status }) => status);
}

/** Pairs of requests with the expected status of the first and the second. */
const pairs: Record<string, [() => [Send, Send], [number, number]]> = {
  "two owners leave": [() => [leave(team.owner), leave(second)], [204, 409]],
  "one leaves while the other lowers themselves": [() => [leave(team.owner), lower(second, second)], [204, 409]],
  "one lowers themselves while the other leaves": [() => [lower(second, second), leave(team.owner)], [200, 409]],
  "each lowers the other": [() => [lower(team.owner, second), lower(second, team.owner)], [200, 403]],
  "each removes the other": [() => [remove(team.owner, second), remove(second, team.owner)], [204, 404]],
  "one leaves while the other removes them": [() => [leave(team.owner), remove(second, team.owner)], [204, 404]],
  "one is lowered while they leave": [() => [lower(second, team.owner), leave(team.owner)], [200, 204]],
  "one leaves while lowering the other": [() => [leave(team.owner), lower(team.owner, second)], [204, 404]],
  "one lowers the other and leaves": [() => [lower(team.owner, second), leave(team.owner)], [200, 409]],
  "one transfers to a member who leaves": [() => [leave(team.viewer), transfer(second, team.viewer)], [204, 422]],
  "one transfers to a member who is removed": [
    () => [transfer(second, team.viewer), remove(team.admin, team.viewer)],
    [200, 403],
  ],
};

describe.each(Object.entries(pairs))("Last owner › %s", (_, [requests, expected]) => {
  test("at the same moment leaves an owner", async () => {
    expect(await atOnce(...requests())).toEqual(expected);
    expect((await owners()).length).toBeGreaterThan(0);
  });
});

test("Last owner › role that was just lost › has no effect in a waiting request", async () => {
  const { owner, admin, viewer } = team;
  expect(await atOnce(lower(owner, admin), remove(admin, viewer))).toEqual([200, 403]);
  const promote = inTeam(second, "PATCH", `/members/${viewer.userId}`, { role: "owner" });
  expect(await atOnce(remove(owner, second), promote)).toEqual([204, 404]);
  expect(await owners()).toEqual([owner.userId]);
});

describe("Last owner › invitation", () => {
  const url = (path: string) => `/v1/orgs/${team.orgId}${path}`;
  let guest: TestPerson;
  let accept: Send;
  let id: string;
  beforeEach(async () => {
    guest = await gaffer.createPerson();
    const body = { email: guest.email, role: "viewer" };
    id = (await gaffer.request("POST", url("/invitations"), { as: team.owner, body })).body.id;
    const token = tokenFor(gaffer, guest.email);
    accept = () => gaffer.request("POST", "/v1/invitations/accept", { as: guest, body: { token } });
  });

  test("that is accepted twice at once adds one membership and one event", async () => {
    expect(await atOnce(accept, accept)).toEqual([200, 404]);
    const { body } = await gaffer.request("GET", url("/audit-events?action=acceptInvitation"), { as: team.owner });
    const events = body.items.filter(({ target }: { target: { id: string } }) => target.id === guest.userId);
    expect(events).toHaveLength(1);
  });

  test("that is replaced while it is accepted is either accepted or replaced", async () => {
    const again = inTeam(team.owner, "POST", "/invitations", { email: guest.email, role: "admin" });
    expect(await atOnce(again, accept)).toEqual([201, 404]);
    const token = tokenFor(gaffer, guest.email);
    accept = () => gaffer.request("POST", "/v1/invitations/accept", { as: guest, body: { token } });
    expect(await atOnce(accept, again)).toEqual([200, 409]);
  });

  test("that is created twice at once exists once", async () => {
    const again = inTeam(team.owner, "POST", "/invitations", { email: guest.email, role: "member" });
    expect(await atOnce(again, again)).toEqual([201, 201]);
    const { body } = await gaffer.request("GET", url("/invitations"), { as: team.owner });
    expect(body.items).toHaveLength(1);
    expect(body.items[0].id).not.toBe(id);
  });
});

test("Last owner › lock on the organization › doesn't block the creation of jobs", async () => {
  const client = await gaffer.database.admin.connect();
  await client.query("begin");
  await client.query("select from orgs where id = $1 for no key update", [team.orgId]);
  const body = { type: "file:profile", input: { fileId: crypto.randomUUID() } };
  expect((await gaffer.request("POST", `/v1/orgs/${team.orgId}/jobs`, { as: team.member, body })).status).toBe(201);
  await client.query("rollback");
  client.release();
});
