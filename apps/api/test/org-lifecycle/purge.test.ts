import { startFauxqs } from "fauxqs";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pgCore } from "../../src/db/drizzle.ts";
import { createPool } from "../../src/db/pools.ts";
import { orgExportJob } from "../../src/modules/jobs/handlers/org-export.handler.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { foldCounts } from "../../src/modules/jobs/job-counts.ts";
import { createReadOrgLines, exportQueries } from "../../src/modules/org-lifecycle/export-org.ts";
import { orgTables } from "../../src/modules/org-lifecycle/org-tables.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type Driver, localDriver, type OpenDriver, s3Driver } from "../storage/drivers.ts";
import { systemApi } from "../system/system-api.ts";
import { type CanaryOrg, canaryHandler, createCanaryOrg } from "./canary-org.ts";
import { objectsWith, tablesWith } from "./search-everything.ts";

const server = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false });
afterAll(() => server.stop());
const credentials = { accessKeyId: "any", secretAccessKey: "any" };
const s3 = s3Driver({ endpoint: `http://127.0.0.1:${server.port}`, region: "us-east-1", credentials });

const ownedTables = async ({ admin }: TestDatabase): Promise<string[]> => {
  const { rows } = await admin.query(
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'gaffer' and column_name = 'org_id' and table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name);
};

