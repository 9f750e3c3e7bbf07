import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, withOrg, withOrgs } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

interface Tenant {
  orgId: string;
  jobId: string;
  fileId: string;
}

const ownedTables = [
  "orgs",
  "memberships",
  "invitations",
  "api_keys",
  "jobs",
  "open_jobs",
  "current_jobs",
  "ended_jobs",
  "job_count_changes",
  "job_totals",
  "job_slices",
  "permits",
  "job_attempts",
  "job_logs",
  "idempotency_keys",
  "files",
  "file_uploads",
  "org_listeners",
  "org_changes",
];

let database: TestDatabase;
let pool: pg.Pool;
let mine: Tenant;
let theirs: Tenant;

beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_api", { max: 2 });
  mine = await createTenant();
  theirs = await createTenant();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Creates an organization with one row in each table. */
async function createTenant(): Promise<Tenant> {
  const names = { org: "an organization", email: `${crypto.randomUUID()}@example.com`, key: "a key" };
  const { orgId } = await createOrgWithKey(pool, new Date(), names);
  const [jobId, fileId] = [crypto.randomUUID(), crypto.randomUUID()];
  await database.admin.query(
    `with job as (
       insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by, trigger, created_at, admission)
       values ($1, $2, 'file:profile', 'pending', 'normal', '{}', 3, gen_random_uuid(), now(), 900, 'system', 'api', now(), 'parked')
     ), load as (
       insert into org_loads (org_id) values ($1)
     ), ended as (
       insert into ended_jobs (org_id, id, status, ended_at, type, created_by) values ($1, $3, 'failed', now(), 'file:profile', 'system')
     ), total as (
       insert into job_totals (org_id, type, status, jobs) values ($1, 'file:profile', 'failed', 1)
     ), slice as (
       insert into job_slices (org_id, slice, status, jobs) values ($1, 1, 'failed', 1)
     ), permit as (
       insert into permits (org_id, id, queued_type, places) values ($1, $3, 'file:profile', 1)
     ), term as (
       insert into job_terms (org_id, term, id) values ($1, 'tag:a', $2)
     ), file as (
       insert into files (org_id, id, name, content_type, size_bytes, sha256, created_by, created_at)
       values ($1, $3, 'a', 'text/plain', 0, '', 'system', now())
     ), upload as (
       insert into file_uploads (org_id, id, name, content_type, size_bytes, created_by, created_at, expires_at)
       values ($1, $3, 'a', 'text/plain', 0, 'system', now(), now())
     ), invitation as (
       insert into invitations (org_id, id, email, role, token_hash, invited_by, created_at, expires_at)
       values ($1, $3, 'a@example.com', 'viewer', sha256($3::text::bytea), 'system', now(), now())
     ), attempt as (
       insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at)
       values ($1, $2, 1, 'failed', gen_random_uuid(), now(), now())
     ), listener as (
       insert into org_listeners (org_id, epoch, renewed_at) values ($1, $2, now())
     ), change as (
       insert into org_changes (org_id, xid, kind, ids) values ($1, pg_current_xact_id(), 'job', array[$2::uuid])
     ), log as (
       insert into job_logs (org_id, job_id, attempt, line, at, level, message) values ($1, $2, 1, 1, now(), 'info', 'a')
     )
     insert into idempotency_keys (org_id, key, request_hash, response, expires_at) values ($1, 'a', '', '{}', now())`,
    [orgId, jobId, fileId],
  );
  return { orgId, jobId, fileId };
}

const asMine = (text: string, values?: unknown[]) => withOrg(pool, mine.orgId, ({ sql }) => sql(text, values));
const column = (table: string) => (table === "orgs" ? "id" : "org_id");

