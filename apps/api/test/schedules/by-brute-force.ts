/**
 * The reference implementation: finds the runs of a few days by checking the clock every 15 minutes, with Temporal. It
 * is slow, and uses none of the tested arithmetic.
 */
import { Temporal } from "temporal-polyfill";
import type { Recurrence } from "../../src/modules/schedules/recurrence/occurrences.ts";

const quarter = 15 * 60_000;
/** How long before `from` the search starts: more than a day, because clocks never change by more than a day. */
const lead = 25 * 4 * quarter;

/** The instants in `[from, until)` at which a recurrence with times in multiples of 15 minutes runs. */
export function runsByBruteForce(recurrence: Recurrence, zone: string, from: number, until: number): number[] {
  const names = matcherOf(recurrence);
  const namesNoHour = recurrence.kind === "cron" && hoursOf(recurrence.expression).length === 24;
  const runs = new Set<number>();
  const shown = new Set<string>();
  // Starts a day before `from`, to know the times that a clock change repeats or skips.
  for (let instant = from - lead; instant < until; instant += quarter) {
    const clock = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
    if (names(clock) && (namesNoHour || !shown.has(clock.toString()))) runs.add(instant);
    shown.add(clock.toString());
  }
  let clock = Temporal.Instant.fromEpochMilliseconds(from - lead)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  const end = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone).toPlainDateTime();
  for (; Temporal.PlainDateTime.compare(clock, end) < 0; clock = clock.add({ minutes: 15 })) {
    const skipped = !shown.has(clock.toString());
    if (skipped && names(clock))
      runs.add(clock.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
  }
  return [...runs].filter((instant) => instant >= from && instant < until).sort((a, b) => a - b);
}

const dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function matcherOf(recurrence: Recurrence): (clock: Temporal.PlainDateTime) => boolean {
  if (recurrence.kind === "cron") return cronMatcher(recurrence.expression);
  if (recurrence.kind === "interval" || recurrence.kind === "once") throw new Error("not on the clock");
  const atTime = (clock: Temporal.PlainDateTime) => clock.toString().slice(11, 16) === recurrence.time;
  return (clock) => atTime(clock) && isDay(recurrence, clock);
}

function isDay(
  recurrence: Exclude<Recurrence, { kind: "cron" | "interval" | "once" }>,
  { day, dayOfWeek, daysInMonth }: Temporal.PlainDateTime,
): boolean {
  const name = dayNames[dayOfWeek - 1];
  if (recurrence.kind === "daily") return true;
  if (recurrence.kind === "weekly") return recurrence.weekdays.some((weekday) => weekday === name);
  const { on } = recurrence;
  if (on.kind === "lastDay") return day === daysInMonth;
  if (on.kind === "day") return day === on.day || (day === daysInMonth && on.day > day);
  if (name !== on.weekday) return false;
  return on.week === "last" ? day + 7 > daysInMonth : Math.ceil(day / 7) === weekNumbers[on.week];
}

const weekNumbers = { first: 1, second: 2, third: 3, fourth: 4 };

function cronMatcher(expression: string): (clock: Temporal.PlainDateTime) => boolean {
  const [minutes = "", , dates = "", months = "", weekdays = ""] = expression.split(" ");
  const allowed = {
    minutes: allowedBy(minutes, 0, 59),
    hours: hoursOf(expression),
    dates: allowedBy(dates, 1, 31),
    months: allowedBy(months, 1, 12),
    weekdays: allowedBy(weekdays, 0, 6),
  };
  return (clock) => {
    const byDate = allowed.dates.includes(clock.day);
    const byWeekday = allowed.weekdays.includes(clock.dayOfWeek % 7);
    const isDay = dates[0] !== "*" && weekdays[0] !== "*" ? byDate || byWeekday : byDate && byWeekday;
    return (
      isDay &&
      clock.second === 0 &&
      allowed.minutes.includes(clock.minute) &&
      allowed.hours.includes(clock.hour) &&
      allowed.months.includes(clock.month)
    );
  };
}

function hoursOf(expression: string): number[] {
  return allowedBy(expression.split(" ")[1] ?? "", 0, 23);
}

/** Parses only what the arbitraries write: numbers, ranges, lists and steps of a range. */
function allowedBy(field: string, min: number, max: number): number[] {
  const all = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return all.filter((value) =>
    field.split(",").some((part) => {
      const [range = "", step = "1"] = part.split("/");
      const [first = min, last = range === "*" ? max : first] = range === "*" ? [] : range.split("-").map(Number);
      return value >= first && value <= last && (value - first) % Number(step) === 0;
    }),
  );
}
