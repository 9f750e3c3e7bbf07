/** The users that the database shows to a caller: those of the caller's organizations only. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, withOrg, withPerson } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { createMember, createPerson, type TestPerson } from "../harness/test-people.ts";

let database: TestDatabase;
let pool: pg.Pool;
let mine: string;
let theirs: string;
let me: TestPerson;
let them: TestPerson;

beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_api", { max: 2 });
  const createOrg = (name: string) =>
    createOrgWithKey(pool, new Date(), { org: name, email: `${name}@example.com`, key: name });
  [mine, theirs] = [(await createOrg("mine")).orgId, (await createOrg("theirs")).orgId];
  [me, them] = [
    await createMember(database, new Date(), { orgId: mine, role: "viewer" }),
    await createMember(database, new Date(), { orgId: theirs, role: "viewer" }),
  ];
  for (const orgId of [mine, theirs])
    await database.admin.query(
      `insert into invitations values ($1, gen_random_uuid(), 'a@example.com', 'viewer', sha256($2), 'system', now(), now())`,
      [orgId, `token of ${orgId}`],
    );
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const emails = "select email from users order by email";
const rowsIn = async (rows: Promise<pg.QueryResult>) => (await rows).rows;

describe("User isolation › table users", () => {
  test("shows an organization its members only, whatever the query", async () => {
    const seen = await rowsIn(withOrg(pool, mine, ({ sql }) => sql(emails)));
    expect(seen.map(({ email }) => email).sort()).toEqual(["mine@example.com", me.email].sort());
    const asked = [them.email, them.userId];
    const lookUp = "select id from users where email = $1 or id = $2";
    expect(await rowsIn(withOrg(pool, mine, ({ sql }) => sql(lookUp, asked)))).toEqual([]);
  });

  test("shows a user without organizations to that user only", async () => {
    const loner = await createPerson(database, new Date());
    for (const orgId of [mine, theirs]) {
      const rows = await rowsIn(withOrg(pool, orgId, ({ sql }) => sql(emails)));
      expect(rows).not.toContainEqual({ email: loner.email });
    }
    const self = await rowsIn(withPerson(pool, { userId: loner.userId }, ({ sql }) => sql(emails)));
    expect(self).toEqual([{ email: loner.email }]);
  });

  test("shows no rows outside of such a transaction, nor in the connection's next one", async () => {
    await withPerson(pool, { userId: me.userId }, ({ sql }) => sql(emails));
    for (let i = 0; i < 4; i++) expect((await pool.query(emails)).rows).toEqual([]);
    expect(await rowsIn(inTransaction(pool, "set local app.user_id = ''", ({ sql }) => sql(emails)))).toEqual([]);
  });

  test.each(["select created_at from users", "delete from users", "update users set name = 'b'"])(
    "refuses %s",
    async (statement) => {
      const refused = withPerson(pool, { userId: me.userId }, ({ sql }) => sql(statement));
      await expect(refused).rejects.toMatchObject({ code: "42501" });
    },
  );
});

describe("User isolation › transaction of a user", () => {
  const asMe = (statement: string) => withPerson(pool, { userId: me.userId }, ({ sql }) => sql(statement));

  test("shows the user's memberships, and nothing else of those organizations", async () => {
    const memberships = await rowsIn(asMe("select org_id, user_id from memberships"));
    expect(memberships).toEqual([{ org_id: mine, user_id: me.userId }]);
    for (const table of ["orgs", "jobs", "files", "api_keys", "invitations"])
      expect(await rowsIn(asMe(`select * from ${table}`)), table).toEqual([]);
  });

  test("can't change memberships", async () => {
    expect((await asMe("update memberships set role = 'owner'")).rowCount).toBe(0);
    expect((await asMe("delete from memberships")).rowCount).toBe(0);
    await expect(
      asMe(`insert into memberships values ('${theirs}', '${me.userId}', 'owner', now())`),
    ).rejects.toMatchObject({
      code: "42501",
    });
  });

  test.each(["", "me", "'; select 1 --"])("isn't opened for the id %j", (userId) => {
    expect(() => withPerson(pool, { userId }, async () => {})).toThrow("not a user's id");
  });
});

test("User isolation › hash of an invitation's token › shows this invitation, read-only", async () => {
  const hash = async (token: string) =>
    (await database.admin.query("select sha256($1::text::bytea) as hash", [token])).rows[0].hash as Buffer;
  const tokenHash = await hash(`token of ${theirs}`);
  const present = (statement: string, presented = tokenHash) =>
    withPerson(pool, { userId: me.userId, tokenHash: presented }, ({ sql }) => sql(statement));
  expect(await rowsIn(present("select org_id from invitations"))).toEqual([{ org_id: theirs }]);
  expect((await present("delete from invitations")).rowCount).toBe(0);
  expect(await rowsIn(present("select org_id from invitations", await hash("another")))).toEqual([]);
});
