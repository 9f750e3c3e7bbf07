import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  type Bounds,
  nextOccurrence,
  type Occurrence,
  occurrences,
  type Recurrence,
} from "../../src/modules/schedules/recurrence/occurrences.ts";
import {
  anyClockRecurrence,
  anyInstant,
  anyInterval,
  anyRecurrence,
  anyTime,
  anyZone,
  firstYear,
  lastYear,
  zones,
} from "./any-recurrence.ts";
import { runsByBruteForce } from "./by-brute-force.ts";

/** Number of random cases per property. More cases find more faults. This number takes a few seconds. */
const runs = 200;
const quarter = 15 * 60_000;
const day = 96 * quarter;

function take(
  count: number,
  recurrence: Recurrence,
  zone: string,
  after: Date,
  more: Partial<Bounds> = {},
): Occurrence[] {
  return [...occurrences(recurrence, zone, { after, createdAt: after, maxRuns: count, ...more })];
}

const instants = (found: readonly Occurrence[]) => found.map(({ at }) => at.getTime());

/** The next clock change after an instant, if there is one. */
function nextChange(zone: string, after: Date): number | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone);
  return here.getTimeZoneTransition("next")?.epochMilliseconds;
}

test("Recurrence properties › runs › are those of the reference implementation, around clock changes and elsewhere", () => {
  fc.assert(
    fc.property(anyClockRecurrence, anyZone, anyInstant, fc.boolean(), (recurrence, zone, instant, atChange) => {
      const change = atChange ? nextChange(zone, instant) : undefined;
      // Rounds to a multiple of 15 minutes, because some clocks change at one minute past midnight.
      const middle = change === undefined ? instant.getTime() : change - (change % quarter);
      const [from, until] = [middle - day, middle + day];
      const bounds = { after: new Date(from - 1), createdAt: new Date(from - 1), endsAt: new Date(until) };
      const found = [...occurrences(recurrence, zone, bounds)];
      expect(instants(found)).toEqual(runsByBruteForce(recurrence, zone, from, until));
    }),
    { numRuns: runs },
  );
});

describe(`Recurrence properties › ${zones.length} zones from ${firstYear} to ${lastYear}`, () => {
  const start = new Date(Date.UTC(firstYear));
  const end = new Date(Date.UTC(lastYear));

  /** Runs on Sunday at 02:30, because most clock changes skip or repeat this time. */
  test("have a weekly run once a week, at its time or with a note", () => {
    const recurrence: Recurrence = { kind: "weekly", weekdays: ["sunday"], time: "02:30" };
    const wrong = zones.filter((zone) => {
      const all = [...occurrences(recurrence, zone, { after: start, createdAt: start, endsAt: end })];
      return !isSteady(all, 7) || !all.every(isAt("02:30:00"));
    });
    expect(wrong).toEqual([]);
  });

  test("have a monthly run once a month, at its time or with a note", () => {
    const on = { kind: "day", day: 31 } as const;
    const wrong = zones.filter((zone) => {
      const recurrence: Recurrence = { kind: "monthly", on, time: "00:00" };
      const all = [...occurrences(recurrence, zone, { after: start, createdAt: start, endsAt: end })];
      const atRightDays = all.every(({ local, note }) => local.slice(8, 10) === "31" || note !== undefined);
      return all.length < 12 * (lastYear - firstYear) - 1 || !atRightDays || !all.every(isAt("00:00:00"));
    });
    expect(wrong).toEqual([]);
  });

  test("have intervals without drift", () => {
    const anchor = new Date(start.getTime() + 12_345);
    const length = 7 * 60 * 60_000;
    for (const zone of zones) {
      const bounds = { after: new Date(end.getTime() - 2 * day), createdAt: anchor, endsAt: end };
      const late = [...occurrences({ kind: "interval", every: 7, unit: "hours" }, zone, bounds)];
      expect(late.length).toBe(7);
      for (const { at, local } of late) {
        expect((at.getTime() - anchor.getTime()) % length).toBe(0);
        expect(Date.parse(local)).toBe(at.getTime());
      }
    }
  });
});

/** Whether each run is later than the previous one by this number of days, give or take a clock change. */
function isSteady(all: readonly Occurrence[], days: number): boolean {
  return all.every(({ at, local }, index) => {
    const before = all[index - 1]?.at.getTime() ?? at.getTime() - days * day;
    const apart = (at.getTime() - before) / day;
    return Date.parse(local) === at.getTime() && Math.abs(apart - days) <= 1;
  });
}

