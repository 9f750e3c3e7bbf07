import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function namesOf(query: Promise<pg.QueryResult>): Promise<string[]> {
  return (await query).rows.map(({ name }) => name).sort();
}

/** Tables of organizations: those with an `org_id`, and `orgs`. */
const ownedTables = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
   where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p')
     and (c.relname = 'orgs' or exists
           (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped))`;

/** Tables of organizations that don't force row-level security. */
const findUnforced = () =>
  namesOf(
    database.admin.query(
      `select relname as name from (${ownedTables}) t where not (relrowsecurity and relforcerowsecurity)`,
    ),
  );

/** The condition on the organizations of the transaction, as the catalog writes it. */
const ownOrgs = "(org_id = ANY (( SELECT app_org_ids() AS app_org_ids)::uuid[]))";

/** Tables of organizations whose policy doesn't limit the API's role to the organizations of its transaction. */
const findWithoutPolicy = () =>
  namesOf(
    database.admin.query(
      `select relname as name from (${ownedTables}) t
        where not exists
          (select from pg_policies p where p.schemaname = 'gaffer' and p.tablename = t.relname and p.permissive = 'PERMISSIVE'
              and p.cmd = 'ALL' and 'gaffer_api' = any (p.roles)
              and p.qual = case relname when 'orgs' then replace($1, '(org_id', '(id') else $1 end
              and (p.with_check is null or p.with_check = p.qual))`,
      [ownOrgs],
    ),
  );

/** Additional policies of the tables for the API's role. */
const findFurtherPolicies = () =>
  namesOf(
    database.admin.query(
      `select tablename || ': ' || policyname || ' for ' || cmd as name from pg_policies
        where schemaname = 'gaffer' and policyname <> 'api_own_org' and roles && '{gaffer_api,public}'`,
    ),
  );

/** Foreign keys between tables of organizations that could point into another organization. */
const findForeignKeysAcross = () =>
  namesOf(
    database.admin.query(
      `select k.conname as name from pg_constraint k
        join (${ownedTables}) own on own.oid = k.conrelid and own.relname <> 'orgs'
        join (${ownedTables}) target on target.oid = k.confrelid
        where k.contype = 'f' and not exists (
          select from unnest(k.conkey, k.confkey) as pair (own_column, target_column)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = own_column
            join pg_attribute b on b.attrelid = k.confrelid and b.attnum = target_column
           where a.attname = 'org_id' and b.attname = case target.relname when 'orgs' then 'id' else 'org_id' end)`,
    ),
  );

/** Changes the tables, runs `work`, and reverts the change. */
async function withTables(change: string, undo: string, work: () => Promise<void>): Promise<void> {
  await database.admin.query(change);
  await work().finally(() => database.admin.query(undo));
}

test("Row-level security › tables of organizations › are found", async () => {
  const names = await namesOf(database.admin.query(`select relname as name from (${ownedTables}) t`));
  const known = [
    "api_keys",
    "files",
    "idempotency_keys",
    "invitations",
    "job_attempts",
    "job_logs",
    "jobs",
    "memberships",
    "org_changes",
    "org_listeners",
    "orgs",
  ];
  expect(names).toEqual(expect.arrayContaining(known));
});

test("Row-level security › tables of organizations › force row-level security", async () => {
  expect(await findUnforced()).toEqual([]);
});

test("Row-level security › tables of organizations › limit the API to the organizations of its transaction", async () => {
  expect(await findWithoutPolicy()).toEqual([]);
});

test("Row-level security › other policies › allow reading the presented key or token, the user and other members only", async () => {
  expect(await findFurtherPolicies()).toEqual([
    "api_keys: api_presented_key for SELECT",
    "invitations: api_presented_token for SELECT",
    "memberships: api_own_membership for SELECT",
    "users: api_members for SELECT",
    "users: api_new for INSERT",
    "users: api_self for SELECT",
  ]);
});

test("Row-level security › foreign keys › never point into another organization", async () => {
  expect(await findForeignKeysAcross()).toEqual([]);
});

describe("Row-level security › new table", () => {
  const table = "create table notes (org_id uuid not null, id uuid not null, job_id uuid, primary key (org_id, id))";
  const drop = "drop table notes";
  const secure = "alter table notes enable row level security, force row level security";

  test("without row-level security is found", () =>
    withTables(table, drop, async () => {
      expect(await findUnforced()).toEqual(["notes"]);
      expect(await findWithoutPolicy()).toEqual(["notes"]);
    }));

  test("that doesn't force it on the owner is found", () =>
    withTables(`${table}; alter table notes enable row level security`, drop, async () => {
      expect(await findUnforced()).toEqual(["notes"]);
    }));

  test.each([
    ["of another role", "to gaffer_worker using (org_id = any ((select app_org_ids())::uuid[]))"],
    ["that always holds", "to gaffer_api using (true)"],
    ["with a way around it", "to gaffer_api using (org_id = any ((select app_org_ids())::uuid[]) or job_id is null)"],
    ["that only reads", "for select to gaffer_api using (org_id = any ((select app_org_ids())::uuid[]))"],
    ["that writes anything", "to gaffer_api using (org_id = any ((select app_org_ids())::uuid[])) with check (true)"],
  ])("with a policy %s is found", (_, policy) =>
    withTables(`${table}; ${secure}; create policy api_own_org on notes ${policy}`, drop, async () => {
      expect(await findUnforced()).toEqual([]);
      expect(await findWithoutPolicy()).toEqual(["notes"]);
    }),
  );

  test("with a second policy is found", () =>
    withTables(`${table}; create policy everybody on notes for select using (true)`, drop, async () => {
      expect(await findFurtherPolicies()).toContain("notes: everybody for SELECT");
    }));

  test("with a foreign key without the organization is found", () => {
    const key =
      "alter table jobs add unique (id); alter table notes add constraint loose foreign key (job_id) references jobs (id)";
    const undo = `${drop}; alter table jobs drop constraint jobs_id_key`;
    return withTables(`${table}; ${key}`, undo, async () => expect(await findForeignKeysAcross()).toEqual(["loose"]));
  });

  test("that is complete is accepted", () => {
    const policy =
      "create policy api_own_org on notes to gaffer_api using (org_id = any ((select app_org_ids())::uuid[]))";
    const key = "alter table notes add foreign key (org_id, job_id) references jobs (org_id, id)";
    return withTables(`${table}; ${secure}; ${policy}; ${key}`, drop, async () => {
      for (const find of [findUnforced, findWithoutPolicy, findForeignKeysAcross]) expect(await find()).toEqual([]);
    });
  });
});
