import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

describe("Lost worker › job of a lost worker", () => {
  let database: TestDatabase;
  let gaffer: TestGaffer;
  let handled: string[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    gaffer = await startTestGaffer({
      database,
      timing: { heartbeatMs: 30 },
      handler: async ({ jobId, attempt }) => {
        handled.push(`${jobId}/${attempt}`);
        return { output: emptyProfile };
      },
    });
  });
  afterAll(async () => {
    await gaffer.stop();
    await database.drop();
  });

  /**
   * Creates a job of a worker that doesn't exist, as a killed worker process leaves its job. `lostBefore`: number of
   * earlier lost attempts.
   */
  async function createHeldJob(lostBefore: number): Promise<string> {
    const { id } = await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString(), maxAttempts: 1 });
    await database.admin.query(
      `update current_jobs set status = 'processing', attempt = 1 + $2::int, lost_attempts = $2, crashes = $2,
              worker_id = gen_random_uuid(), started_at = now() where id = $1`,
      [id, lostBefore],
    );
    return id;
  }

  test("runs again on another worker, and the lost attempt isn't charged", async () => {
    const id = await createHeldJob(0);
    const job = await gaffer.attemptEnded(id, 2);
    expect(job).toMatchObject({ status: "completed", attempt: 2, maxAttempts: 1 });
    expect(handled).toContain(`${id}/2`);
    const { body } = await gaffer.inOrg("GET", `/jobs/${id}/attempts`);
    expect(body.items).toMatchObject([
      { attempt: 1, status: "lost", error: { code: "worker_lost" } },
      { attempt: 2, status: "completed" },
    ]);
    const { rows } = await database.admin.query("select state from gaffer_queue.job where data ->> 'jobId' = $1", [id]);
    expect(rows).toEqual([]);
  });

  test("fails with worker_lost when 25 attempts were lost", async () => {
    handled = [];
    const id = await createHeldJob(24);
    await gaffer.log.waitFor(({ msg, jobId }) => msg === "the job's worker was lost" && jobId === id);
    expect(await gaffer.getJob(id)).toMatchObject({ status: "failed", attempt: 25, error: { code: "worker_lost" } });
    expect(handled).toEqual([]);
  });

  test("is handed back once, by any number of workers", async () => {
    const second = await startTestGaffer({
      database,
      role: "worker",
      timing: { heartbeatMs: 20 },
      handler: async () => ({ output: emptyProfile }),
    });
    const ids = await Promise.all(Array.from({ length: 20 }, () => createHeldJob(0)));
    const ended = ids.map((id) =>
      Promise.race(
        [gaffer, second].map(({ log }) => log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id)),
      ),
    );
    await Promise.all(ended);
    await second.stop();
    const found = [...gaffer.log.lines, ...second.log.lines].filter((line) => line.msg === "the job's worker was lost");
    const { rows } = await database.admin.query(
      "select attempt, status, lost_attempts from current_jobs where id = any($1)",
      [ids],
    );
    expect(rows).toEqual(ids.map(() => ({ attempt: 2, status: "completed", lost_attempts: 1 })));
    expect(found.filter(({ jobId }) => ids.includes(String(jobId)))).toHaveLength(ids.length);
  });
});

describe("Lost worker › stopping worker", () => {
  test("completes a short job, hands back a long one without a charge, and removes its row", async () => {
    const database = await cloneDatabase();
    const started = new Map<string, PromiseWithResolvers<() => void>>();
    const startOf = (jobId: string) => {
      const run = started.get(jobId) ?? Promise.withResolvers<() => void>();
      started.set(jobId, run);
      return run;
    };
    const first = await startTestGaffer({
      database,
      config: { shutdownGraceMs: 200 },
      timing: { stopGraceMs: 30 },
      handler: ({ jobId }) => new Promise((resolve) => startOf(jobId).resolve(() => resolve({ output: emptyProfile }))),
    });
    const short = await first.createJob();
    const long = await first.createJob();
    const finishShort = await startOf(short.id).promise;
    await startOf(long.id).promise;
    const stopping = first.stop();
    finishShort();
    await stopping;

    const rows = await database.admin.query(
      "select id, status, attempt, lost_attempts, crashes from current_jobs order by id",
    );
    expect(rows.rows).toEqual([
      { id: short.id, status: "completed", attempt: 1, lost_attempts: 0, crashes: 0 },
      { id: long.id, status: "pending", attempt: 1, lost_attempts: 1, crashes: 0 },
    ]);
    expect((await database.admin.query("select id from workers")).rows).toEqual([]);

    const second = await startTestGaffer({ database, role: "worker", handler: async () => ({ output: emptyProfile }) });
    await second.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === long.id);
    expect(
      (await database.admin.query("select status, attempt from current_jobs where id = $1", [long.id])).rows,
    ).toEqual([{ status: "completed", attempt: 2 }]);
    await second.stop();
    await database.drop();
  });
});

describe("Lost worker › slots", () => {
  test("are never exceeded, in total and per type", async () => {
    let running = 0;
    let most = 0;
    const release = Promise.withResolvers<void>();
    const full = Promise.withResolvers<void>();
    const gaffer = await startTestGaffer({
      config: { workerConcurrency: 8 },
      concurrency: 3,
      handler: async () => {
        most = Math.max(most, ++running);
        if (running === 3) full.resolve();
        await release.promise;
        running--;
        return { output: emptyProfile };
      },
    });
    const jobs = Array.from({ length: 12 }, () => ({ type: "file:profile", input: { fileId: someFileId } }));
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
    await full.promise;
    release.resolve();
    for (const { id } of body.jobs) await gaffer.attemptEnded(id);
    expect(most).toBe(3);
    await gaffer.stop();
  });
});