function isAt(time: string) {
  return ({ local, note }: Occurrence) => local.slice(11, 19) === time || note?.code === "timeSkipped";
}

test("Recurrence properties › local › is the time on the zone's clocks", () => {
  fc.assert(
    fc.property(anyRecurrence, anyZone, anyInstant, (recurrence, zone, after) => {
      for (const { at, local } of take(20, recurrence, zone, after)) {
        const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
        expect(local).toBe(there.toString({ timeZoneName: "never", smallestUnit: "second" }));
      }
    }),
    { numRuns: runs },
  );
});

test("Recurrence properties › time of day › is Temporal's `compatible` time on each day", () => {
  fc.assert(
    fc.property(anyTime, anyZone, anyInstant, (time, zone, after) => {
      const change = new Date((nextChange(zone, after) ?? after.getTime()) - 3 * day);
      const from = Temporal.Instant.fromEpochMilliseconds(change.getTime()).toZonedDateTimeISO(zone).toPlainDate();
      const expected = [1, 2, 3, 4, 5].map(
        (days) =>
          from.add({ days }).toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: "compatible" })
            .epochMilliseconds,
      );
      const first = new Date((expected[0] as number) - 1);
      // When clocks skip a day, that day's run and the run of the next day are the same run.
      const distinct = [...new Set(expected)];
      expect(instants(take(distinct.length, { kind: "daily", time }, zone, first))).toEqual(distinct);
    }),
    { numRuns: runs },
  );
});

describe("Recurrence properties › runs from any instant", () => {
  const anywhere = fc.double({ min: 0, max: 1, noNaN: true });

  test("continue the whole sequence", () => {
    fc.assert(
      fc.property(anyRecurrence, anyZone, anyInstant, anywhere, (recurrence, zone, created, where) => {
        const all = take(40, recurrence, zone, created);
        const [first = 0, last = 0] = [instants(all)[0], instants(all).at(-1)];
        const after = Math.floor(first + where * (last - first));
        const next = nextOccurrence(recurrence, zone, { after: new Date(after), createdAt: created });
        if (after < last) expect(next).toEqual(all.find(({ at }) => at.getTime() > after));
        for (const [index, { at }] of all.slice(0, -1).entries()) {
          const [following] = take(1, recurrence, zone, at, { createdAt: created });
          expect(following).toEqual(all[index + 1]);
        }
      }),
      { numRuns: runs },
    );
  });

  test("respect maxRuns, startsAt and endsAt, in order", () => {
    const length = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        anyRecurrence,
        anyZone,
        anyInstant,
        length,
        fc.nat(30),
        (recurrence, zone, startsAt, days, maxRuns) => {
          const endsAt = new Date(startsAt.getTime() + days * day);
          const created = new Date(startsAt.getTime() - 9 * day);
          const found = take(maxRuns, recurrence, zone, created, { startsAt, endsAt });
          const unbounded = take(30, recurrence, zone, created, { startsAt });
          expect(found).toEqual(unbounded.filter(({ at }) => at < endsAt).slice(0, maxRuns));
          expect(unbounded.every(({ at }) => at >= startsAt)).toBe(true);
          expect(instants(unbounded)).toEqual([...new Set(instants(unbounded))].sort((a, b) => a - b));
        },
      ),
      { numRuns: runs },
    );
  });

  test("of an interval are whole intervals from its anchor, without a gap", () => {
    fc.assert(
      fc.property(anyInterval, anyZone, anyInstant, anyInstant, (recurrence, zone, anchor, after) => {
        const [first, second] = take(2, recurrence, zone, after, { startsAt: anchor, createdAt: anchor });
        const length = (second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0);
        const { every, unit } = recurrence as Extract<Recurrence, { kind: "interval" }>;
        expect(length).toBe(every * { seconds: 1_000, minutes: 60_000, hours: 3_600_000 }[unit]);
        expect(Math.abs(((first?.at.getTime() ?? 0) - anchor.getTime()) % length)).toBe(0);
        expect(first?.at.getTime()).toBeLessThanOrEqual(Math.max(after.getTime() + length, anchor.getTime()));
      }),
      { numRuns: runs },
    );
  });
});
