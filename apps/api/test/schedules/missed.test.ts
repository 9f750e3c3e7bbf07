import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type OpenSchedules, openSchedules, type Schedule } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

/** Creates a schedule that is due every hour from noon, and makes the scheduler's next pass at 16:20. */
async function afterFourHours(settings: Record<string, unknown>): Promise<Schedule> {
  opened.clock.now = new Date("2026-03-06T12:00:00Z");
  const schedule = await opened.schedule({ recurrence: { kind: "interval", every: 1, unit: "hours" }, ...settings });
  await opened.passAt("2026-03-06T16:20:00Z");
  return opened.get(schedule.id);
}

const outcomes = async (id: string) =>
  (await opened.runs(id)).map(({ scheduledAt, status }) => `${scheduledAt.slice(11, 16)} ${status}`);

describe("Missed runs › downtime across several times", () => {
  test("with skip runs none of them, and continues with the next", async () => {
    const { id, nextRunAt, runCount, lastRun } = await afterFourHours({ missed: "skip" });
    expect(await outcomes(id)).toEqual(["13:00 missed", "14:00 missed", "15:00 missed", "16:00 missed"]);
    expect({ nextRunAt, runCount, lastRun }).toEqual({
      nextRunAt: "2026-03-06T17:00:00.000Z",
      runCount: 0,
      lastRun: null,
    });
    expect(await opened.jobsOf(id)).toEqual([]);
  });

  test("with latest runs the latest one", async () => {
    const { id, nextRunAt, runCount, lastRun } = await afterFourHours({ missed: "latest" });
    expect(await outcomes(id)).toEqual(["13:00 missed", "14:00 missed", "15:00 missed", "16:00 running"]);
    expect({ nextRunAt, runCount }).toEqual({ nextRunAt: "2026-03-06T17:00:00.000Z", runCount: 1 });
    expect(lastRun).toMatchObject({ scheduledAt: "2026-03-06T16:00:00.000Z", status: "running" });
    expect(await opened.jobsOf(id)).toMatchObject([{ trigger: "schedule", createdBy: `schedule:${id}` }]);
  });

  test("with all runs each for its own time, and they don't count as overlapping", async () => {
    const { id, runCount } = await afterFourHours({ missed: "all", overlap: "skip" });
    expect(await outcomes(id)).toEqual(["13:00 running", "14:00 running", "15:00 running", "16:00 running"]);
    expect(runCount).toBe(4);
    // Each job carries the time that it is for, not the time of its creation.
    expect((await opened.jobsOf(id)).map(({ scheduledAt }) => scheduledAt?.toISOString().slice(11, 16))).toEqual([
      "13:00",
      "14:00",
      "15:00",
      "16:00",
    ]);
  });

  test("with all runs no more than maxRuns allows, and the schedule has ended", async () => {
    const { id, status, runCount } = await afterFourHours({ missed: "all", maxRuns: 2 });
    expect(await outcomes(id)).toEqual(["13:00 running", "14:00 running"]);
    expect({ status, runCount }).toEqual({ status: "ended", runCount: 2 });
  });

  test("doesn't include times after the schedule's end", async () => {
    const { id, status } = await afterFourHours({ missed: "all", endsAt: "2026-03-06T14:30:00Z" });
    expect(await outcomes(id)).toEqual(["13:00 running", "14:00 running"]);
    expect(status).toBe("ended");
  });

  test("can include a schedule's only run", async () => {
    const once = { recurrence: { kind: "once", at: "2026-03-06T15:00:00Z" } };
    expect(await afterFourHours({ ...once, missed: "skip" })).toMatchObject({ status: "ended", runCount: 0 });
    expect(await afterFourHours({ ...once, missed: "latest" })).toMatchObject({ status: "ended", runCount: 1 });
  });
});

describe("Missed runs › late run", () => {
  async function lateBy(ms: number): Promise<string[]> {
    opened.clock.now = new Date("2026-03-06T12:00:00Z");
    const { id } = await opened.schedule({ recurrence: { kind: "daily", time: "13:00" } });
    await opened.passAt(new Date(Date.parse("2026-03-06T13:00:00Z") + ms).toISOString());
    return outcomes(id);
  }

  test("of at most a minute isn't missed", async () => {
    expect(await lateBy(60_000)).toEqual(["13:00 running"]);
    expect(await lateBy(60_001)).toEqual(["13:00 missed"]);
  });
});

describe("Missed runs › schedule that runs every few seconds", () => {
  const seconds = { recurrence: { kind: "interval", every: 5, unit: "seconds" } };

  test("runs the latest of several due times", async () => {
    opened.clock.now = new Date("2026-03-06T12:00:00Z");
    const { id } = await opened.schedule(seconds);
    await opened.passAt("2026-03-06T12:00:17Z");
    expect((await opened.runs(id)).map(({ id, status }) => `${id.slice(17, 19)} ${status}`)).toEqual([
      "05 missed",
      "10 missed",
      "15 running",
    ]);
  });

  test("runs the latest hundred after a year of downtime, and finds them quickly", async () => {
    opened.clock.now = new Date("2026-03-06T12:00:00Z");
    const { id } = await opened.schedule({ ...seconds, missed: "all" });
    const before = process.cpuUsage();
    await opened.passAt("2027-03-06T12:00:00Z");
    // Microseconds of CPU time. Iterating over six million times takes a minute.
    expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
    const runs = await opened.runs(id);
    expect(runs).toHaveLength(100);
    expect([runs[0]?.id, runs[99]?.id]).toEqual(["2027-03-06T11:51:45.000Z", "2027-03-06T12:00:00.000Z"]);
    expect(await opened.jobsOf(id)).toHaveLength(100);
    expect(await opened.get(id)).toMatchObject({ nextRunAt: "2027-03-06T12:00:05.000Z", runCount: 100 });
  });
});
