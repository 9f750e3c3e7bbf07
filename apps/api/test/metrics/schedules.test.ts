import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { everyMinute, type OpenSchedules, openSchedules } from "../schedules/open-schedules.ts";
import { readMetrics } from "./read-metrics.ts";

let opened: OpenSchedules;
let scheduling: TestGaffer | undefined;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterAll(async () => {
  await scheduling?.stop();
  await opened.close();
});

test("Schedule metrics › runs › are counted by outcome, with the delay of their jobs", async () => {
  await opened.schedule({ recurrence: everyMinute, missed: "latest" });
  const { id } = await opened.schedule({ recurrence: { kind: "once", at: "2026-03-06T12:01:57Z" }, overlap: "skip" });
  await opened.post(id, "trigger");
  // A scheduler makes a pass when its process starts.
  opened.clock.now = new Date("2026-03-06T12:02:03Z");
  scheduling = await startTestGaffer({ role: "api", database: opened.gaffer.database, now: () => opened.clock.now });
  const before = readMetrics((await scheduling.request<string>("GET", "/metrics")).body);
  const value = (outcome: string) => before.value("gaffer_schedule_runs_total", { outcome });
  expect(["started", "missed", "overlapped", "refused"].map(value)).toEqual([0, 0, 0, 0]);
  await scheduling.stop();
  scheduling = await startTestGaffer({ role: "all", database: opened.gaffer.database, now: () => opened.clock.now });
  const scrape = async () => readMetrics((await (scheduling as TestGaffer).request<string>("GET", "/metrics")).body);
  await expect
    .poll(async () => (await scrape()).value("gaffer_schedule_runs_total", { outcome: "overlapped" }))
    .toBe(1);
  const after = await scrape();
  expect(after.value("gaffer_schedule_runs_total", { outcome: "started" })).toBe(1);
  expect(after.value("gaffer_schedule_runs_total", { outcome: "missed" })).toBe(1);
  expect(after.value("gaffer_schedule_lateness_seconds_count")).toBe(1);
  expect(after.value("gaffer_schedule_lateness_seconds_sum")).toBe(3);
});
