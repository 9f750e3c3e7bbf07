import type { Recurrence, Schedule } from "@gaffer/client";

/** A recurrence in words, with its time zone if that matters. */
export function describeTimetable({ recurrence, timezone }: Pick<Schedule, "recurrence" | "timezone">): string {
  const said = describeRecurrence(recurrence);
  return recurrence.kind === "interval" || recurrence.kind === "once" ? said : `${said}, ${timezone}`;
}

function describeRecurrence(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case "daily":
      return `Every day at ${recurrence.time}`;
    case "weekly":
      return `Every ${listed(recurrence.weekdays.map(capitalized))} at ${recurrence.time}`;
    case "monthly":
      return `Every month on ${describeDay(recurrence.on)} at ${recurrence.time}`;
    case "interval":
      return recurrence.every === 1
        ? `Every ${recurrence.unit.slice(0, -1)}`
        : `Every ${recurrence.every} ${recurrence.unit}`;
    case "cron":
      return `Cron ${recurrence.expression}`;
    case "once":
      return `Once, on ${new Date(recurrence.at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })} (your time)`;
  }
}

type MonthlyDay = Extract<Recurrence, { kind: "monthly" }>["on"];

function describeDay(on: MonthlyDay): string {
  switch (on.kind) {
    case "day":
      return `day ${on.day}`;
    case "lastDay":
      return "the last day";
    case "weekday":
      return `the ${on.week} ${capitalized(on.weekday)}`;
  }
}

export function capitalized(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en").format(words);
}
