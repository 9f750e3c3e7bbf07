import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assertTenantRole, createPool } from "../../src/db/pools.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

/** Roles belong to the whole cluster, so each test run has a role name of its own. */
const roleName = `gaffer_test_${crypto.randomUUID().replaceAll("-", "")}`;

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_api", { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe("API role › connection of the API's pool", () => {
  test("works as gaffer_api", async () => {
    const { rows } = await pool.query("select current_user as role, current_schema() as schema");
    expect(rows).toEqual([{ role: "gaffer_api", schema: "gaffer" }]);
  });

  test("has time limits", async () => {
    const { rows } = await pool.query(
      "select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle",
    );
    expect(rows).toEqual([{ statement: "15s", idle: "10s" }]);
  });
});

describe.each(["gaffer_api", "gaffer_worker", "gaffer_auth"])("API role › role %s", (role) => {
  test("is no superuser, doesn't bypass row-level security, creates no roles and can't log in", async () => {
    const { rows } = await database.admin.query(
      `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin as powerful
         from pg_roles where rolname = $1`,
      [role],
    );
    expect(rows).toEqual([{ powerful: false }]);
  });

  test("owns nothing and is a member of nothing", async () => {
    const { rows } = await database.admin.query(
      `select 'relation ' || relname as name from pg_class where pg_get_userbyid(relowner) = $1
       union all select 'function ' || proname from pg_proc where pg_get_userbyid(proowner) = $1
       union all select 'schema ' || nspname from pg_namespace where pg_get_userbyid(nspowner) = $1
       union all select 'role ' || pg_get_userbyid(roleid) from pg_auth_members where pg_get_userbyid(member) = $1`,
      [role],
    );
    expect(rows).toEqual([]);
  });

  test("can't create tables or switch row-level security off", async () => {
    const { rows } = await database.admin.query(
      `select has_schema_privilege($1, 'gaffer', 'create') or has_schema_privilege($1, 'gaffer_queue', 'create') as create,
              bool_or(has_table_privilege($1, c.oid, 'truncate, trigger, references')) as further
         from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in ('gaffer'::regnamespace, 'gaffer_queue'::regnamespace)`,
      [role],
    );
    expect(rows).toEqual([{ create: false, further: false }]);
  });
});

/** The privileges of a role by table. */
async function rightsOf(role: string): Promise<Record<string, string>> {
  const { rows } = await database.admin.query(
    `select relname, string_agg(what, ' ' order by what) as rights
       from pg_class c, unnest('{select,insert,update,delete}'::text[]) as what
      where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege($1, c.oid, what)
      group by relname order by relname`,
    [role],
  );
  return Object.fromEntries(rows.map(({ relname, rights }) => [relname, rights]));
}

test("API role › accounts and sessions › are accessible to one role, which has access to nothing else", async () => {
  expect(await rightsOf("gaffer_auth")).toEqual({
    audit_events: "insert",
    user_accounts: "delete insert select update",
    user_sessions: "delete insert select update",
    user_verifications: "delete insert select update",
    users: "insert select",
  });
  const ofOthers = [await rightsOf("gaffer_api"), await rightsOf("gaffer_worker")];
  for (const rights of ofOthers)
    for (const table of ["user_accounts", "user_sessions", "user_verifications"])
      expect(rights).not.toHaveProperty(table);
  expect(ofOthers.map(({ users }) => users)).toEqual(["insert", undefined]);
});

test("API role › audit events of accounts › are written to the installation's log only", async () => {
  const auth = createPool(database.url, "gaffer_auth", { max: 1 });
  const insert = (orgId: string | null) =>
    auth.query(
      `insert into audit_events (id, org_id, at, actor, action, target_type, target_id, details, request_id)
       values (gen_random_uuid(), $1, now(), 'system', 'test', 'a', 'a', '{}', gen_random_uuid())`,
      [orgId],
    );
  await insert(null);
  await expect(insert(crypto.randomUUID())).rejects.toMatchObject({ code: "42501" });
  await expect(auth.query("select * from audit_events")).rejects.toMatchObject({ code: "42501" });
  await auth.end();
});

describe("API role › assertTenantRole", () => {
  /** Creates a role, lets `assertTenantRole` check it, and drops it. Returns "accepted" or the error's message. */
  async function verdictOn(attributes: string, grants: string[] = []): Promise<string> {
    const { admin } = database;
    await admin.query(`create role ${roleName} ${attributes}`);
    for (const grant of grants) await admin.query(grant.replaceAll("$role", roleName));
    const roleUrl = database.url;
    const rolePool = new pg.Pool({
      connectionString: roleUrl,
      max: 1,
      options: `-c role=${roleName} -c search_path=gaffer`,
    });
    const verdict = await assertTenantRole(rolePool).then(
      () => "accepted",
      (error: Error) => error.message,
    );
    await rolePool.end();
    await admin.query(
      `reassign owned by ${roleName} to current_user; drop owned by ${roleName}; drop role ${roleName}`,
    );
    return verdict;
  }

  test("accepts the API's role", () => expect(assertTenantRole(pool)).resolves.toBeUndefined());

  test("accepts another role without privileges", async () => {
    expect(await verdictOn("nologin", ["grant gaffer_api to $role"])).toBe("accepted");
  });

  test("refuses the connecting user itself, a superuser", async () => {
    await expect(assertTenantRole(database.admin)).rejects.toThrow(/is a superuser.*not be isolated/);
  });

  test("refuses a superuser", async () => {
    expect(await verdictOn("superuser nologin")).toContain(`${roleName} is a superuser`);
  });

  test("refuses a role with BYPASSRLS", async () => {
    expect(await verdictOn("bypassrls nologin")).toContain(`${roleName} has BYPASSRLS`);
  });

  test("refuses the owner of a table", async () => {
    const grants = ["create table owned (id int)", "alter table owned owner to $role"];
    expect(await verdictOn("nologin", grants)).toContain(`${roleName} may act as the owner of table owned`);
    await database.admin.query("drop table owned");
  });

  test("refuses a member of an owner", async () => {
    const owner = `${roleName}_owner`;
    const grants = [
      `create role ${owner} nologin`,
      "create table owned (id int)",
      `alter table owned owner to ${owner}`,
      `grant ${owner} to $role`,
    ];
    expect(await verdictOn("nologin", grants)).toContain("may act as the owner of table owned");
    await database.admin.query(`drop table owned; drop role ${owner}`);
  });

  test.each([
    ["no force row level security", "force row level security"],
    ["disable row level security", "enable row level security"],
  ])("refuses a table with %s", async (change, undo) => {
    await database.admin.query(`alter table jobs ${change}`);
    await expect(assertTenantRole(pool)).rejects.toThrow(/would see all of table jobs/);
    await database.admin.query(`alter table jobs ${undo}`);
    await expect(assertTenantRole(pool)).resolves.toBeUndefined();
  });
});
