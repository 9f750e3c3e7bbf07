import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobContext, NewJob } from "../../src/modules/jobs/handlers/types.ts";
import { holdInserts } from "../harness/held-transactions.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Attempt = (context: JobContext<unknown>) => Promise<unknown>;

/** Jobs that become due in an hour, so not during the tests. */
function newJobs(count: number): NewJob[] {
  const input = { fileId: someFileId, format: "auto", header: true } as const;
  const runAt = new Date(Date.now() + 3_600_000);
  return Array.from({ length: count }, () => ({ type: "file:profile", input, runAt }));
}

describe("Checkpoint", () => {
  let gaffer: TestGaffer;
  /** The handlers of a job's attempts, by the file id of the job's input. */
  const attempts = new Map<string, Attempt[]>();

  beforeAll(async () => {
    gaffer = await startTestGaffer({
      config: { orgConcurrency: 50 },
      timing: { heartbeatMs: 60_000, lostAfterMs: 120_000, stopGraceMs: 30 },
      async handler(context) {
        await attempts.get(context.input.fileId)?.[context.attempt - 1]?.(context);
        return { output: emptyProfile };
      },
    });
  });
  afterAll(() => gaffer.stop());

  const query = async (text: string, ...values: unknown[]) => (await gaffer.database.admin.query(text, values)).rows;
  const savedOf = async (jobId: string) =>
    (await query("select value from job_checkpoints where job_id = $1", jobId))[0]?.value;
  const countJobs = async () => Number((await query("select count(*) from current_jobs"))[0].count);

  async function createJob(...does: Attempt[]): Promise<string> {
    const fileId = crypto.randomUUID();
    attempts.set(fileId, does);
    return (await gaffer.createJob({ input: { fileId }, maxAttempts: 1 })).id;
  }

  /** Simulates that another worker has declared this worker lost and started the job again. */
  const takeAway = (jobId: string) =>
    query(
      "update current_jobs set attempt = attempt + 1, worker_id = gen_random_uuid(), message_id = gen_random_uuid() where id = $1",
      jobId,
    );

  test("is saved with the jobs, read by the next attempt, and deleted with its job", async () => {
    const read: unknown[] = [];
    let made: string[] = [];
    const id = await createJob(
      async ({ helpers }) => {
        read.push(await helpers.checkpoint());
        made = (await helpers.enqueueAll(newJobs(3), { checkpoint: { row: 3 } })).jobIds;
        await helpers.enqueueAll([], { checkpoint: { row: 4 } });
        throw new Error("no further");
      },
      async ({ helpers }) => read.push(await helpers.checkpoint()),
    );
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed" });
    expect(await query("select id from current_jobs where id = any($1) order by id", made)).toEqual(
      made.map((id) => ({ id })),
    );
    // A manual retry also keeps the checkpoint.
    await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "completed" });
    expect(read).toEqual([undefined, { row: 4 }]);
    await query("delete from current_jobs where id = $1", id);
    expect(await savedOf(id)).toBeUndefined();
  });

  test("isn't saved by a stale attempt, which also creates no job", async () => {
    let before = 0;
    const outcomes: unknown[] = [];
    const id = await createJob(async ({ jobId, helpers }) => {
      await helpers.enqueueAll(newJobs(2), { checkpoint: "first" });
      await takeAway(jobId);
      before = await countJobs();
      outcomes.push(await helpers.enqueueAll(newJobs(2), { checkpoint: "stale" }).catch(String));
      outcomes.push(await helpers.enqueueAll([], { checkpoint: "stale" }).catch(String));
    });
    await gaffer.log.waitFor(({ status, jobId }) => status === "held by another" && jobId === id);
    expect(outcomes).toEqual([expect.stringMatching(/doesn't hold/), expect.stringMatching(/doesn't hold/)]);
    expect(await countJobs()).toBe(before);
    expect(await savedOf(id)).toBe("first");
  });

  test("isn't saved by a cancelled attempt whose handler continues", async () => {
    const goOn = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const outcome = Promise.withResolvers<unknown>();
    const id = await createJob(async ({ helpers }) => {
      started.resolve();
      await goOn.promise;
      outcome.resolve(await helpers.enqueueAll(newJobs(1), { checkpoint: "late" }).catch(String));
    });
    await started.promise;
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled" });
    const before = await countJobs();
    goOn.resolve();
    expect(await outcome.promise).toMatch(/the attempt has ended/);
    expect(await countJobs()).toBe(before);
    expect(await savedOf(id)).toBeUndefined();
  });

  test("locks its job until it and the created jobs are committed", async () => {
    const started = Promise.withResolvers<void>();
    const begin = Promise.withResolvers<void>();
    const created = Promise.withResolvers<string[]>();
    const id = await createJob(async ({ helpers }) => {
      started.resolve();
      await begin.promise;
      created.resolve((await helpers.enqueueAll(newJobs(2), { checkpoint: "whole" })).jobIds);
    });
    const waiting = async (what: string) => {
      const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event = $1`;
      while ((await query(sql, what)).length === 0);
    };
    await started.promise;
    const release = await holdInserts(gaffer.database, "jobs");
    begin.resolve();
    await waiting("advisory");
    let seen: unknown;
    const taken = takeAway(id).then(async () => {
      seen = await savedOf(id);
    });
    await waiting("transactionid");
    expect(await savedOf(id)).toBeUndefined();
    await release();
    await taken;
    expect(seen).toBe("whole");
    expect(await created.promise).toHaveLength(2);
    await query("drop trigger waits_to_insert on jobs");
  });

  test("counts the admitted jobs like any others", async () => {
    const admitted = async () => {
      const [row] = await query(
        `select admitted, (select count(*)::int from current_jobs where admission = 'admitted' and current_jobs.org_id = org_loads.org_id)
                + (select coalesce(sum(places), 0)::int from permits where permits.org_id = org_loads.org_id) as rows
           from org_loads where org_id = $1`,
        gaffer.org.orgId,
      );
      expect(row.admitted).toBe(row.rows);
      return Number(row.admitted);
    };
    let most = 0;
    let made: string[] = [];
    const before = await admitted();
    const id = await createJob(async ({ helpers }) => {
      const jobs = newJobs(200).map(({ runAt: _, ...job }) => job);
      made = (await helpers.enqueueAll(jobs, { checkpoint: 1 })).jobIds;
      most = await admitted();
    });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", error: null });
    expect(most).toBeGreaterThan(before);
    expect(most).toBeLessThanOrEqual(50);
    const open = "select 1 from current_jobs where id = any($1) and status <> 'completed'";
    while ((await query(open, made)).length > 0);
    expect(await admitted()).toBe(before);
  });

  test("has a maximum size, and so have the jobs that are created with it", async () => {
    const outcomes: string[] = [];
    const id = await createJob(async ({ helpers }) => {
      outcomes.push(await helpers.enqueueAll(newJobs(1_001)).then(String, String));
      outcomes.push(await helpers.enqueueAll([], { checkpoint: "x".repeat(70_000) }).then(String, String));
      outcomes.push(await helpers.enqueueAll([], { checkpoint: "\u0000" }).then(String, String));
    });
    await gaffer.attemptEnded(id);
    expect(outcomes).toEqual([
      expect.stringMatching(/at most 1000 jobs/),
      expect.stringMatching(/at most 64000 characters/),
      expect.stringMatching(/U\+0000/),
    ]);
    expect(await savedOf(id)).toBeUndefined();
  });
});
