/** Calendar periods relative to an instant. Pure. */
import type { Schemas } from "@gaffer/contracts/server";
import { dateText, day, dayIn, type Local, startOfDay, weekdayOf, yearAndMonth } from "./local-time.ts";
import { firstInstantOf, zoneOf } from "./zone.ts";

export interface LastPeriod {
  from: Date;
  to: Date;
  /** Its first day, and the day after its last one, such as `2026-03-01`. */
  dates: [first: string, end: string];
}

/** The latest complete day, week or month before an instant, in a time zone. A week starts on Monday. */
export function lastPeriod(period: Schemas["ReportPeriod"], before: Date, timezone: string): LastPeriod {
  const instant = before.getTime();
  const today = startOfDay(instant + zoneOf(timezone).stretchAt(instant).offset);
  const [first, end] = daysOf[period](today).map(dateText) as [string, string];
  return { from: firstInstantOf(first, timezone), to: firstInstantOf(end, timezone), dates: [first, end] };
}

/** The first day of the period that ends before `today`, and the day after its last one. */
const daysOf: Record<Schemas["ReportPeriod"], (today: Local) => [first: Local, end: Local]> = {
  lastDay: (today) => [today - day, today],
  lastWeek(today) {
    const monday = today - ((weekdayOf(today) + 6) % 7) * day;
    return [monday - 7 * day, monday];
  },
  lastMonth(today) {
    const [year, month] = yearAndMonth(today);
    return [dayIn(year, month - 1, 1), dayIn(year, month, 1)];
  },
};