describe.each(ownedTables)("Tenant isolation › %s", (table) => {
  test("shows nothing outside of an organization's transaction", async () => {
    expect((await pool.query(`select * from ${table}`)).rows).toEqual([]);
    expect((await inTransaction(pool, "", ({ sql }) => sql(`select * from ${table}`))).rows).toEqual([]);
    expect(
      (await inTransaction(pool, "set local app.org_ids = ''", ({ sql }) => sql(`select * from ${table}`))).rows,
    ).toEqual([]);
  });

  test("shows an organization only its own rows, whatever the query", async () => {
    const own = await asMine(`select ${column(table)} as org from ${table}`);
    expect(new Set(own.rows.map(({ org }) => org))).toEqual(new Set([mine.orgId]));
    const foreign = await asMine(`select * from ${table} where ${column(table)} = $1`, [theirs.orgId]);
    expect(foreign.rows).toEqual([]);
  });

  test("shows nothing to the next user of the connection", async () => {
    await asMine(`select from ${table}`);
    await withOrg(pool, mine.orgId, () => Promise.reject(new Error("rolled back"))).catch(() => {});
    for (let i = 0; i < 4; i++) expect((await pool.query(`select * from ${table}`)).rows).toEqual([]);
  });
});

test("Tenant isolation › transaction of several organizations › shows their rows and no others", async () => {
  const { orgId } = await createTenant();
  const { rows } = await withOrgs(pool, [mine.orgId, orgId], ({ sql }) => sql("select org_id from current_jobs"));
  expect(rows.map(({ org_id }) => org_id).sort()).toEqual([mine.orgId, orgId].sort());
  expect((await withOrgs(pool, [], ({ sql }) => sql("select org_id from current_jobs"))).rows).toEqual([]);
});

