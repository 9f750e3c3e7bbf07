import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { createPool } from "../../src/db/pools.ts";
import { networkOf } from "../../src/http/caller-address.ts";
import { installQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { endSubscriptions } from "../../src/modules/system/end-subscriptions.ts";
import { cloneDatabase } from "../harness/database.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
const started = Promise.withResolvers<void>();
const finish = Promise.withResolvers<void>();
beforeAll(async () => {
  gaffer = await startTestGaffer({
    config: { orgConcurrency: 7, maxFileBytes: 1_000 },
    handler: async () => {
      started.resolve();
      await finish.promise;
      return { output: emptyProfile };
    },
  });
});
afterAll(async () => {
  finish.resolve();
  await gaffer.stop();
});

const usage = async () => (await gaffer.inOrg("GET", "/usage")).body;

test("getUsage › limits and usage › are those of the plan and of the organization", async () => {
  await gaffer.limit({ open_jobs: 10, running_jobs: 3, schedules: 4, stored_bytes: 100, file_bytes: 50, share: 2 });
  await gaffer.createJob();
  await started.promise;
  await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
  await gaffer.inOrg("POST", "/files?name=a", "12345", { "content-type": "text/plain" });
  const schedule = {
    job: { type: "file:profile", input: { fileId: someFileId } },
    recurrence: { kind: "daily", time: "09:00" },
  };
  await gaffer.inOrg("POST", "/schedules", { name: "daily", ...schedule });
  expect(await usage()).toEqual({
    plan: "free",
    planEndsAt: null,
    openJobs: { limit: 10, used: 2 },
    runningJobs: { limit: 3, used: 1 },
    schedules: { limit: 4, used: 1 },
    storedBytes: { limit: 100, used: 5 },
    maxFileBytes: 50,
    requestsPerMinute: null,
    share: 2,
    retention: { completedDays: 7, failedDays: 30, cancelledDays: 7, auditDays: 30 },
  });
});

test("getUsage › missing limit › is null, or the limit of the installation", async () => {
  await gaffer.limit({ open_jobs: null, running_jobs: null, file_bytes: null });
  expect(await usage()).toMatchObject({
    openJobs: { limit: null },
    runningJobs: { limit: 7 },
    maxFileBytes: 1_000,
  });
});

test("getUsage › plan that has ended › is replaced by the free plan", async () => {
  const { orgId } = gaffer.org;
  const { admin, url } = gaffer.database;
  await admin.query("update orgs set plan = 'pro', plan_ends_at = '2026-01-01T00:00:00Z' where id = $1", [orgId]);
  await gaffer.limit({ open_jobs: 1 });
  expect(await usage()).toMatchObject({ plan: "pro", planEndsAt: "2026-01-01T00:00:00.000Z" });
  await gaffer.createJob();
  const pool = createPool(url, "gaffer_worker", { max: 1 });
  expect(await endSubscriptions(pool, { runId: someFileId, now: new Date() })).toHaveLength(1);
  await pool.end();
  const { used } = (await usage()).openJobs;
  expect(used).toBeGreaterThan(1);
  const refused = await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input: { fileId: someFileId } });
  expect(refused.body.quota).toEqual({ name: "openJobs", limit: 1, used, requested: 1 });
});

describe("getUsage › docs/quotas.md", () => {
  test("has the plans of the migrations", async () => {
    const database = await cloneDatabase();
    // Creates the schemas again, because the free plan in the tests' template database has no limits.
    await database.admin.query("drop schema gaffer cascade; drop schema gaffer_queue cascade");
    await migrate(database.url, (pool) => installQueue(pool, { user: [], system: [] }));
    const { rows } = await database.admin.query("select * from gaffer.plans");
    await database.drop();
    const text = await readFile(path.join(import.meta.dirname, "../../../../docs/quotas.md"), "utf8");
    const documented = [...text.matchAll(/^\| `(\w+)` +\|.*?\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)];
    const columns = documented.map(([, column]) => column as string);
    expect(columns.toSorted()).toEqual(
      Object.keys(rows[0])
        .filter((column) => column !== "name")
        .toSorted(),
    );
    for (const [index, plan] of ["free", "pro", "enterprise"].entries()) {
      const row = rows.find(({ name }) => name === plan);
      const values = Object.fromEntries(documented.map(([, column, ...cells]) => [column, cells[index]]));
      const found = Object.fromEntries(columns.map((column) => [column, toCell(row[column])]));
      expect(values).toEqual(found);
    }
  });
});

const toCell = (value: number | string | null) => (value === null ? "no limit" : Number(value).toLocaleString("en-US"));

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8::1", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:ffff::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
])("networkOf › address %s › counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
