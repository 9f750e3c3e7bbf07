/** Bulk changes while workers run the jobs, and how many rows they read in a large table. */
import { afterEach, expect, test } from "vitest";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
afterEach(() => gaffer.stop());

const jobs = Array(300).fill({ type: "file:profile", input: { fileId: someFileId }, maxAttempts: 1 });

/** Repeats the bulk change while more jobs match the selection. Returns how many jobs were changed. */
async function all(verb: "cancel" | "retry", selection: object): Promise<number> {
  const { status, body } = await gaffer.inOrg("POST", `/jobs/${verb}`, selection);
  expect(status).toBe(200);
  return body.changed + (body.more ? await all(verb, selection) : 0);
}

test("Bulk changes while running › with two workers › end each job once, and the counters are right", async () => {
  let runs = 0;
  const handler = async () => {
    runs += 1;
    // Some handlers end in the same tick, others a few ticks later.
    for (let turn = runs % 3; turn > 0; turn--) await new Promise(setImmediate);
    if (runs % 2 === 0) throw new Error("no");
    return { output: emptyProfile };
  };
  gaffer = await startTestGaffer({ handler, concurrency: 20, config: { orgConcurrency: 30 } });
  const second = await startTestGaffer({
    handler,
    concurrency: 20,
    config: { orgConcurrency: 30 },
    database: gaffer.database,
  });
  const { admin } = gaffer.database;
  for (let round = 0; round < 4; round++) {
    const createdFrom = (await gaffer.inOrg("POST", "/jobs/batch", { jobs })).body.jobs[0].createdAt;
    const endedBefore = new Date().toISOString();
    await Promise.all([
      all("cancel", { type: ["file:profile"], createdFrom }),
      all("retry", { status: ["failed"], endedBefore, createdFrom }),
      all("cancel", { status: ["pending"], createdFrom }),
      all("retry", { status: ["cancelled"], endedBefore, createdFrom }),
    ]);
  }
  const openJobs = async () =>
    (await admin.query("select from current_jobs where status in ('pending', 'processing')")).rowCount;
  await expect.poll(openJobs, { timeout: 60_000 }).toBe(0);
  const loads = async () => (await admin.query("select admitted, open from org_loads")).rows;
  // The message of a cancelled job counts as admitted until a worker fetches it.
  await expect.poll(loads, { timeout: 60_000 }).toEqual([{ admitted: 0, open: 0 }]);
  const { rows } = await admin.query("select status, count(*)::int from current_jobs group by status");
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(1_200);
  for (const { log } of [gaffer, second]) expect(log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  await second.stop();
});

test.each([
  // Without statistics PostgreSQL's planner chooses an index that reads all jobs of the type or of the status.
  { statistics: "none", most: 300_000 },
  { statistics: "of before", most: 15_000 },
])(
  "Bulk changes while running › large table › is read by an index, with statistics: $statistics",
  async ({ statistics, most }) => {
    gaffer = await startTestGaffer({ role: "api" });
    const { admin } = gaffer.database;
    await admin.query(
      "alter table jobs set (autovacuum_enabled = off); alter table open_jobs set (autovacuum_enabled = off); alter table ended_jobs set (autovacuum_enabled = off)",
    );
    const { id } = await gaffer.createJob();
    const add = (first: number, count: number, status: string) =>
      admin.query(
        `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by, trigger,
                         created_at, admission, ended_at)
       select org_id, (to_char(n, 'FM00000000') || '-0000-7000-8000-000000000000')::uuid, type, $2, priority, input, 1, gen_random_uuid(),
              run_at, 60, created_by, trigger, now(), null, now()
         from current_jobs, generate_series($1::int, $1 + $4 - 1) n where id = $3`,
        [first, status, id, count],
      );
    await add(1, 30_000, "completed");
    if (statistics === "of before") await admin.query("analyze jobs, open_jobs, ended_jobs");
    await add(30_001, 490, "failed");
    await admin.query("select pg_stat_reset()");
    expect(
      await all("retry", { type: ["file:profile"], endedBefore: new Date(Date.now() + 1_000).toISOString() }),
    ).toBe(490);
    expect(await all("cancel", { type: ["file:profile"] })).toBe(491);
    // PostgreSQL adds a connection's reads to its statistics when the connection ends.
    await gaffer.app.stop();
    const { rows } = await admin.query(
      `select (select sum(seq_tup_read) from pg_stat_user_tables where relname in ('jobs', 'open_jobs', 'ended_jobs'))::int as whole,
            (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ('jobs', 'open_jobs', 'ended_jobs'))::int as found`,
    );
    expect(rows[0].whole).toBe(0);
    expect(rows[0].found).toBeLessThan(most);
  },
);
