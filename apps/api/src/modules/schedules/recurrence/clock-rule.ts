/** Recurrences in local time, such as daily or monthly: the local times that they name, before daylight-saving rules. */
import type { Schemas } from "@gaffer/contracts/server";
import { cronRule } from "./cron-rule.ts";
import {
  day,
  dayIn,
  dayOfMonth,
  daysIn,
  type Local,
  parseTime,
  startOfDay,
  weekdayOf,
  yearAndMonth,
} from "./local-time.ts";
import { parseCron } from "./parse-cron.ts";

export type Recurrence = Schemas["Recurrence"];
export type ClockRecurrence = Extract<Recurrence, { time: string } | { expression: string }>;
type MonthlyDay = Schemas["MonthlyDay"];

export interface ClockRule {
  /** The first local time after `after` that the rule names. undefined: none. */
  next(after: Local): Local | undefined;
  /** Whether the rule names no hour. If so, a repeated local time runs both times. */
  everyHour: boolean;
  /** The wanted day of the month. A shorter month uses its last day. */
  dayMeant?: number;
}

/** Names of the weekdays, numbered as in `Date`: 0 is Sunday. */
export const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

export function clockRule(recurrence: ClockRecurrence): ClockRule {
  switch (recurrence.kind) {
    case "daily":
      return onDays(parseTime(recurrence.time), () => true);
    case "weekly": {
      const wanted = new Set(recurrence.weekdays.map((weekday) => weekdays.indexOf(weekday)));
      return onDays(parseTime(recurrence.time), (date) => wanted.has(weekdayOf(date)));
    }
    case "monthly":
      return monthlyRule(recurrence.on, parseTime(recurrence.time));
    case "cron":
      return cronRule(parseCron(recurrence.expression));
  }
}

/** One time of day on matching days. At least one day a week matches. */
function onDays(time: number, matches: (date: Local) => boolean): ClockRule {
  return {
    everyHour: false,
    next(after) {
      let date = startOfDay(after);
      while (date + time <= after || !matches(date)) date += day;
      return date + time;
    },
  };
}

function monthlyRule(on: MonthlyDay, time: number): ClockRule {
  return {
    everyHour: false,
    ...(on.kind === "day" && { dayMeant: on.day }),
    next(after) {
      const [year, month] = yearAndMonth(after);
      const inThisMonth = dateInMonth(on, year, month) + time;
      return inThisMonth > after ? inThisMonth : dateInMonth(on, year, month + 1) + time;
    },
  };
}

function dateInMonth(on: MonthlyDay, year: number, month: number): Local {
  const length = daysIn(year, month);
  if (on.kind === "lastDay") return dayIn(year, month, length);
  if (on.kind === "day") return dayIn(year, month, Math.min(on.day, length));
  const wanted = weekdays.indexOf(on.weekday);
  if (on.week === "last") {
    const last = dayIn(year, month, length);
    return last - ((weekdayOf(last) - wanted + 7) % 7) * day;
  }
  const first = dayIn(year, month, 1);
  const weeks = ["first", "second", "third", "fourth"].indexOf(on.week);
  return first + (((wanted - weekdayOf(first) + 7) % 7) + 7 * weeks) * day;
}

/** The number of days of the date's month, if that month lacks the wanted day of the rule. Otherwise undefined. */
export function shortMonthOf(rule: ClockRule, date: Local): number | undefined {
  return rule.dayMeant !== undefined && dayOfMonth(date) < rule.dayMeant ? dayOfMonth(date) : undefined;
}
