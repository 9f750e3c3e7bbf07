import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { holdDeletes } from "../harness/held-transactions.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";
import { localDriver, type OpenDriver } from "../storage/drivers.ts";
import { systemApi } from "../system/system-api.ts";
import { objectsWith, tablesWith } from "./search-everything.ts";

const timing = { pollMs: 200, heartbeatMs: 100, lostAfterMs: 1_000, stopGraceMs: 500 };

let opened: OpenDriver;
let database: TestDatabase;
let gaffer: TestGaffer;
let org: DemoOrg;
let workers: GafferProcess[];

beforeEach(async () => {
  workers = [];
  opened = await localDriver.open();
  database = await cloneDatabase();
  // Requests find the system jobs only after a scheduler has started once.
  await (await startTestGaffer({ role: "scheduler", database })).stop();
  gaffer = await startTestGaffer({ database, role: "api", config: opened.config });
  org = await gaffer.createOrg("gone");
  const ask = (url: string, body: unknown) => gaffer.request("POST", `/v1/orgs/${org.orgId}${url}`, { as: org, body });
  const jobs = Array(1_000).fill({ type: "file:profile", input: { fileId: someFileId } });
  for (const _ of [1, 2]) await ask("/jobs/batch", { jobs });
  for (const _ of [1, 2, 3]) await ask("/files?name=a", "content");
  await gaffer.request("DELETE", `/v1/orgs/${org.orgId}?name=gone`, { as: org });
  await database.admin.query(
    "update orgs set delete_after = now() - interval '2 minutes' where delete_after is not null",
  );
});
afterEach(async () => {
  for (const { child } of workers) child.kill("SIGKILL");
  await gaffer.stop();
  await database.drop();
  await opened.close();
});

async function startWorker(): Promise<GafferProcess> {
  const env = { DATABASE_URL: database.url, DATA_DIR: opened.config.dataDir ?? "", ROLE: "worker" };
  const entry = path.join(import.meta.dirname, "../import/importing-worker.ts");
  const worker = startProcess({ ...env, TIMING: JSON.stringify(timing) }, entry);
  workers.push(worker);
  await worker.line(/^started$/);
  return worker;
}

async function rowsLeft(): Promise<Record<string, number>> {
  const { rows } = await database.admin.query(
    `select (select count(*)::int from current_jobs where org_id = $1) as jobs, (select count(*)::int from files where org_id = $1) as files,
            (select count(*)::int from orgs where id = $1) as orgs`,
    [org.orgId],
  );
  return rows[0];
}

test.each([
  ["jobs", "its last job", { files: 3, orgs: 1 }, 3],
  ["files", "any", { jobs: 0, files: 3, orgs: 1 }, 3],
  ["orgs", "any", { jobs: 0, files: 0, orgs: 1 }, 0],
])(
  "Killed purge › kill -9 while it removes %s › is finished by the next purge",
  async (table, which, left, contents) => {
    const release = await holdDeletes(database, table, which === "any" ? "true" : await isLastJob());
    const held = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'";
    const first = await startWorker();
    // Starts the purge again if its worker was declared lost meanwhile, which happens on a busy machine.
    while ((await database.admin.query(held)).rowCount === 0) await systemApi(gaffer).run("orgs:purge");
    first.child.kill("SIGKILL");
    await first.exit;
    await release();
    expect(await rowsLeft()).toMatchObject(left);
    expect(await objectsWith(opened, org.orgId)).toHaveLength(contents);

    await startWorker();
    await expect.poll(async () => (await systemApi(gaffer).run("orgs:purge")).status).toBe(202);
    await expect.poll(() => tablesWith(database, org.orgId)).toEqual(["gaffer.audit_events"]);
    expect(await objectsWith(opened, org.orgId)).toEqual([]);
    const log = await gaffer.request("GET", "/v1/system/audit-events?action=orgs:purge", { as: gaffer.org });
    expect(log.body.items).toHaveLength(1);
  },
);

async function isLastJob(): Promise<string> {
  const { rows } = await database.admin.query("select id from current_jobs order by id desc limit 1");
  return `old.id = '${rows[0].id}'`;
}
