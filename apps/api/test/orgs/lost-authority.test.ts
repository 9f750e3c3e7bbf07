/** Callers who lose their authority after the request was authorized and before its transaction makes the change. */

import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { tokenIn } from "../harness/test-people.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

type Asker = { apiKey: string };
type Send = (as: Asker) => Promise<Answer>;

const path = () => `/v1/orgs/${gaffer.org.orgId}`;
const send = (method: string, url: string, body?: unknown): Send => {
  return (as) => gaffer.request(method, path() + url, { as, ...(body !== undefined && { body }) });
};

const newKey = { name: "new", scopes: ["jobs:read"] };
const createKey = async () => (await gaffer.inOrg("POST", "/api-keys", newKey)).body.apiKey.id;
const member = async () => (await gaffer.createMember("viewer")).userId;
const guest = () => ({ email: `${crypto.randomUUID()}@example.com`, role: "viewer" });

/** Operations that change access, each with an object to change. */
const changes: Record<string, () => Promise<Send>> = {
  createApiKey: async () => send("POST", "/api-keys", newKey),
  rotateApiKey: async () => send("POST", `/api-keys/${await createKey()}/rotate`, {}),
  revokeApiKey: async () => send("DELETE", `/api-keys/${await createKey()}`),
  createInvitation: async () => send("POST", "/invitations", guest()),
  revokeInvitation: async () =>
    send("DELETE", `/invitations/${(await gaffer.inOrg("POST", "/invitations", guest())).body.id}`),
  updateMember: async () => send("PATCH", `/members/${await member()}`, { role: "member" }),
  removeMember: async () => send("DELETE", `/members/${await member()}`),
  transferOrg: async () => send("POST", "/transfer", { userId: await member() }),
  leaveOrg: async () => send("POST", "/leave"),
};
const names = Object.keys(changes);
const forPeople = ["transferOrg", "leaveOrg"];

/**
 * Sends the request, runs `statement` while the request's transaction waits for the locked organization, and releases
 * the lock.
 */
async function lose(request: () => Promise<Answer>, statement: string, ...values: unknown[]): Promise<Answer> {
  const holder = new pg.Client({ connectionString: gaffer.database.url, options: "-c search_path=gaffer" });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("begin");
  await holder.query("select from orgs for update");
  const answer = request();
  const waiting =
    "select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_api' and wait_event_type = 'Lock'";
  while ((await gaffer.database.admin.query(waiting)).rowCount === 0) await new Promise(setImmediate);
  await gaffer.database.admin.query(statement, values);
  const before = await countEvents();
  await holder.query("commit");
  const answered = await answer;
  expect(await countEvents()).toBe(before);
  return answered;
}

const countEvents = async () =>
  (await gaffer.database.admin.query("select count(*)::int as events from audit_events")).rows[0].events;

const owner = () => gaffer.createMember("owner");

describe.each(names)("lockCaller › transaction of %s", (name) => {
  const prepare = changes[name] as () => Promise<Send>;

  if (!forPeople.includes(name))
    test("refuses a revoked key", async () => {
      const change = await prepare();
      const key = await gaffer.createKey();
      const revoke = "update api_keys set revoked_at = now() where id = $1";
      expect((await lose(() => change(key), revoke, key.apiKey.split("_")[1])).status).toBe(401);
    });

  if (!forPeople.includes(name))
    test("refuses a key with fewer scopes", async () => {
      const change = await prepare();
      const key = await gaffer.createKey();
      const lower = "update api_keys set scopes = '{jobs:read}' where id = $1";
      expect((await lose(() => change(key), lower, key.apiKey.split("_")[1])).status).toBe(403);
    });

  test("refuses a removed member", async () => {
    const [change, person] = [await prepare(), await owner()];
    const remove = "delete from memberships where user_id = $1";
    expect((await lose(() => change(person), remove, person.userId)).status).toBe(404);
  });

  if (name !== "leaveOrg")
    test("refuses a member with a lower role", async () => {
      const [change, person] = [await prepare(), await owner()];
      const lower = "update memberships set role = 'viewer' where user_id = $1";
      expect((await lose(() => change(person), lower, person.userId)).status).toBe(403);
    });

  test("refuses a signed-out user", async () => {
    const [change, person] = [await prepare(), await owner()];
    const signOut = "delete from user_sessions where id = $1";
    expect((await lose(() => change(person), signOut, person.sessionId)).status).toBe(401);
  });
});

test("lockCredential › acceptInvitation › refuses a user who has signed out", async () => {
  const person = await gaffer.createPerson();
  await gaffer.inOrg("POST", "/invitations", { email: person.email, role: "viewer" });
  const body = { token: tokenIn(await gaffer.mail.waitFor(person.email)) };
  const accept = () => gaffer.request("POST", "/v1/invitations/accept", { as: person, body });
  const signOut = "delete from user_sessions where id = $1";
  expect((await lose(accept, signOut, person.sessionId)).status).toBe(401);
});

test("lockCaller › revocation › waits for a change that has begun", async () => {
  const key = await gaffer.createKey();
  const id = key.apiKey.split("_")[1];
  const holder = new pg.Client({ connectionString: gaffer.database.url, options: "-c search_path=gaffer" });
  await holder.connect();
  onTestFinished(() => holder.end());
  // The create waits at its audit event, after its transaction has locked the row of its caller.
  await holder.query("begin");
  await holder.query("lock table audit_events in exclusive mode");
  const created = send("POST", "/api-keys", newKey)(key);
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query not like 'update%'";
  while ((await gaffer.database.admin.query(waiting)).rowCount === 0) await new Promise(setImmediate);
  const locked = gaffer.database.admin.query("select from api_keys where id = $1 for update nowait", [id]);
  await expect(locked).rejects.toMatchObject({ code: "55P03" });
  await holder.query("commit");
  expect((await created).status).toBe(201);
});

test("lockCaller › without row-level security › uses the organization in its query", async () => {
  const { admin } = gaffer.database;
  await admin.query("alter table memberships disable row level security");
  onTestFinished(async () => void (await admin.query("alter table memberships enable row level security")));
  const person = await owner();
  const { orgId: other } = await gaffer.createOrg("other");
  await admin.query("insert into memberships values ($1, $2, 'owner', now())", [other, person.userId]);
  const remove = "delete from memberships where user_id = $1 and org_id <> $2";
  const invite = send("POST", "/invitations", guest());
  expect((await lose(() => invite(person), remove, person.userId, other)).status).toBe(404);
});
