import { describe, expect, test } from "vitest";
import { type Timetable, validateRecurrence } from "../../src/modules/schedules/recurrence/validate-recurrence.ts";
import { cron, daily } from "./runs-of.ts";

const now = new Date("2026-11-20T12:00:00Z");

const errorsOf = (timetable: Partial<Timetable>) =>
  validateRecurrence(
    { recurrence: daily("09:00"), timezone: "UTC", startsAt: null, endsAt: null, maxRuns: null, ...timetable },
    now,
  ).map(({ pointer, message }) => `${pointer} ${message}`);

describe("validateRecurrence › valid recurrence", () => {
  test.each<[string, Partial<Timetable>]>([
    ["with a zone by another of its names", { timezone: "Asia/Calcutta" }],
    ["with UTC", { timezone: "UTC" }],
    ["with an expression that matches once in many years", { recurrence: cron("0 0 29 2 */7") }],
    ["with a start that has passed", { startsAt: "2020-01-01T00:00:00Z" }],
    ["with an end right after the next run", { endsAt: "2026-11-21T09:00:00.001Z" }],
    ["with the shortest interval", { recurrence: { kind: "interval", every: 5, unit: "seconds" } }],
    ["with the nearest seconds", { recurrence: cron("*/5 * * * * *") }],
  ])("%s", (_, timetable) => {
    expect(errorsOf(timetable)).toEqual([]);
  });
});

describe("validateRecurrence › invalid recurrence", () => {
  test.each<[string, Partial<Timetable>, string]>([
    [
      "an unknown zone",
      { timezone: "Europe/Berlim" },
      "/timezone must be a time zone of the IANA database, such as Europe/Berlin",
    ],
    ["a city alone", { timezone: "Tokyo" }, "/timezone must be a time zone of the IANA database, such as Asia/Tokyo"],
    [
      "an offset",
      { timezone: "+02:00" },
      "/timezone must be a time zone of the IANA database, such as Europe/Berlin (an offset knows no daylight saving)",
    ],
    [
      "a wrong expression",
      { recurrence: cron("0 25 * * *") },
      '/recurrence/expression has an invalid hour: "25" isn\'t a number from 0 to 23',
    ],
    [
      "a date that doesn't exist",
      { recurrence: cron("0 0 30 2 *") },
      "/recurrence/expression matches no existing date: none of its months has such a day",
    ],
    [
      "an interval that is too short",
      { recurrence: { kind: "interval", every: 4, unit: "seconds" } },
      "/recurrence/every must be at least 5 seconds",
    ],
    [
      "an end that isn't after the start",
      { startsAt: "2027-01-01T00:00:00Z", endsAt: "2027-01-01T01:00:00+01:00" },
      "/endsAt must be after startsAt",
    ],
    ["an end that has passed", { endsAt: "2026-11-20T12:00:00Z" }, "/endsAt must be in the future: this has passed"],
    [
      "an end before the first run",
      { endsAt: "2026-11-21T09:00:00Z" },
      "/endsAt leaves no time for a run: the first would be at 2026-11-21T09:00:00+00:00",
    ],
    [
      "one instant that has passed",
      { recurrence: { kind: "once", at: "2026-11-20T12:00:00Z" } },
      "/recurrence/at must be in the future: this has passed",
    ],
    [
      "one instant before the start",
      { recurrence: { kind: "once", at: "2026-11-21T12:00:00Z" }, startsAt: "2026-11-22T00:00:00Z" },
      "/recurrence/at must not be before startsAt",
    ],
    [
      "a start after which there is nothing",
      { startsAt: "9999-12-31T00:00:00Z" },
      "/recurrence has no run before the year 10000",
    ],
  ])("%s", (_, timetable, expected) => {
    expect(errorsOf(timetable)).toEqual([expected]);
  });

  test("has all of its errors reported", () => {
    const errors = errorsOf({
      timezone: "x",
      recurrence: cron("x"),
      startsAt: "2028-01-01T00:00:00Z",
      endsAt: "2027-01-01T00:00:00Z",
    });
    expect(errors.map((text) => text.split(" ")[0])).toEqual(["/timezone", "/recurrence/expression", "/endsAt"]);
  });
});
