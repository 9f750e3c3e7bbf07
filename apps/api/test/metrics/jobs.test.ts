import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NonRetryableError, RetryAfterError } from "../../src/modules/jobs/handlers/types.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { readMetrics } from "./read-metrics.ts";

const type = "file:profile";
const failing = "01890a5d-ac96-774b-bcce-b302099a8058";
const retrying = "01890a5d-ac96-774b-bcce-b302099a8060";
const holding = "01890a5d-ac96-774b-bcce-b302099a8059";

let gaffer: TestGaffer;
let held = Promise.withResolvers<void>();
let release = Promise.withResolvers<void>();
beforeAll(async () => {
  gaffer = await startTestGaffer({
    config: { workerConcurrency: 3 },
    concurrency: 1,
    timing: { stopGraceMs: 20, heartbeatMs: 50 },
    handler: async ({ input, signal, attempt }) => {
      if (input.fileId === retrying && attempt === 1) throw new RetryAfterError("later", 0);
      if (input.fileId === failing) throw new NonRetryableError("no", { code: "no" });
      if (input.fileId === holding) {
        held.resolve();
        const stopped = new Promise((_, reject) => signal.addEventListener("abort", reject));
        await Promise.race([release.promise, stopped]);
      }
      return { output: emptyProfile };
    },
  });
});
afterAll(() => gaffer.stop());

async function scrape() {
  const { status, headers, body } = await gaffer.request<string>("GET", "/metrics");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  return { ...readMetrics(body), text: body };
}

async function hold(): Promise<{ id: string; finish: () => void }> {
  held = Promise.withResolvers();
  release = Promise.withResolvers();
  const { id } = await gaffer.createJob({ input: { fileId: holding } });
  await held.promise;
  return { id, finish: release.resolve };
}

describe("Job metrics", () => {
  test("are zero before anything has happened", async () => {
    const { value, series } = await scrape();
    for (const outcome of ["completed", "failed", "cancelled"])
      expect(value("gaffer_jobs_finished_total", { type, outcome })).toBe(0);
    expect(value("gaffer_job_wait_seconds_count", { type })).toBe(0);
    expect(value("gaffer_queue_jobs", { type: "report:generate", state: "queued" })).toBe(0);
    expect(series("gaffer_jobs_finished_total")).toContain('outcome="completed",type="storage:cleanup"');
    expect(value("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
  });

  test("count finished jobs by type and outcome, with their wait and run times", async () => {
    const before = await scrape();
    for (const fileId of [someFileId, someFileId, failing]) {
      const { id } = await gaffer.createJob({ input: { fileId } });
      await gaffer.attemptEnded(id);
    }
    const cancelled = await hold();
    await gaffer.inOrg("POST", `/jobs/${cancelled.id}/cancel`);
    await gaffer.attemptEnded(cancelled.id);
    const after = await scrape();
    const grown = (name: string, labels: Record<string, string>) =>
      after.value(name, labels) - before.value(name, labels);
    expect(grown("gaffer_jobs_finished_total", { type, outcome: "completed" })).toBe(2);
    expect(grown("gaffer_jobs_finished_total", { type, outcome: "failed" })).toBe(1);
    expect(grown("gaffer_jobs_finished_total", { type, outcome: "cancelled" })).toBe(1);
    expect(after.value("gaffer_job_attempts_total", { type, outcome: "failed" })).toBe(1);
    expect(grown("gaffer_job_run_seconds_count", { type })).toBe(4);
    expect(grown("gaffer_job_wait_seconds_count", { type })).toBe(4);
    expect(grown("gaffer_jobs_finished_total", { type: "report:generate", outcome: "completed" })).toBe(0);
  });

  test("count a retried job as one finished job with two attempts", async () => {
    const before = await scrape();
    const { id } = await gaffer.createJob({ input: { fileId: retrying } });
    await gaffer.attemptEnded(id, 2);
    const after = await scrape();
    const all = (scraped: typeof after, name: string) =>
      scraped
        .series(name)
        .filter((labels) => labels.includes(type))
        .map((labels) => labels.match(/outcome="(\w+)"/)?.[1] ?? "")
        .reduce((sum, outcome) => sum + scraped.value(name, { type, outcome }), 0);
    expect(all(after, "gaffer_jobs_finished_total") - all(before, "gaffer_jobs_finished_total")).toBe(1);
    expect(all(after, "gaffer_job_attempts_total") - all(before, "gaffer_job_attempts_total")).toBe(2);
  });

  test("measure the wait of a job, and show the used slot", async () => {
    const first = await hold();
    const waiting = await gaffer.createJob();
    await gaffer.database.admin.query(
      "update current_jobs set run_at = run_at - interval '100 seconds' where id = $1",
      [waiting.id],
    );
    const before = await scrape();
    expect(before.value("gaffer_worker_slots")).toBe(3);
    expect(before.value("gaffer_worker_slots_used")).toBe(1);
    first.finish();
    await gaffer.attemptEnded(first.id);
    await gaffer.attemptEnded(waiting.id);
    const after = await scrape();
    const sum =
      after.value("gaffer_job_wait_seconds_sum", { type }) - before.value("gaffer_job_wait_seconds_sum", { type });
    expect(sum).toBeGreaterThan(100);
    expect(sum).toBeLessThan(130);
    const upTo = (le: string) => after.value("gaffer_job_wait_seconds_bucket", { type, le });
    expect(upTo("300") - upTo("60")).toBe(1);
    expect(after.value("gaffer_worker_slots_used")).toBe(0);
  });

  test("count a lost attempt", async () => {
    const { id } = await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await gaffer.database.admin.query(
      `update current_jobs set status = 'processing', attempt = 25, lost_attempts = 24, crashes = 24,
              worker_id = gen_random_uuid(), started_at = now() where id = $1`,
      [id],
    );
    const before = await scrape();
    await gaffer.log.waitFor((line) => line.msg === "the job's worker was lost" && line.jobId === id);
    const after = await scrape();
    expect(after.value("gaffer_job_attempts_total", { type, outcome: "lost" })).toBe(1);
    const failed = { type, outcome: "failed" };
    expect(after.value("gaffer_jobs_finished_total", failed)).toBe(
      before.value("gaffer_jobs_finished_total", failed) + 1,
    );
  });

  test("show how many jobs share a commit when they are created and when they end", async () => {
    const before = await scrape();
    const jobs = Array.from({ length: 40 }, () => ({ type, input: { fileId: someFileId } }));
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
    for (const { id } of body.jobs) await gaffer.attemptEnded(id);
    const after = await scrape();
    const grown = (name: string) => after.value(name) - before.value(name);
    expect(grown("gaffer_create_commit_jobs_count")).toBe(1);
    expect(grown("gaffer_create_commit_jobs_sum")).toBe(40);
    expect(grown("gaffer_settle_commit_attempts_sum")).toBe(40);
    expect(grown("gaffer_settle_commit_attempts_count")).toBeGreaterThan(0);
  });

  test("contain no organization and no job", async () => {
    const { text } = await scrape();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i);
    expect(text).not.toMatch(/\borg\w*=/i);
  });
});
