/** What schedulers do when the machine's clock is set. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countRuns, eachOnce } from "./many-schedules.ts";
import { everyMinute, type OpenSchedules, openSchedules } from "./open-schedules.ts";

let schedules: OpenSchedules;
beforeAll(async () => {
  schedules = await openSchedules("2026-03-02T12:00:00Z", { orgConcurrency: 10_000 });
});
afterAll(() => schedules.close());
beforeEach(async () => {
  await schedules.forget();
  await schedules.gaffer.database.admin.query("delete from current_jobs");
  await schedules.gaffer.database.admin.query("delete from gaffer_queue.job");
  schedules.clock.now = new Date("2026-03-02T12:00:00Z");
});

const times = async (id: string) => (await schedules.runs(id)).map(({ id }) => id.slice(11, 16));

test("Scheduler with set clocks › clock set forward › runs each of the times that become due once", async () => {
  const { passAt, schedule } = schedules;
  const { id } = await schedule({ missed: "all", overlap: "allow" });
  expect(await passAt("2026-03-02T12:01:00Z")).toBe(1);
  expect(await passAt("2026-03-02T12:05:30Z")).toBe(4);
  expect(await times(id)).toEqual(["12:01", "12:02", "12:03", "12:04", "12:05"]);
  expect(await countRuns(schedules.gaffer.database)).toEqual(eachOnce(5));
  expect(await passAt("2026-03-02T12:06:00Z")).toBe(1);
});

test("Scheduler with set clocks › clock set back › repeats no time, and later times run when they are due", async () => {
  const { passAt, schedule } = schedules;
  const { id } = await schedule({ missed: "all", overlap: "allow" });
  await passAt("2026-03-02T12:03:00Z");
  for (const at of ["11:00:00", "12:00:30", "12:01:00", "12:03:59"]) expect(await passAt(`2026-03-02T${at}Z`)).toBe(0);
  expect(await passAt("2026-03-02T12:04:00Z")).toBe(1);
  expect(await times(id)).toEqual(["12:01", "12:02", "12:03", "12:04"]);
  expect(await countRuns(schedules.gaffer.database)).toEqual(eachOnce(4));
});

test("Scheduler with set clocks › schedule resumed with an earlier clock › doesn't repeat recorded times", async () => {
  const { passAt, schedule, post, get } = schedules;
  const { id } = await schedule({ missed: "all", overlap: "allow", maxRuns: 4 });
  await passAt("2026-03-02T12:03:00Z");
  const before = await schedules.runs(id);
  schedules.clock.now = new Date("2026-03-02T12:01:30Z");
  await post(id, "pause");
  await post(id, "resume");
  expect((await get(id)).nextRunAt).toBe("2026-03-02T12:02:00.000Z");
  expect(await passAt("2026-03-02T12:02:00Z")).toBe(0);
  expect(await passAt("2026-03-02T12:03:00Z")).toBe(0);
  expect(await schedules.runs(id)).toEqual(before);
  // A run that was recorded before the clock was set back isn't counted again.
  expect(await get(id)).toMatchObject({ runCount: 3, status: "active", nextRunAt: "2026-03-02T12:04:00.000Z" });
  expect(await passAt("2026-03-02T12:04:00Z")).toBe(1);
  expect(await countRuns(schedules.gaffer.database)).toEqual(eachOnce(4));
});

test("Scheduler with set clocks › schedulers with different clocks › run each time once", async () => {
  const { schedule, passAt, gaffer } = schedules;
  for (let count = 0; count < 20; count++) await schedule({ recurrence: everyMinute, missed: "all", overlap: "allow" });
  let total = 0;
  for (const second of [60, 62, 59, 119, 121, 118, 180, 178, 181]) {
    total += await passAt(new Date(Date.UTC(2026, 2, 2, 12, 0, second)).toISOString());
  }
  expect(total).toBe(60);
  expect(await countRuns(gaffer.database)).toEqual(eachOnce(60));
});
