import { afterEach, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { readMetrics } from "./read-metrics.ts";

const type = "file:profile";
const started: TestGaffer[] = [];
afterEach(async () => {
  for (const gaffer of started.splice(0).reverse()) await gaffer.stop();
});

async function startApi(): Promise<TestGaffer> {
  const gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 2 } });
  started.push(gaffer);
  return gaffer;
}

/** Starts a new scheduler, which counts the jobs again: a running process caches its count for some seconds. */
async function startScheduler({ database }: TestGaffer): Promise<TestGaffer> {
  const scheduler = await startTestGaffer({
    role: "scheduler",
    database,
    config: { orgConcurrency: 2 },
  });
  started.push(scheduler);
  return scheduler;
}

const scrape = async (gaffer: TestGaffer) => readMetrics(await (await gaffer.app.health.request("/metrics")).text());

describe("Queue metrics › depth of the queue", () => {
  test("counts queued, parked and delayed jobs, and has the age of the oldest one", async () => {
    const api = await startApi();
    const job = (more = {}) => ({ type, input: { fileId: someFileId }, ...more });
    await api.inOrg("POST", "/jobs/batch", { jobs: Array.from({ length: 7 }, () => job()) });
    await api.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    const { id } = await api.createJob();
    await api.inOrg("POST", `/jobs/${id}/cancel`);
    await api.database.admin.query(
      "update current_jobs set run_at = now() - interval '90 seconds' where admission = 'parked'",
    );
    const { value } = await scrape(await startScheduler(api));
    expect(value("gaffer_queue_jobs", { type, state: "queued" })).toBe(2);
    expect(value("gaffer_queue_jobs", { type, state: "parked" })).toBe(5);
    expect(value("gaffer_queue_jobs", { type, state: "delayed" })).toBe(1);
    expect(value("gaffer_queue_oldest_age_seconds", { type })).toBeGreaterThanOrEqual(90);
    expect(value("gaffer_queue_oldest_age_seconds", { type })).toBeLessThan(120);
    expect(value("gaffer_queue_oldest_age_seconds", { type: "report:generate" })).toBe(0);
  });

  test("is counted once for several scrapes, and only by a process with a scheduler", async () => {
    const api = await startApi();
    const scheduler = await startScheduler(api);
    await Promise.all([scrape(scheduler), scrape(scheduler), scrape(scheduler)]);
    await api.createJob();
    expect((await scrape(scheduler)).value("gaffer_queue_jobs", { type, state: "queued" })).toBe(0);
    expect((await scrape(api)).series("gaffer_queue_jobs")).toEqual([]);
  });

  test("is left out when the database doesn't respond, and other metrics stay", async () => {
    const api = await startApi();
    const scheduler = await startScheduler(api);
    await api.database.admin.query("revoke select on open_jobs from gaffer_worker");
    const { series } = await scrape(scheduler);
    await api.database.admin.query("grant select on open_jobs to gaffer_worker");
    expect(series("gaffer_queue_jobs")).toEqual([]);
    expect(series("gaffer_queue_oldest_age_seconds")).toEqual([]);
    const { value } = await scrape(scheduler);
    expect(value("gaffer_database_errors_total", { kind: "other" })).toBeGreaterThan(0);
  });
});

test("Queue metrics › findings of the reconciler › are counted by kind, with the time of its last pass", async () => {
  const api = await startApi();
  await api.createJob();
  await api.database.admin.query("delete from gaffer_queue.job");
  const worker = await startTestGaffer({ role: "all", database: api.database });
  started.push(worker);
  await worker.log.waitFor(({ msg }) => msg === "jobs and their messages disagreed, and were settled");
  const { value } = await scrape(worker);
  expect(value("gaffer_reconciler_findings_total", { kind: "message_missing" })).toBe(1);
  expect(value("gaffer_reconciler_findings_total", { kind: "load_wrong" })).toBe(0);
  expect(Date.now() / 1000 - value("gaffer_reconciler_last_pass_timestamp_seconds")).toBeLessThan(10);
});
