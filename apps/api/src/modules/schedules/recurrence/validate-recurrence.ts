/** Validates what the contract's schema can't express: the zone exists, and the schedule has a run. */
import type { Schemas } from "@gaffer/contracts/server";
import type { FieldError } from "../../../http/problem.ts";
import { nextOccurrence } from "./occurrences.ts";
import { CronError, parseCron } from "./parse-cron.ts";
import { isZone } from "./zone.ts";

/** The timetable of a request. */
export type Timetable = Pick<
  Schemas["PreviewScheduleRequest"],
  "recurrence" | "timezone" | "startsAt" | "endsAt" | "maxRuns"
>;

const leastIntervalSeconds = 5;

/** Returns the errors of a timetable that the schema accepts. Empty: it runs at least once from `now` on. */
export function validateRecurrence(timetable: Timetable, now: Date): FieldError[] {
  const errors = [...zoneErrors(timetable), ...recurrenceErrors(timetable), ...windowErrors(timetable, now)];
  return errors.length > 0 ? errors : emptinessErrors(timetable, now);
}

function zoneErrors({ timezone }: Timetable): FieldError[] {
  if (isZone(timezone)) return [];
  const known = Intl.supportedValuesOf("timeZone");
  const city = timezone.split("/").at(-1)?.toLowerCase();
  const meant = known.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? "Europe/Berlin";
  const why = /^[+-]|^(UTC|GMT)[+-]/i.test(timezone) ? " (an offset knows no daylight saving)" : "";
  return [error("/timezone", "not_allowed", `must be a time zone of the IANA database, such as ${meant}${why}`)];
}

function recurrenceErrors({ recurrence }: Timetable): FieldError[] {
  if (recurrence.kind === "interval" && recurrence.unit === "seconds" && recurrence.every < leastIntervalSeconds) {
    return [error("/recurrence/every", "too_small", `must be at least ${leastIntervalSeconds} seconds`)];
  }
  if (recurrence.kind !== "cron") return [];
  try {
    parseCron(recurrence.expression);
    return [];
  } catch (cause) {
    if (cause instanceof CronError) return [error("/recurrence/expression", "invalid_format", cause.message)];
    throw cause;
  }
}

function windowErrors({ startsAt, endsAt }: Timetable, now: Date): FieldError[] {
  if (endsAt === null) return [];
  if (startsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt)) {
    return [error("/endsAt", "too_early", "must be after startsAt")];
  }
  return Date.parse(endsAt) <= now.getTime()
    ? [error("/endsAt", "too_early", "must be in the future: this has passed")]
    : [];
}

/** The error of a timetable whose parts are valid but which has no run. */
function emptinessErrors({ recurrence, timezone, startsAt, endsAt }: Timetable, now: Date): FieldError[] {
  const begin = { after: now, createdAt: now, startsAt: startsAt === null ? null : new Date(startsAt) };
  const first = nextOccurrence(recurrence, timezone, begin);
  if (first && (endsAt === null || first.at < new Date(endsAt))) return [];
  if (first) return [error("/endsAt", "no_run", `leaves no time for a run: the first would be at ${first.local}`)];
  if (recurrence.kind === "once") {
    const early = Date.parse(recurrence.at) <= now.getTime();
    return [
      error(
        "/recurrence/at",
        "too_early",
        early ? "must be in the future: this has passed" : "must not be before startsAt",
      ),
    ];
  }
  if (recurrence.kind === "cron" && !nextOccurrence(recurrence, "UTC", { after: new Date(0), createdAt: now })) {
    return [error("/recurrence/expression", "no_run", "matches no existing date: none of its months has such a day")];
  }
  return [error("/recurrence", "no_run", "has no run before the year 10000")];
}

function error(pointer: string, code: FieldError["code"], message: string): FieldError {
  return { in: "body", pointer, code, message };
}
