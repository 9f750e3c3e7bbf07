/**
 * Arbitraries of recurrences, time zones and instants. All times are multiples of 15 minutes, like offsets of zones.
 */
import fc from "fast-check";
import type { Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";

export const zones = Intl.supportedValuesOf("timeZone");
/** Time zones whose clocks still change: by one hour, two hours, half an hour or a day, some at unusual times. */
const restless = [
  "Africa/Casablanca",
  "America/Havana",
  "America/New_York",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Pyongyang",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Pacific/Apia",
  "Pacific/Chatham",
];
export const anyZone = fc.oneof(fc.constantFrom(...zones), fc.constantFrom(...restless));

/** The first of the thirty tested years. Some clock changes in these years were decided at short notice. */
export const firstYear = 2006;
export const lastYear = 2036;
export const anyInstant = fc
  .integer({ min: Date.UTC(firstYear) / 900_000, max: Date.UTC(lastYear) / 900_000 })
  .map((quarters) => new Date(quarters * 900_000));

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const time = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })), fc.constantFrom(0, 15, 30, 45))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const weekday = fc.constantFrom(...days);

/** A field of a cron expression: `*`, a number, a range, steps, or a list of these. */
function field(min: number, max: number, values = fc.integer({ min, max })): fc.Arbitrary<string> {
  const range = fc.tuple(values, values).map((pair) => `${Math.min(...pair)}-${Math.max(...pair)}`);
  const stepped = fc.tuple(fc.oneof(fc.constant("*"), range), fc.integer({ min: 1, max: 5 }));
  const part = fc.oneof(
    values.map(String),
    range,
    stepped.map((parts) => parts.join("/")),
  );
  return fc.oneof(
    { arbitrary: fc.constant("*"), weight: 2 },
    part,
    fc.array(part, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(",")),
  );
}

const quarterHours = fc.oneof(
  fc.constantFrom("*/15", "*/30", "0"),
  fc.subarray([0, 15, 30, 45], { minLength: 1 }).map((minutes) => minutes.join(",")),
);
/** Days of the month that each month has, so that some day matches. */
const dates = field(1, 28);

/** Hours of a day, mostly the early hours, in which clocks change. */
const hours = fc.oneof(field(0, 23), field(0, 3));
const cronOf = (minutes: fc.Arbitrary<string>) =>
  fc.tuple(minutes, hours, dates, field(1, 12), field(0, 6)).map((fields) => fields.join(" "));
export const anyCron = cronOf(field(0, 59));
export const anyTime = time;

const monthlyDay = fc.oneof(
  fc.integer({ min: 1, max: 31 }).map((day) => ({ kind: "day", day }) as const),
  fc.constant({ kind: "lastDay" } as const),
  fc
    .tuple(fc.constantFrom("first", "second", "third", "fourth", "last"), weekday)
    .map(([week, weekday]) => ({ kind: "weekday", week, weekday }) as const),
);

export const anyClockRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  time.map((time) => ({ kind: "daily", time }) as const),
  fc
    .tuple(fc.subarray([...days], { minLength: 1 }), time)
    .map(([weekdays, time]) => ({ kind: "weekly", weekdays, time }) as const),
  fc.tuple(monthlyDay, time).map(([on, time]) => ({ kind: "monthly", on, time }) as const),
  { arbitrary: cronOf(quarterHours).map((expression) => ({ kind: "cron", expression }) as const), weight: 3 },
);

export const anyInterval: fc.Arbitrary<Recurrence> = fc
  .tuple(fc.integer({ min: 5, max: 500 }), fc.constantFrom("seconds", "minutes", "hours"))
  .map(([every, unit]) => ({ kind: "interval", every, unit }) as const);

export const anyRecurrence = fc.oneof({ arbitrary: anyClockRecurrence, weight: 4 }, anyInterval);
