/** How often the row of a job is written, and at what cost. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RetryAfterError } from "../../src/modules/jobs/handlers/types.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

/** Columns of `jobs` that stay as they are from the creation of a job to its end. */
const fixedColumns = ["org_id", "id", "type", "created_by", "schedule_id", "parent_id"];

describe("Row of a job", () => {
  let gaffer: TestGaffer;
  beforeAll(async () => {
    gaffer = await startTestGaffer({
      handler: async ({ helpers, attempt }) => {
        await helpers.updateProgress(attempt * 10);
        if (attempt === 1) throw new RetryAfterError("once more", 0);
        return { output: emptyProfile };
      },
    });
    await gaffer.database.admin.query("alter table jobs set (autovacuum_enabled = off)");
  });
  afterAll(() => gaffer.stop());

  test("is written when the job is created and when it ends, and the second write touches no index", async () => {
    const { admin } = gaffer.database;
    const jobs = 300;
    const batch = { type: "file:profile", input: { fileId: crypto.randomUUID() }, maxAttempts: 2 };
    const { status } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(jobs).fill(batch) });
    expect(status).toBe(201);
    let ended = 0;
    await gaffer.log.waitFor(
      ({ msg, status }) => msg === "job attempt ended" && status === "completed" && ++ended === jobs,
    );
    // PostgreSQL adds a connection's writes to its statistics when the connection has ended.
    await gaffer.app.stop();
    const writes = async () => {
      const { rows } = await admin.query(
        `select n_tup_ins::int as inserts, n_tup_upd::int as updates, n_tup_hot_upd::int as hot
           from pg_stat_user_tables where schemaname = 'gaffer' and relname = 'jobs'`,
      );
      return rows[0] as { inserts: number; updates: number; hot: number };
    };
    await expect.poll(writes).toMatchObject({ inserts: jobs, updates: jobs });
    expect((await writes()).hot / jobs).toBeGreaterThan(0.95);
  });

  test("has no index with a column that changes", async () => {
    const { rows } = await gaffer.database.admin.query(
      `select distinct attname from pg_index
         join pg_depend on classid = 'pg_class'::regclass and objid = indexrelid and refobjid = indrelid and refobjsubid > 0
         join pg_attribute on attrelid = indrelid and attnum = refobjsubid
        where indrelid = 'gaffer.jobs'::regclass`,
    );
    const indexed = rows.map(({ attname }) => attname as string);
    expect(indexed.filter((name) => !fixedColumns.includes(name))).toEqual([]);
    expect(indexed.length).toBeGreaterThan(2);
  });
});
