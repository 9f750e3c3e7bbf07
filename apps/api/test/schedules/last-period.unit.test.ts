import { describe, expect, test } from "vitest";
import { lastPeriod } from "../../src/modules/schedules/recurrence/last-period.ts";

type Period = Parameters<typeof lastPeriod>[0];

const cases: [what: string, period: Period, before: string, zone: string, from: string, to: string][] = [
  ["lastDay in UTC", "lastDay", "2026-03-01T00:00:00Z", "UTC", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"],
  [
    "lastDay at the last moment",
    "lastDay",
    "2026-03-01T23:59:59.999Z",
    "UTC",
    "2026-02-28T00:00:00Z",
    "2026-03-01T00:00:00Z",
  ],
  [
    "lastDay of 23 hours",
    "lastDay",
    "2026-03-30T06:00:00Z",
    "Europe/Berlin",
    "2026-03-28T23:00:00Z",
    "2026-03-29T22:00:00Z",
  ],
  [
    "lastDay of 25 hours",
    "lastDay",
    "2026-10-26T06:00:00Z",
    "Europe/Berlin",
    "2026-10-24T22:00:00Z",
    "2026-10-25T23:00:00Z",
  ],
  [
    "lastDay west of UTC",
    "lastDay",
    "2026-03-10T03:00:00Z",
    "America/New_York",
    "2026-03-08T05:00:00Z",
    "2026-03-09T04:00:00Z",
  ],
  [
    "lastDay that starts without midnight",
    "lastDay",
    "2018-11-05T12:00:00Z",
    "America/Sao_Paulo",
    "2018-11-04T03:00:00Z",
    "2018-11-05T02:00:00Z",
  ],
  ["lastWeek on a Monday", "lastWeek", "2026-03-09T00:00:00Z", "UTC", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z"],
  ["lastWeek on a Sunday", "lastWeek", "2026-03-08T12:00:00Z", "UTC", "2026-02-23T00:00:00Z", "2026-03-02T00:00:00Z"],
  [
    "lastWeek with a clock change",
    "lastWeek",
    "2026-03-31T09:00:00Z",
    "Europe/Berlin",
    "2026-03-22T23:00:00Z",
    "2026-03-29T22:00:00Z",
  ],
  ["lastMonth in January", "lastMonth", "2026-01-15T00:00:00Z", "UTC", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"],
  [
    "lastMonth on the 31st",
    "lastMonth",
    "2024-03-31T21:00:00Z",
    "Asia/Tokyo",
    "2024-02-29T15:00:00Z",
    "2024-03-31T15:00:00Z",
  ],
];

describe("lastPeriod", () => {
  test.each(cases)("is the latest complete one: %s", (_, period, before, zone, from, to) => {
    expect(lastPeriod(period, new Date(before), zone)).toMatchObject({ from: new Date(from), to: new Date(to) });
  });

  test("has its dates in the zone", () => {
    const { dates } = lastPeriod("lastDay", new Date("2026-03-30T06:00:00Z"), "Europe/Berlin");
    expect(dates).toEqual(["2026-03-29", "2026-03-30"]);
  });
});
