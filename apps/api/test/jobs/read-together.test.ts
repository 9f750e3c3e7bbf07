/** Concurrent reads of single jobs share statements. Each read gets its own job, and no job of another organization. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readByKeys } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { createJobReader } from "../../src/modules/jobs/routes/read-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

/** Opens a pool that counts its transactions. */
function openPool(): { pool: pg.Pool; transactions: () => number } {
  let count = 0;
  const pool = createPool(gaffer.database.url, "gaffer_api", { max: 3, namedStatements: true });
  pool.on("acquire", () => count++);
  onTestFinished(() => pool.end());
  return { pool, transactions: () => count };
}

async function createJobOf(orgId: string): Promise<string> {
  const { rows } = await gaffer.database.admin.query(
    `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by, trigger,
                       created_at, admission)
     values ($1, gen_random_uuid(), 'file:profile', 'pending', 'normal', '{}', 1, gen_random_uuid(), now(), 60, 'system', 'api', now(), 'parked')
     returning id`,
    [orgId],
  );
  return rows[0].id;
}

describe("createJobReader › reads that arrive together", () => {
  test("share statements, and each gets its own job", async () => {
    const { pool, transactions } = openPool();
    const other = await gaffer.createOrg("Other");
    const [mine, theirs] = [await createJobOf(gaffer.org.orgId), await createJobOf(other.orgId)];
    const readJob = createJobReader(pool);
    const keys = [
      { orgId: gaffer.org.orgId, jobId: mine },
      { orgId: other.orgId, jobId: theirs },
      { orgId: gaffer.org.orgId, jobId: theirs },
      { orgId: gaffer.org.orgId, jobId: mine },
      { orgId: other.orgId, jobId: crypto.randomUUID() },
    ];
    const rows = await Promise.all(keys.map((key) => readJob(key)));
    expect(rows.map((row) => row?.id)).toEqual([mine, theirs, undefined, mine, undefined]);
    expect(rows.map((row) => row?.orgId)).toEqual([
      gaffer.org.orgId,
      other.orgId,
      undefined,
      gaffer.org.orgId,
      undefined,
    ]);
    expect(transactions()).toBe(1);
  });
});

describe("readByKeys", () => {
  test("refuses a statement after its end, and writes", async () => {
    const { pool } = openPool();
    const late = readByKeys(pool, [gaffer.org.orgId], async (sql) => {
      await sql("select $1::int", [1]);
      return sql("select $1::int", [2]);
    });
    await expect(late).rejects.toThrow("the transaction has ended");
    const write = readByKeys(pool, [gaffer.org.orgId], (sql) =>
      sql("delete from jobs where org_id = $1", [gaffer.org.orgId]),
    );
    await expect(write).rejects.toThrow("read-only transaction");
  });

  test("leaves a usable connection after a failed statement", async () => {
    const { pool } = openPool();
    await expect(readByKeys(pool, [gaffer.org.orgId], (sql) => sql("select 1 / $1::int", [0]))).rejects.toThrow(
      "division",
    );
    const { rows } = await readByKeys(pool, [gaffer.org.orgId], (sql) =>
      sql("select current_setting('app.org_ids') as orgs where $1", [true]),
    );
    expect(rows).toEqual([{ orgs: gaffer.org.orgId }]);
  });
});
