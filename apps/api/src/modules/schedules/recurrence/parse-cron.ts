/** Cron expressions of five fields, or six with seconds in front. */

export interface CronFields {
  /** Matching seconds. The values of every field are ascending. */
  seconds: number[];
  minutes: number[];
  hours: number[];
  daysOfMonth: number[];
  /** Matching months, ascending. 1 is January. */
  months: number[];
  /** Matching days of the week, ascending. 0 is Sunday; 7 is converted to 0. */
  weekdays: number[];
  /**
   * Whether neither day field starts with a star. If so, a day matches if one of the two fields does, as in Vixie cron.
   */
  eitherDay: boolean;
}

/** An invalid expression. The message continues the words "the expression" and names the fault and the fix. */
export class CronError extends Error {}

interface Field {
  name: string;
  min: number;
  max: number;
  /** Names of the values, starting at `min`. */
  names?: readonly string[];
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const second: Field = { name: "second", min: 0, max: 59 };
const minute: Field = { name: "minute", min: 0, max: 59 };
const hour: Field = { name: "hour", min: 0, max: 23 };
const dayOfMonth: Field = { name: "day of month", min: 1, max: 31 };
const month: Field = { name: "month", min: 1, max: 12, names: monthNames };
const dayOfWeek: Field = { name: "day of week", min: 0, max: 7, names: weekdayNames };

export function parseCron(expression: string): CronFields {
  const texts = expression.trim().split(/\s+/);
  if (expression.trim().startsWith("@")) {
    throw new CronError("can't be a name such as @daily; use the recurrence of that kind, or five fields");
  }
  if (texts.length !== 5 && texts.length !== 6) {
    throw new CronError(
      `has ${texts.length} field${texts.length === 1 ? "" : "s"}; it needs five (minute, hour, day of month, month, ` +
        "day of week), or six with the second in front",
    );
  }
  const [s, m, h, dom, mon, dow] = (texts.length === 5 ? ["0", ...texts] : texts) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const fields = {
    seconds: parseField(s, second),
    minutes: parseField(m, minute),
    hours: parseField(h, hour),
    daysOfMonth: parseField(dom, dayOfMonth),
    months: parseField(mon, month),
    weekdays: [...new Set(parseField(dow, dayOfWeek).map((weekday) => weekday % 7))].sort((a, b) => a - b),
    eitherDay: !/^[*?]/.test(dom) && !/^[*?]/.test(dow),
  };
  assertApart(fields.seconds);
  return fields;
}

/** Minimum time between two runs, in seconds. */
const leastSeconds = 5;

function assertApart(seconds: readonly number[]): void {
  const gaps = seconds.map((second, index) => (seconds[index + 1] ?? (seconds[0] as number) + 60) - second);
  if (Math.min(...gaps) < leastSeconds) {
    throw new CronError(
      `runs every ${Math.min(...gaps)} s; its seconds must lie at least ${leastSeconds} apart, such as */${leastSeconds}`,
    );
  }
}

function isAny(text: string): boolean {
  return text === "*" || text === "?";
}

function parseField(text: string, field: Field): number[] {
  const values = text.split(",").flatMap((part) => parsePart(part, field));
  return [...new Set(values)].sort((a, b) => a - b);
}

/** A range with an optional step: `*`, `7-9`, `7-9/2`. `7/15` continues to the field's maximum. */
function parsePart(part: string, field: Field): number[] {
  const [range = "", stepText, ...more] = part.split("/");
  const step = stepText === undefined ? 1 : Number(stepText);
  if (more.length > 0 || (stepText !== undefined && !/^\d{1,3}$/.test(stepText)) || step === 0) {
    throw wrong(part, field, "has no number from 1 on after its slash");
  }
  const [min, max] = parseRange(range, stepText !== undefined, field);
  const values: number[] = [];
  for (let value = min; value <= max; value += step) values.push(value);
  return values;
}

function parseRange(range: string, stepped: boolean, field: Field): [number, number] {
  // In the days of the week, `*` contains Sunday as 0, not also as 7.
  if (isAny(range)) return [field.min, field === dayOfWeek ? 6 : field.max];
  const [first = "", last, ...more] = range.split("-");
  if (more.length > 0) throw wrong(range, field, "isn't a range of two");
  const min = parseValue(first, field);
  if (last === undefined) return [min, stepped ? field.max : min];
  const max = parseValue(last, field);
  // In FRI-SUN, Sunday is the end of the week.
  const end = field === dayOfWeek && max === 0 && min > 0 ? 7 : max;
  if (end < min) throw wrong(range, field, "ends before it begins; write two ranges with a comma between them");
  return [min, end];
}

function parseValue(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return field.min + named;
  const value = Number(text);
  if (/^\d{1,2}$/.test(text) && value >= field.min && value <= field.max) return value;
  const names = field.names
    ? `, or a name from ${field.names[0]?.toUpperCase()} to ${field.names.at(-1)?.toUpperCase()}`
    : "";
  // Finds extensions of other cron implementations, such as L, 15W and 2#1.
  const special = /^\w*([LW]|#\d)$/i.test(text) && field.name.startsWith("day");
  throw wrong(
    text,
    field,
    `isn't a number from ${field.min} to ${field.max}${names}${special ? "; the kind `monthly` can say that" : ""}`,
  );
}

function wrong(text: string, field: Field, why: string): CronError {
  return new CronError(`has an invalid ${field.name}: ${text === "" ? "nothing" : JSON.stringify(text)} ${why}`);
}
