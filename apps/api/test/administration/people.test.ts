/** Users as administrators of the installation find them, and how administrators are made and revoked. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { lose } from "./lose.ts";

type Person = Schemas["SystemPerson"];

const bySetting = "root@example.com";
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { adminEmails: [bySetting] } });
});
afterAll(() => gaffer.stop());
beforeEach(() => gaffer.database.admin.query("update users set administrator = false"));

const ask = (method: string, path: string, as: { apiKey: string } = gaffer.org) =>
  gaffer.request(method, `/v1/system/people${path}`, { as });
const list = async (query: string): Promise<Person[]> => (await ask("GET", `?${query}`)).body.items;
const grant = (person: TestPerson, as?: { apiKey: string }) => ask("POST", `/${person.userId}/grant-administrator`, as);
const revoke = (person: TestPerson, as?: { apiKey: string }) =>
  ask("POST", `/${person.userId}/revoke-administrator`, as);
/** The status of an operation for administrators. */
const access = async (as: TestPerson) => (await ask("GET", "?limit=1", as)).status;

describe("listSystemPeople", () => {
  test("finds users by a part of their name or address, and by the start of their id", async () => {
    const ada = await gaffer.createPerson({ name: "Ada of 50% Lovelace", email: "ada@find.example.com" });
    await gaffer.createPerson({ name: "Grace", email: "grace@find.example.com" });
    const names = async (query: string) => (await list(query)).map(({ name }) => name);
    expect(await names("q=50%25")).toEqual(["Ada of 50% Lovelace"]);
    expect(await names("q=FIND.example")).toEqual(["Grace", "Ada of 50% Lovelace"]);
    expect(await names(`q=${ada.userId}`)).toEqual(["Ada of 50% Lovelace"]);
    expect(await names("q=nothing")).toEqual([]);
    const first = (await ask("GET", "?q=find&limit=1")).body;
    expect(await names(`q=find&limit=1&cursor=${first.nextCursor}`)).toEqual(["Ada of 50% Lovelace"]);
  });

  test("finds administrators by the setting and by grant, but none with an unconfirmed address", async () => {
    const granted = await gaffer.createPerson({ name: "Granted" });
    await gaffer.createPerson({ email: bySetting, emailVerified: false, name: "Unconfirmed" });
    await grant(granted);
    const found = await list("only=administrators");
    expect(found.map(({ name, administrator }) => [name, administrator])).toEqual([["Granted", "grant"]]);
    await gaffer.database.admin.query("update users set email_verified = true where email = $1", [bySetting]);
    expect((await list("only=administrators")).map(({ administrator }) => administrator)).toEqual(["setting", "grant"]);
    await gaffer.database.admin.query("update users set email_verified = false where email = $1", [bySetting]);
  });
});

test("getSystemPerson › shows the organizations of the user with the role in each", async () => {
  const [first, second] = [await gaffer.createOrg("First"), await gaffer.createOrg("Second")];
  const person = await gaffer.createMember("viewer", first.orgId);
  await gaffer.database.admin.query("insert into memberships values ($1, $2, 'owner', now())", [
    second.orgId,
    person.userId,
  ]);
  const { body } = await ask("GET", `/${person.userId}`);
  expect(body).toMatchObject({
    id: person.userId,
    email: person.email,
    administrator: null,
    orgs: 2,
    memberships: [
      { orgId: second.orgId, orgName: "Second", role: "owner" },
      { orgId: first.orgId, orgName: "First", role: "viewer" },
    ],
  });
  expect((await ask("GET", `/${crypto.randomUUID()}`)).status).toBe(404);
  expect((await ask("POST", `/${crypto.randomUUID()}/grant-administrator`)).status).toBe(404);
});

describe("grantAdministrator and revokeAdministrator", () => {
  test("give and take access with the next request, also in the session's own view", async () => {
    const [person, other] = [await gaffer.createPerson(), await gaffer.createPerson()];
    await grant(other);
    expect(await access(person)).toBe(403);
    expect(await grant(person)).toMatchObject({ status: 200, body: { administrator: "grant" } });
    expect(await access(person)).toBe(200);
    expect((await gaffer.request("GET", "/v1/me", { as: person })).body.person.administrator).toBe(true);
    expect(await revoke(person, other)).toMatchObject({ status: 200, body: { administrator: null } });
    expect(await access(person)).toBe(403);
  });

  test("keep the last administrator", async () => {
    const [first, second] = [await gaffer.createPerson(), await gaffer.createPerson()];
    await grant(first);
    expect(await revoke(first)).toMatchObject({ status: 409, body: { type: "/problems/last-administrator" } });
    expect(await access(first)).toBe(200);
    await grant(second);
    expect((await revoke(first)).status).toBe(200);
    expect((await revoke(first)).status).toBe(200);
    expect((await revoke(second)).status).toBe(409);
  });

  test("keep one of two administrators who revoke each other at once", async () => {
    const [first, second] = [await gaffer.createPerson(), await gaffer.createPerson()];
    await grant(first);
    await grant(second);
    const answers = await Promise.all([revoke(first, second), revoke(second, first)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([await access(first), await access(second)].toSorted()).toEqual([200, 403]);
  });

  test("don't revoke an administrator by the setting", async () => {
    const root = await gaffer.createPerson({ email: "other-root@example.com" });
    const installation = await startTestGaffer({
      role: "api",
      database: gaffer.database,
      config: { adminEmails: ["other-root@example.com"] },
    });
    const answer = await installation.request("POST", `/v1/system/people/${root.userId}/revoke-administrator`, {
      as: gaffer.org,
    });
    expect(answer).toMatchObject({ status: 409, body: { type: "/problems/administrator-by-setting" } });
    await installation.stop();
  });

  test("change nothing for a caller whose grant is revoked meanwhile", async () => {
    const [caller, person] = [await gaffer.createPerson(), await gaffer.createPerson()];
    await grant(caller);
    const statement = "update users set administrator = false where id = $1";
    expect((await lose(gaffer, () => grant(person, caller), statement, caller.userId)).status).toBe(403);
    expect((await ask("GET", `/${person.userId}`)).body.administrator).toBeNull();
  });

  test("are the only way: the roles that create users create no administrator", async () => {
    for (const role of ["gaffer_api", "gaffer_auth"] as const) {
      const pool = createPool(gaffer.database.url, role, { max: 1 });
      const insert = pool.query(
        "insert into users (id, email, name, administrator, created_at) values (gen_random_uuid(), $1, 'a', true, now())",
        [`${role}@example.com`],
      );
      await expect(insert, role).rejects.toMatchObject({ code: "42501" });
      const update = pool.query("update users set administrator = true");
      await expect(update, role).rejects.toMatchObject({ code: "42501" });
      await pool.end();
    }
  });
});
