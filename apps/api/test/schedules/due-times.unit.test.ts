import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrences, type Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";
import { type DueRow, dueTimes } from "../../src/modules/schedules/services/due-times.ts";

const minuteMs = 60_000;
const start = Date.parse("2026-03-06T12:00:00Z");

const aRecurrence: fc.Arbitrary<Recurrence> = fc.constantFrom<Recurrence>(
  { kind: "interval", every: 7, unit: "seconds" },
  { kind: "interval", every: 3, unit: "minutes" },
  { kind: "cron", expression: "*/5 * * * *" },
  { kind: "daily", time: "13:00" },
  { kind: "weekly", weekdays: ["monday", "saturday"], time: "02:30" },
);

const aRow = fc
  .record({
    recurrence: aRecurrence,
    timezone: fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe"),
    missed: fc.constantFrom("skip", "latest", "all"),
    maxRuns: fc.option(fc.integer({ min: 3, max: 200 })),
    runCount: fc.nat(2),
    endsAt: fc.option(fc.integer({ min: 1, max: 3 * 24 * 60 }).map((minutes) => new Date(start + minutes * minuteMs))),
  })
  .map((row) => ({ ...row, startsAt: null, createdAt: new Date(start) }));

const aNow = fc.oneof(fc.nat(600), fc.nat(3 * 24 * 3600)).map((seconds) => new Date(start + seconds * 1000));

/** All scheduled times up to `now`, beginning with the schedule's first time. */
function allTimes(row: Omit<DueRow, "nextRunAt">, now: Date): number[] {
  const times: number[] = [];
  const bounds = { ...row, after: new Date(start), maxRuns: null };
  for (const { at } of occurrences(row.recurrence as Recurrence, row.timezone, bounds)) {
    if (at > now) break;
    times.push(at.getTime());
  }
  return times;
}

describe("dueTimes › due times", () => {
  const decide = (row: Omit<DueRow, "nextRunAt">, now: Date) => {
    const times = allTimes(row, now);
    // `dueTimes` is called for due schedules only.
    fc.pre(times.length > 0);
    const { run, missed } = dueTimes({ ...row, nextRunAt: new Date(times[0] as number) }, now);
    return { times, run: run.map((at) => at.getTime()), missed: missed.map((at) => at.getTime()) };
  };
  const property = (check: (row: Omit<DueRow, "nextRunAt">, now: Date) => void) =>
    fc.assert(fc.property(aRow, aNow, check), { numRuns: 300 });

  test("are real scheduled times, in order and without duplicates", () => {
    property((row, now) => {
      const { times, run, missed } = decide(row, now);
      const decided = [...missed, ...run];
      const known = new Set(times);
      expect(decided.filter((time) => !known.has(time))).toEqual([]);
      expect(decided.every((time, index) => index === 0 || time > (decided[index - 1] as number))).toBe(true);
    });
  });

  test("are the latest hundred, unless the schedule ends before", () => {
    property((row, now) => {
      const { times, run, missed } = decide(row, now);
      const latest = times.slice(-100);
      const left = row.maxRuns === null ? 100 : row.maxRuns - row.runCount;
      const over = row.missed === "all" ? Math.max(0, latest.length - left) : 0;
      expect([...missed, ...run]).toEqual(latest.slice(0, latest.length - over));
    });
  });

  test("run by the policy: with `skip` the latest if it is at most a minute late, with `latest` always, with `all` every one", () => {
    property((row, now) => {
      const { times, run } = decide(row, now);
      const isFresh = now.getTime() - (times.at(-1) ?? 0) <= minuteMs;
      const left = row.maxRuns === null ? 100 : row.maxRuns - row.runCount;
      const wanted = { skip: isFresh ? 1 : 0, latest: 1, all: 100 }[row.missed as "skip" | "latest" | "all"];
      expect(run.length).toBe(Math.min(wanted, times.length, left));
    });
  });
});
