/**
 * Calendar arithmetic in local time, independent of zones. A local time is the number of milliseconds since 1970-01-01T00:00 local time, as if
 * every day had 24 hours. An instant is the number of milliseconds since 1970 in UTC. They differ by the zone's offset.
 */

export type Local = number;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** No schedule runs from this time on, because years in the contract have four digits. */
export const endOfTime = Date.UTC(9999, 11, 30);

export function startOfDay(local: Local): Local {
  return Math.floor(local / day) * day;
}

/** The day of the week. 0 is Sunday. */
export function weekdayOf(local: Local): number {
  return new Date(local).getUTCDay();
}

/** The start of a day. `month` counts from 0 and may exceed 11: month 12 is the next January. */
export function dayIn(year: number, month: number, dayOfMonth: number): Local {
  return Date.UTC(year, month, dayOfMonth);
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

export function yearAndMonth(local: Local): [year: number, month: number] {
  const date = new Date(local);
  return [date.getUTCFullYear(), date.getUTCMonth()];
}

export function dayOfMonth(local: Local): number {
  return new Date(local).getUTCDate();
}

/** Converts `HH:MM` or `HH:MM:SS` to milliseconds after midnight. */
export function parseTime(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * hour + minutes * minute + seconds * second;
}

/** The date, such as `2026-03-29`. */
export function dateText(local: Local): string {
  return new Date(local).toISOString().slice(0, 10);
}

/** The time of day: `02:30`, or `02:30:15` when the seconds aren't zero. */
export function timeText(local: Local): string {
  return new Date(local).toISOString().slice(11, local % minute === 0 ? 16 : 19);
}

/**
 * The local time with its offset, such as `2026-03-29T03:30:00+02:00`. A fraction of a second is added if it isn't
 * zero.
 */
export function offsetText(local: Local, offset: number): string {
  const text = new Date(local).toISOString().slice(0, local % second === 0 ? 19 : 23);
  const minutes = Math.round(Math.abs(offset) / minute);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${text}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
