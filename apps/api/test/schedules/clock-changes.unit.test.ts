/** How runs are planned at changes of daylight saving time, and the note that explains a moved run. */
import { describe, expect, test } from "vitest";
import { cron, daily, localRunsOf, runsOf } from "./runs-of.ts";

const times = (runs: string[]) => runs.map((local) => local.slice(11));

describe("Clock changes › skipped time", () => {
  test("runs later by the amount of the change", () => {
    expect(runsOf(daily("02:30"), "Europe/Berlin", "2026-03-28T12:00:00Z", 2)).toEqual([
      {
        at: new Date("2026-03-29T01:30:00Z"),
        local: "2026-03-29T03:30:00+02:00",
        note: {
          code: "timeSkipped",
          text: "There is no 02:30 on 2026-03-29: clocks go forward from 02:00 to 03:00. This runs at 03:30 instead.",
        },
      },
      { at: new Date("2026-03-30T00:30:00Z"), local: "2026-03-30T02:30:00+02:00" },
    ]);
  });

  test("runs half an hour later when the change is half an hour", () => {
    expect(localRunsOf(daily("02:15"), "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 1)).toEqual([
      "2026-10-04T02:45:00+11:00",
    ]);
  });

  test("runs on the next day when a day is skipped, together with that day's own run", () => {
    const runs = runsOf(daily("10:00"), "Pacific/Apia", "2011-12-29T00:00:00Z", 3);
    expect(runs.map(({ local }) => local)).toEqual([
      "2011-12-29T10:00:00-10:00",
      "2011-12-31T10:00:00+14:00",
      "2012-01-01T10:00:00+14:00",
    ]);
    expect(runs[1]?.note?.text).toContain("This runs at 10:00 on 2011-12-31 instead.");
  });

  test("is one run together with another that is due then, in the order of real time", () => {
    expect(times(localRunsOf(cron("0,45 2,3 * * *"), "Europe/Berlin", "2026-03-29T00:00:00Z", 3))).toEqual([
      "03:00:00+02:00",
      "03:45:00+02:00",
      "02:00:00+02:00",
    ]);
    expect(times(localRunsOf(cron("45 2 * * *"), "Europe/Berlin", "2026-03-29T00:00:00Z", 1))).toEqual([
      "03:45:00+02:00",
    ]);
    const mixed = cron("50,10 2,3 * * *");
    expect(times(localRunsOf(mixed, "Europe/Berlin", "2026-03-29T00:00:00Z", 2))).toEqual([
      "03:10:00+02:00",
      "03:50:00+02:00",
    ]);
  });

  test("is found from an instant within the hour after the change", () => {
    expect(times(localRunsOf(daily("02:30"), "Europe/Berlin", "2026-03-29T01:29:59Z", 1))).toEqual(["03:30:00+02:00"]);
    expect(times(localRunsOf(daily("02:30"), "Europe/Berlin", "2026-03-29T01:30:00Z", 1))).toEqual(["02:30:00+02:00"]);
  });
});

describe("Clock changes › repeated time", () => {
  test("runs the first time only", () => {
    expect(runsOf(daily("02:30"), "Europe/Berlin", "2026-10-24T12:00:00Z", 2)).toEqual([
      {
        at: new Date("2026-10-25T00:30:00Z"),
        local: "2026-10-25T02:30:00+02:00",
        note: {
          code: "timeRepeated",
          text: "02:30 comes twice on 2026-10-25: clocks go back from 03:00 to 02:00. This runs the first time only.",
        },
      },
      { at: new Date("2026-10-26T01:30:00Z"), local: "2026-10-26T02:30:00+01:00" },
    ]);
  });

  test("isn't found between the two occurrences", () => {
    const [run] = runsOf(daily("02:30"), "Europe/Berlin", "2026-10-25T01:10:00Z", 1);
    expect(run?.local).toBe("2026-10-26T02:30:00+01:00");
  });

  test("runs once for each named hour", () => {
    expect(times(localRunsOf(cron("30 0-3 * * *"), "Europe/Berlin", "2026-10-24T22:00:00Z", 5))).toEqual([
      "00:30:00+02:00",
      "01:30:00+02:00",
      "02:30:00+02:00",
      "03:30:00+01:00",
      "00:30:00+01:00",
    ]);
  });
});

describe("Clock changes › cron without an hour", () => {
  const quarters = cron("*/15 * * * *");

  test("runs every 15 minutes of a repeated hour, both times", () => {
    const runs = runsOf(quarters, "Europe/Berlin", "2026-10-24T23:45:00Z", 9);
    expect(times(runs.map(({ local }) => local))).toEqual([
      "02:00:00+02:00",
      "02:15:00+02:00",
      "02:30:00+02:00",
      "02:45:00+02:00",
      "02:00:00+01:00",
      "02:15:00+01:00",
      "02:30:00+01:00",
      "02:45:00+01:00",
      "03:00:00+01:00",
    ]);
    expect(runs[1]?.note?.text).toMatch(/This is the first time; it runs the second time too\.$/);
    expect(runs[5]?.note?.text).toMatch(/This is the second time; it ran the first time too\.$/);
    expect(runs[8]?.note).toBeUndefined();
  });

  test("runs in no minute of a skipped hour", () => {
    const runs = runsOf(quarters, "Europe/Berlin", "2026-03-29T00:45:00Z", 4);
    expect(times(runs.map(({ local }) => local))).toEqual([
      "03:00:00+02:00",
      "03:15:00+02:00",
      "03:30:00+02:00",
      "03:45:00+02:00",
    ]);
    expect(runs.filter(({ note }) => note)).toEqual([]);
  });

  test("runs in the repeated hour, also when its day is the only one in a year", () => {
    expect(times(localRunsOf(cron("30 * 25 10 *"), "Europe/Berlin", "2026-10-25T00:00:00Z", 2))).toEqual([
      "02:30:00+02:00",
      "02:30:00+01:00",
    ]);
    // In São Paulo clocks went back at midnight, so that the last hour of the day was repeated.
    expect(localRunsOf(cron("30 * 17 2 *"), "America/Sao_Paulo", "2018-02-18T01:30:00Z", 2)).toEqual([
      "2018-02-17T23:30:00-03:00",
      "2019-02-17T00:30:00-03:00",
    ]);
  });
});

test("Clock changes › skipped time on the last day of a short month › has both notes", () => {
  const on = { kind: "day", day: 31 } as const;
  const [run] = runsOf({ kind: "monthly", on, time: "02:30" }, "Pacific/Auckland", "2029-09-01T00:00:00Z", 1);
  expect(run).toMatchObject({
    local: "2029-09-30T03:30:00+13:00",
    note: {
      code: "timeSkipped",
      text:
        "There is no 02:30 on 2029-09-30: clocks go forward from 02:00 to 03:00. This runs at 03:30 instead. " +
        "September 2029 has 30 days and no 31: this runs on its last.",
    },
  });
});