describe("Tenant isolation › rows of another organization", () => {
  /** Runs a statement. Returns the number of affected rows, or PostgreSQL's error code. */
  const outcome = (text: string, values: unknown[]) =>
    asMine(text, values).then(
      ({ rowCount }) => rowCount,
      ({ code }) => code,
    );

  test("can't be inserted", async () => {
    const statements = [
      "insert into files (org_id, id, name, content_type, size_bytes, sha256, created_by, created_at) values ($1, gen_random_uuid(), 'a', 'a/b', 0, '', 'system', now())",
      "insert into file_uploads (org_id, id, name, content_type, size_bytes, created_by, created_at, expires_at) values ($1, gen_random_uuid(), 'a', 'a/b', 0, 'system', now(), now())",
      "insert into idempotency_keys values ($1, 'b', '', '{}', now())",
      "insert into invitations values ($1, gen_random_uuid(), 'b@example.com', 'owner', '', 'system', now(), now())",
      "insert into memberships select $1, user_id, 'owner', now() from memberships",
      "insert into orgs values ($1, 'a', now())",
      "insert into api_keys (org_id, id, name, secret_hash, scopes, created_by, created_at) values ($1, 'a', 'a', '', '{}', 'system', now())",
      "insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, created_at) values ($1, gen_random_uuid(), 'file:profile', 'normal', '{}', 3, 900, 'system', 'api', now())",
      "insert into open_jobs (org_id, id, type, priority, max_attempts, message_id, run_at, timeout_seconds, admission) values ($1, gen_random_uuid(), 'file:profile', 'normal', 3, gen_random_uuid(), now(), 900, 'parked')",
      "insert into ended_jobs values ($1, gen_random_uuid(), 'failed', now(), 'file:profile', 'system')",
      "insert into job_terms values ($1, 'tag:b', gen_random_uuid())",
      "insert into job_count_changes values ($1, 'file:profile', 'failed', 1, 1)",
    ];
    for (const statement of statements) expect(await outcome(statement, [theirs.orgId]), statement).toBe("42501");
  });

  test("can't be changed or removed", async () => {
    const statements = [
      "update jobs set trigger = 'retry' where org_id = $1",
      "update open_jobs set progress = 1 where org_id = $1",
      "delete from open_jobs where org_id = $1",
      "delete from ended_jobs where org_id = $1",
      "delete from job_attempts where org_id = $1",
      "delete from job_checkpoints where org_id = $1",
      "delete from job_terms where org_id = $1",
      "delete from job_logs where org_id = $1",
      "update files set name = 'b' where org_id = $1",
      "update file_uploads set name = 'b' where org_id = $1",
      "update api_keys set revoked_at = now() where org_id = $1",
      "update idempotency_keys set response = '{}' where org_id = $1",
      "update orgs set name = 'b' where id = $1",
      "update memberships set role = 'viewer' where org_id = $1",
      "delete from memberships where org_id = $1",
      "delete from invitations where org_id = $1",
      "update orgs set delete_after = now() where id = $1",
      "delete from files where org_id = $1",
      "delete from idempotency_keys where org_id = $1",
      "update org_listeners set settled = true where org_id = $1",
      "delete from org_changes where org_id = $1",
    ];
    for (const statement of statements) expect(await outcome(statement, [theirs.orgId]), statement).toBe(0);
  });

  test("can't be created by moving one's own rows", async () => {
    for (const table of [
      "jobs",
      "open_jobs",
      "ended_jobs",
      "files",
      "file_uploads",
      "api_keys",
      "idempotency_keys",
      "org_listeners",
    ])
      expect(await outcome(`update ${table} set org_id = $1`, [theirs.orgId]), table).toBe("42501");
  });

  test("aren't revealed by a conflict of keys", async () => {
    const insert =
      "insert into files (org_id, id, name, content_type, size_bytes, sha256, created_by, created_at) values ($1, $2, 'a', 'a/b', 0, '', 'system', now())";
    // A file with the same id in another organization is another file.
    expect(await outcome(insert, [mine.orgId, theirs.fileId])).toBe(1);
  });

  test("and tables of the worker can't be written", async () => {
    for (const [table, statement] of [
      ["job_count_changes", "delete from job_count_changes where org_id = $1"],
      ["job_totals", "update job_totals set jobs = 0 where org_id = $1"],
      ["job_slices", "update job_slices set jobs = 0 where org_id = $1"],
      ["permits", "delete from permits where org_id = $1"],
      ["job_attempts", "update job_attempts set attempt = 2 where org_id = $1"],
      ["job_logs", "update job_logs set message = 'b' where org_id = $1"],
      ["file_uploads", "delete from file_uploads where org_id = $1"],
      ["orgs", "delete from orgs where id = $1"],
      ["memberships", "update memberships set org_id = $1, user_id = $1"],
      ["invitations", "update invitations set role = 'owner' where org_id = $1"],
      ["workers", "select * from workers where $1::uuid is not null"],
      ["plans", "update orgs set plan = 'enterprise' where id = $1"],
      ["system_schedules", "select * from system_schedules where $1::uuid is not null"],
      ["system_job_runs", "select * from system_job_runs where $1::uuid is not null"],
      ["users", "update users set email = 'b' where $1::uuid is not null"],
    ] as const)
      expect(await outcome(statement, [mine.orgId]), table).toBe("42501");
  });

  test("are unchanged by all of this", async () => {
    const { rows } = await database.admin.query(
      `select (select count(*)::int from current_jobs where org_id = $1) as jobs, (select count(*)::int from files where org_id = $1) as files,
              (select status from current_jobs where org_id = $1) as status, (select revoked_at from api_keys where org_id = $1) as revoked,
              (select role from memberships where org_id = $1) as role, (select name from orgs where id = $1) as name`,
      [theirs.orgId],
    );
    expect(rows).toEqual([
      { jobs: 1, files: 1, status: "pending", revoked: null, role: "owner", name: "an organization" },
    ]);
  });
});

test.each([
  "",
  "mine",
  "1'; select 1 --",
  "{01890a5d-ac96-774b-bcce-b302099a8057}",
  "01890a5d-ac96-774b-bcce-b302099a8057\n",
])("Tenant isolation › invalid id %j › opens no transaction", (orgId) => {
  expect(() => withOrg(pool, orgId, async () => {})).toThrow("not an organization's id");
});

test("Tenant isolation › failed transaction › leaves nothing, and its connection can be used again", async () => {
  const failing = withOrg(pool, mine.orgId, async ({ sql }) => {
    await sql("insert into idempotency_keys values ($1, 'lost', '', '{}', now())", [mine.orgId]);
    await sql("select 1 / 0");
  });
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect((await asMine("select * from idempotency_keys where key = 'lost'")).rows).toEqual([]);
});
