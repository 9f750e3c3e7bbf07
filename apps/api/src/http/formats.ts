/** The formats of the contract's schemas, and the keyword of `@period`. */
import type { ErrorObject } from "ajv/dist/2020.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** E-mail addresses. ASCII only, so that two different addresses can't look alike. */
const email =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z0-9-]{1,62}[A-Za-z0-9]$/;

export const formats = {
  uuid,
  email,
  // The format `password` is a hint for forms. Any text is valid.
  password: true,
  // `date-time` is an instant that both `Date` and PostgreSQL can represent, with a four-digit year also in UTC. Leap
  // seconds and 31 February are invalid.
  "date-time": (text: string) => dateTime.test(text) && dayExists(text) && yearIsCommon(new Date(text)),
  int32: true,
  int64: true,
  double: true,
} as const;

function dayExists(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number) as [
    number,
    number,
    number,
  ];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function yearIsCommon(instant: Date): boolean {
  return instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
}

interface Period {
  start: string;
  end: string;
  maxDays: number;
  /** Property that replaces start and end. */
  relative?: string;
}

interface PeriodFault {
  property: string;
  code: string;
  message: string;
}

/** Refuses an object whose times break its `@period`. Accepts values that aren't times: other keywords refuse them. */
export function validatePeriod(period: Period, value: Record<string, string>): boolean {
  const { start, end, relative } = period;
  const faults = relative ? mixedFaults({ start, end, relative }, value) : [];
  if (faults.length === 0) faults.push(...orderFaults(period, value));
  validatePeriod.errors = faults.map((params) => ({ keyword: "x-period", params }));
  return faults.length === 0;
}

/** Faults of a period that isn't given in exactly one of the two ways. */
function mixedFaults({ start, end, relative }: Required<Omit<Period, "maxDays">>, value: object): PeriodFault[] {
  const has = (property: string) => Object.hasOwn(value, property);
  if (has(relative)) {
    const message = `can't be combined with ${relative}`;
    return [start, end].filter(has).map((property) => ({ property, code: "not_allowed", message }));
  }
  const message = `is missing: send ${start} and ${end}, or ${relative}`;
  return [start, end].filter((name) => !has(name)).map((property) => ({ property, code: "missing", message }));
}

function orderFaults({ start, end, maxDays }: Period, value: Record<string, string>): PeriodFault[] {
  const days = (Date.parse(value[end] ?? "") - Date.parse(value[start] ?? "")) / 86_400_000;
  if (days <= 0) {
    return [
      { property: start, code: "too_late", message: `must be before ${end}` },
      { property: end, code: "too_early", message: `must be after ${start}` },
    ];
  }
  if (!(days > maxDays)) return [];
  return [{ property: end, code: "too_late", message: `must be at most ${maxDays} days after ${start}` }];
}
validatePeriod.errors = [] as Partial<ErrorObject>[];