describe.each<[string, Driver]>([
  ["a folder", localDriver],
  ["S3", s3],
])("orgs:purge › expired organization with files in %s", (_, driver) => {
  let opened: OpenDriver;
  let database: TestDatabase;
  let pool: pg.Pool;
  let gaffer: TestGaffer;
  let gone: CanaryOrg;
  let stays: CanaryOrg;
  let otherBefore: Record<string, unknown>;
  let skewMs = 0;
  const release = Promise.withResolvers<void>();
  const stuck = new Map<string, PromiseWithResolvers<void>>();
  const isStuck = (orgId: string) => {
    const known = stuck.get(orgId) ?? Promise.withResolvers<void>();
    stuck.set(orgId, known);
    return known;
  };

  beforeAll(async () => {
    opened = await driver.open();
    database = await cloneDatabase();
    pool = createPool(database.url, "gaffer_worker", { max: 2 });
    const now = () => new Date(Date.now() + skewMs);
    const exportJob = orgExportJob({
      kinds: [...exportQueries.keys()],
      read: createReadOrgLines(pool),
      maxFileBytes: 1_000_000,
      now,
    });
    const handler = canaryHandler(release.promise, (orgId) => isStuck(orgId).resolve());
    gaffer = await startTestGaffer({
      database,
      now,
      config: { ...opened.config, orgConcurrency: 1 },
      jobs: withFailingOthers([job("file:profile", { handler }), exportJob]),
    });
    const create = () => createCanaryOrg(gaffer, opened, (orgId) => isStuck(orgId).promise);
    gone = await create();
    stays = await create();
    // The reconciler would move counts from one table to another during the test.
    expect((await systemApi(gaffer).pause("jobs:reconcile")).status).toBe(200);
    await foldCounts(pool, new Date());
    await database.admin.query("insert into permits select id, gen_random_uuid(), 'file:profile', 1 from orgs");
    await database.admin.query(
      "insert into job_count_changes select org_id, type, status, job_slice(id), 0 from ended_jobs",
    );
  });
  afterAll(async () => {
    release.resolve();
    await gaffer.stop();
    await pool.end();
    await database.drop();
    await opened.close();
  });

  /** All rows and contents of the remaining organization, by table and by name. */
  async function readOther(): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const table of await ownedTables(database)) {
      const query = `select t::text as row from ${table} t where org_id = $1 order by 1`;
      found[table] = (await database.admin.query(query, [stays.orgId])).rows;
    }
    for (const name of await opened.names()) {
      if (name.includes(stays.orgId)) found[name] = (await opened.contentOf(name)).toString();
    }
    return found;
  }

  test("is in every table and in the store before the purge", async () => {
    const places = new Set([...(await tablesWith(database, gone.canary)), ...(await tablesWith(database, gone.orgId))]);
    const owned = (await ownedTables(database)).map((name) => `gaffer.${name}`);
    expect([...places]).toEqual(expect.arrayContaining([...owned, "gaffer.orgs"]));
    expect([...places].filter((name) => name.startsWith("gaffer_queue."))).not.toEqual([]);
    const canaries = [
      "api_keys",
      "audit_events",
      "files",
      "file_uploads",
      "idempotency_keys",
      "job_attempts",
      "job_checkpoints",
    ];
    canaries.push("job_logs", "job_terms", "jobs", "orgs", "schedule_runs", "scheduled_jobs");
    expect(await tablesWith(database, gone.canary)).toEqual(
      expect.arrayContaining(canaries.map((name) => `gaffer.${name}`)),
    );
    expect((await objectsWith(opened, gone.orgId)).length).toBeGreaterThan(10);
    otherBefore = await readOther();
  });

  test("is removed by the system job, which logs it", async () => {
    const url = `/v1/orgs/${gone.orgId}?name=${gone.canary}`;
    expect((await gaffer.request("DELETE", url, { as: gone })).status).toBe(202);
    expect((await systemApi(gaffer).runToEnd("orgs:purge")).status).toBe("completed");
    expect((await gaffer.request("GET", `/v1/orgs/${gone.orgId}`, { as: gone })).status).toBe(200);
    await database.admin.query(
      "update orgs set delete_after = now() - interval '2 minutes' where delete_after is not null",
    );
    const run = await systemApi(gaffer).runToEnd("orgs:purge");
    expect(run).toMatchObject({ status: "completed" });
    expect(run.logs.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Removed 1 organizations with \d+ rows$/),
    ]);
  });

  test("is removed from every table and store, except one audit event", async () => {
    expect(await tablesWith(database, gone.canary)).toEqual([]);
    expect(await objectsWith(opened, gone.canary)).toEqual([]);
    expect(await objectsWith(opened, gone.orgId)).toEqual([]);
    expect(await tablesWith(database, gone.orgId)).toEqual(["gaffer.audit_events"]);
    const log = await gaffer.request("GET", `/v1/system/audit-events?targetId=${gone.orgId}`, { as: gaffer.org });
    expect(log.body.items).toMatchObject([
      { actor: "system", action: "orgs:purge", target: { type: "organization", id: gone.orgId }, details: {} },
    ]);
  });

  test("is inaccessible", async () => {
    skewMs += 6_000;
    expect((await gaffer.request("GET", `/v1/orgs/${gone.orgId}`, { as: gone })).status).toBe(401);
    const foreign = await gaffer.request("GET", `/v1/orgs/${gone.orgId}`, { as: gaffer.org });
    expect(foreign.status).toBe(404);
  });

  test("has no effect on the other organization", async () => {
    expect(await readOther()).toEqual(otherBefore);
  });

  test("isn't recreated by a handler that still runs", async () => {
    release.resolve();
    for (const { stuckJobId } of [gone, stays])
      await gaffer.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === stuckJobId);
    expect(await tablesWith(database, gone.canary)).toEqual([]);
    expect(await tablesWith(database, gone.orgId)).toEqual(["gaffer.audit_events"]);
    expect(await objectsWith(opened, gone.orgId)).toEqual([]);
  });
});

describe("orgs:purge › tables of an organization", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  test("are all known to the purge", async () => {
    const known = orgTables.map(({ table }) => pgCore.getTableConfig(table).name);
    expect(known.toSorted()).toEqual(await ownedTables(database));
  });

  test("include all tables that reference organizations", async () => {
    const { rows } = await database.admin.query(
      `select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'orgs'::regclass`,
    );
    expect(await ownedTables(database)).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
  });
});
