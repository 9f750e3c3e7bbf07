import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";
import { createJob, printed } from "./isolated-gaffer.ts";
import { type Behaviour, fileIdOf } from "./isolated-handlers.ts";
import { jobs } from "./quarantined-handlers.ts";

const handlerLoader = {
  module: new URL("./quarantined-handlers.ts", import.meta.url).href,
  exportName: "openHandlers",
  resources: {},
};

let gaffer: TestGaffer;

/** Creates a job as a crash of its worker leaves it. */
async function createCrashed(job: object): Promise<string> {
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await gaffer.createJob({ runAt, maxAttempts: 1, ...job });
  await gaffer.database.admin.query(
    `update current_jobs set status = 'processing', attempt = 1, worker_id = gen_random_uuid(), started_at = now() where id = $1`,
    [id],
  );
  return id;
}

const crashed = (behaviour: Behaviour, job: object = {}) =>
  createCrashed({ input: { fileId: fileIdOf(behaviour) }, ...job });

const blockedBy = async (jobId: string) => (await gaffer.inOrg("GET", `/jobs/${jobId}/blocked-by`)).body.blockedBy;

describe("Quarantine › job of a crashed worker", () => {
  beforeAll(async () => {
    gaffer = await startTestGaffer({ jobs, handlerLoader, timing: { heartbeatMs: 30 } });
  });
  afterAll(() => gaffer.stop());

  test("runs in its own process, which ends with the attempt", async () => {
    const id = await crashed("noop");
    const job = await gaffer.attemptEnded(id, 2);
    expect(job).toMatchObject({ status: "completed", attempt: 2 });
    const pid = (job.output as { rows: number }).rows;
    expect(pid).not.toBe(process.pid);
    await gaffer.log.waitFor((line) => line.msg === "a handler's process ended" && line.pid === pid);
    const { rows } = await gaffer.database.admin.query("select from gaffer_queue.job where data ->> 'jobId' = $1", [
      id,
    ]);
    expect(rows).toEqual([]);
  });

  test.each([
    ["exit", "process_exited"],
    ["segfault", "process_exited"],
    ["loop", "timeout"],
  ] as const)(
    "is charged an attempt when it ends its process by %s, and affects no other job",
    async (behaviour, code) => {
      const id = await crashed(behaviour, { timeoutSeconds: 3, maxAttempts: 2 });
      const first = await gaffer.attemptEnded(id, 2);
      expect(first).toMatchObject({ status: "pending", attempt: 2, error: { code } });
      await gaffer.database.admin.query("update gaffer_queue.job set start_after = now() where data ->> 'jobId' = $1", [
        id,
      ]);
      expect(await gaffer.attemptEnded(id, 3)).toMatchObject({ status: "failed", attempt: 3, error: { code } });
    },
  );

  test("stays in quarantine when it is retried", async () => {
    const id = await crashed("exit");
    expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "failed" });
    await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    expect(await gaffer.attemptEnded(id, 3)).toMatchObject({ status: "failed", error: { code: "process_exited" } });
  });

  test("waits for a process and says so, while other jobs of its type continue", async () => {
    const running = await Promise.all(Array.from({ length: 4 }, () => crashed("heedAbort")));
    for (const id of running) await printed(gaffer, id, "waiting");
    // Creates the jobs one after the other, because messages of one transaction have no order.
    const waiting = await crashed("noop");
    await expect.poll(() => blockedBy(waiting)).toEqual({ kind: "quarantine", ahead: { count: 0, more: false } });
    const next = await crashed("noop");
    await expect.poll(() => blockedBy(next)).toEqual({ kind: "quarantine", ahead: { count: 1, more: false } });
    const other = await createJob(gaffer, "noop");
    expect(await gaffer.attemptEnded(other)).toMatchObject({ status: "completed", output: { rows: process.pid } });
    for (const id of running) await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    for (const id of [waiting, next]) expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "completed" });
  });

  test("gets a new message in quarantine when its message is lost", async () => {
    const running = await Promise.all(Array.from({ length: 4 }, () => crashed("heedAbort")));
    for (const id of running) await printed(gaffer, id, "waiting");
    const id = await crashed("noop");
    await gaffer.log.waitFor((line) => line.msg === "the job's worker was lost" && line.jobId === id);
    const reconciler = await openReconciler(gaffer.database, 100);
    // The reconciler's first pass corrects the in-flight counters, which the test's SQL has made wrong.
    await reconciler.runOnce();
    expect(await reconciler.runOnce()).toEqual({});
    await gaffer.database.admin.query("delete from gaffer_queue.job where data ->> 'jobId' = $1", [id]);
    // This pass may find nothing, because the scheduler's own reconciler may have repaired the job already.
    await reconciler.runOnce();
    await reconciler.stop();
    expect(await blockedBy(id)).toMatchObject({ kind: "quarantine" });
    for (const held of running) await gaffer.inOrg("POST", `/jobs/${held}/cancel`);
    expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "completed" });
  });
});

describe("Quarantine › worker that stops because of an uncaught error", () => {
  test("puts the jobs that it hands back into quarantine", async () => {
    const started = Promise.withResolvers<void>();
    gaffer = await startTestGaffer({
      config: { shutdownGraceMs: 0 },
      timing: { stopGraceMs: 0 },
      handler: () => new Promise(() => started.resolve()),
    });
    const { id } = await gaffer.createJob();
    await started.promise;
    await gaffer.app.drain("crashed");
    const { rows } = await gaffer.database.admin.query(
      "select status, lost_attempts, crashes from current_jobs where id = $1",
      [id],
    );
    expect(rows).toEqual([{ status: "pending", lost_attempts: 1, crashes: 1 }]);
    await gaffer.stop();
  });
});

describe("Quarantine › built-in handlers", () => {
  test("work in quarantine", async () => {
    gaffer = await startTestGaffer({ timing: { heartbeatMs: 30 } });
    const input = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
    const id = await createCrashed({ type: "report:generate", input });
    expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "completed", output: { rows: 0 } });
    await gaffer.stop();
  });
});
