import type { ClockRule } from "./clock-rule.ts";
import {
  day,
  dayIn,
  daysIn,
  hour,
  type Local,
  minute,
  second,
  startOfDay,
  weekdayOf,
  yearAndMonth,
} from "./local-time.ts";
import type { CronFields } from "./parse-cron.ts";

/** After so many years weekdays and leap years come again as they were: what hasn't been by then never is. */
const calendarYears = 400;

export function cronRule(fields: CronFields): ClockRule {
  const first = timeOfDayFrom(fields, 0) as number;
  return {
    everyHour: fields.hours.length === 24,
    next(after) {
      const from = (Math.floor(after / second) + 1) * second;
      const today = startOfDay(from);
      const later = isDay(fields, today) ? timeOfDayFrom(fields, from - today) : undefined;
      if (later !== undefined) return today + later;
      const date = dayFrom(fields, today + day);
      return date === undefined ? undefined : date + first;
    },
  };
}

/** The first time of day that matches, from this one on. */
function timeOfDayFrom({ hours, minutes, seconds }: CronFields, from: number): number | undefined {
  for (const h of hours) {
    if ((h + 1) * hour <= from) continue;
    for (const m of minutes) {
      const start = h * hour + m * minute;
      if (start + minute <= from) continue;
      const s = seconds.find((each) => start + each * second >= from);
      if (s !== undefined) return start + s * second;
    }
  }
  return undefined;
}

/** The first day that matches, from this one on; undefined if there is none. */
function dayFrom(fields: CronFields, from: Local): Local | undefined {
  const [year, month] = yearAndMonth(from);
  for (let later = 0; later <= calendarYears * 12; later++) {
    // A month that doesn't match is passed over as a whole.
    if (!fields.months.includes(((month + later) % 12) + 1)) continue;
    for (let date = 1; date <= daysIn(year, month + later); date++) {
      const candidate = dayIn(year, month + later, date);
      if (candidate >= from && isDay(fields, candidate)) return candidate;
    }
  }
  return undefined;
}

function isDay({ daysOfMonth, months, weekdays, eitherDay }: CronFields, date: Local): boolean {
  const utc = new Date(date);
  if (!months.includes(utc.getUTCMonth() + 1)) return false;
  const byNumber = daysOfMonth.includes(utc.getUTCDate());
  const byWeekday = weekdays.includes(weekdayOf(date));
  return eitherDay ? byNumber || byWeekday : byNumber && byWeekday;
}
