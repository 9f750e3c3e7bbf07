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

/** The Gregorian calendar repeats after this many years, so a rule without a match in that time has none. */
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

/** The first matching time of day at or after `from`. undefined: none. */
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

/** The first matching day at or after `from`. undefined: none. */
function dayFrom(fields: CronFields, from: Local): Local | undefined {
  const [year, month] = yearAndMonth(from);
  for (let later = 0; later <= calendarYears * 12; later++) {
    // Skips a month that the rule doesn't match.
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
