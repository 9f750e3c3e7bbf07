import { describe, expect, test } from "vitest";
import { occurrences, type Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";
import { cron, daily, localRunsOf, runsOf } from "./runs-of.ts";

const weekly = (...weekdays: Extract<Recurrence, { kind: "weekly" }>["weekdays"]): Recurrence => ({
  kind: "weekly",
  weekdays,
  time: "09:00",
});
const monthly = (on: Extract<Recurrence, { kind: "monthly" }>["on"]): Recurrence => ({
  kind: "monthly",
  on,
  time: "09:00",
});
const days = (runs: string[]) => runs.map((local) => local.slice(0, 10));

describe("occurrences › daily", () => {
  test("is at its time in the zone, after and not at the given instant", () => {
    expect(localRunsOf(daily("09:00"), "Asia/Kolkata", "2026-11-20T03:30:00Z", 2)).toEqual([
      "2026-11-21T09:00:00+05:30",
      "2026-11-22T09:00:00+05:30",
    ]);
  });

  test("may have seconds", () => {
    const [run] = runsOf(daily("23:59:58"), "UTC", "2026-12-31T23:59:57.999Z", 1);
    expect(run).toEqual({ at: new Date("2026-12-31T23:59:58Z"), local: "2026-12-31T23:59:58+00:00" });
  });
});

test("occurrences › weekly › is on its days, in the order of the week", () => {
  const runs = localRunsOf(weekly("sunday", "wednesday", "monday"), "Europe/Berlin", "2026-11-18T09:00:00Z", 4);
  expect(days(runs)).toEqual(["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-29"]);
});

describe("occurrences › monthly", () => {
  test.each([
    ["the 15th", { kind: "day", day: 15 }, ["2028-01-15", "2028-02-15", "2028-03-15", "2028-04-15"]],
    ["the 31st", { kind: "day", day: 31 }, ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]],
    ["the last day", { kind: "lastDay" }, ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]],
    [
      "the first Saturday",
      { kind: "weekday", week: "first", weekday: "saturday" },
      ["2028-01-01", "2028-02-05", "2028-03-04", "2028-04-01"],
    ],
    [
      "the third Thursday",
      { kind: "weekday", week: "third", weekday: "thursday" },
      ["2028-01-20", "2028-02-17", "2028-03-16", "2028-04-20"],
    ],
    [
      "the last Monday, fourth or fifth",
      { kind: "weekday", week: "last", weekday: "monday" },
      ["2028-01-31", "2028-02-28", "2028-03-27", "2028-04-24"],
    ],
  ] as const)("%s", (_, on, expected) => {
    expect(days(localRunsOf(monthly(on), "America/Chicago", "2027-12-31T20:00:00Z", 4))).toEqual(expected);
  });

  test("has a note in a month that is too short, but not for the last day", () => {
    const notes = runsOf(monthly({ kind: "day", day: 30 }), "UTC", "2027-01-31T00:00:00Z", 12).map(({ note }) => note);
    expect(notes.filter(Boolean)).toEqual([
      { code: "shortMonth", text: "February 2027 has 28 days and no 30: this runs on its last." },
    ]);
    const last = runsOf(monthly({ kind: "lastDay" }), "UTC", "2027-01-31T00:00:00Z", 12);
    expect(last.filter(({ note }) => note)).toEqual([]);
  });
});

describe("occurrences › interval", () => {
  const every = (count: number, unit: "seconds" | "minutes" | "hours"): Recurrence => ({
    kind: "interval",
    every: count,
    unit,
  });

  test("without a start first runs one interval after its creation", () => {
    const runs = runsOf(every(90, "seconds"), "UTC", "2026-11-20T12:00:00.250Z", 2);
    expect(runs.map(({ local }) => local)).toEqual(["2026-11-20T12:01:30.250+00:00", "2026-11-20T12:03:00.250+00:00"]);
  });

  test("with a start first runs then, and counts from there", () => {
    const startsAt = new Date("2026-11-20T12:07:00Z");
    const [first] = runsOf(every(2, "hours"), "UTC", "2026-11-20T12:00:00Z", 1, { startsAt });
    expect(first?.at).toEqual(startsAt);
    const [later] = runsOf(every(2, "hours"), "UTC", "2031-01-01T00:00:00Z", 1, { startsAt });
    expect(later?.at).toEqual(new Date("2031-01-01T00:07:00Z"));
  });

  test("is in real time: six hours stay six hours on a day with 23", () => {
    const startsAt = new Date("2026-03-28T23:00:00Z");
    expect(localRunsOf(every(6, "hours"), "Europe/Berlin", "2026-03-28T00:00:00Z", 3, { startsAt })).toEqual([
      "2026-03-29T00:00:00+01:00",
      "2026-03-29T07:00:00+02:00",
      "2026-03-29T13:00:00+02:00",
    ]);
  });
});

describe("occurrences › cron", () => {
  test.each([
    ["0 9 * * MON-FRI", ["2026-11-20T09:00", "2026-11-23T09:00"]],
    ["30 8-9/1 1,15 * *", ["2026-12-01T08:30", "2026-12-01T09:30"]],
    ["15,45 30 12 * * *", ["2026-11-20T12:30:15", "2026-11-20T12:30:45"]],
    ["0 0 13 * FRI", ["2026-11-27T00:00", "2026-12-04T00:00"]],
    ["0 0 29 2 *", ["2028-02-29T00:00", "2032-02-29T00:00"]],
    ["0 0 31 * *", ["2026-12-31T00:00", "2027-01-31T00:00"]],
    ["0 12 * jan,JUL 7", ["2027-01-03T12:00", "2027-01-10T12:00"]],
    ["0 0 29 2 */7", ["2032-02-29T00:00", "2060-02-29T00:00"]],
  ])("%s", (expression, expected) => {
    const runs = localRunsOf(cron(expression), "UTC", "2026-11-20T00:00:00Z", 2);
    const read = runs.map((local) => local.replace(/(:00)?\+00:00$/, ""));
    expect(read).toEqual(expected);
  });
});

test("occurrences › once › has one run, unless it has passed", () => {
  const once: Recurrence = { kind: "once", at: "2026-11-20T13:00:00+01:00" };
  expect(runsOf(once, "Asia/Tokyo", "2026-11-20T11:59:59Z", 5)).toEqual([
    { at: new Date("2026-11-20T12:00:00Z"), local: "2026-11-20T21:00:00+09:00" },
  ]);
  expect(runsOf(once, "Asia/Tokyo", "2026-11-20T12:00:00Z", 5)).toEqual([]);
});

describe("occurrences › startsAt and endsAt", () => {
  const created = "2026-11-20T12:00:00Z";

  test("include a run at the start and none at the end", () => {
    const startsAt = new Date("2026-11-25T09:00:00Z");
    const endsAt = new Date("2026-11-27T09:00:00Z");
    expect(days(localRunsOf(daily("09:00"), "UTC", created, 10, { startsAt, endsAt }))).toEqual([
      "2026-11-25",
      "2026-11-26",
    ]);
  });

  test("are optional: without an end runs continue until the year 9999", () => {
    const after = new Date("9999-12-01T00:00:00Z");
    const runs = [...occurrences(daily("09:00"), "Pacific/Kiritimati", { after, createdAt: after })];
    expect(runs.at(-1)?.local).toBe("9999-12-29T09:00:00+14:00");
  });
});
