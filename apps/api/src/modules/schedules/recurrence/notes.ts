import type { Schemas } from "@gaffer/contracts/server";
import { type ClockRule, shortMonthOf } from "./clock-rule.ts";
import type { ClockChange, ClockRun } from "./clock-runs.ts";
import { dateText, type Local, startOfDay, timeText } from "./local-time.ts";

export type OccurrenceNote = Schemas["OccurrenceNote"];

/** The note of an unusual run: a clock change, a short month, or both in one note. */
export function noteOn(rule: ClockRule, run: ClockRun, local: Local): OccurrenceNote | undefined {
  const notes = [changeNote(run, local), shortMonthNote(rule, run.named)].filter((note) => note !== undefined);
  return notes[0] && { code: notes[0].code, text: notes.map(({ text }) => text).join(" ") };
}

function changeNote({ named, change }: ClockRun, local: Local): OccurrenceNote | undefined {
  if (!change) return undefined;
  const time = timeText(named);
  const day = dateText(named);
  if (change.effect === "skipped") {
    const later =
      startOfDay(local) === startOfDay(named) ? timeText(local) : `${timeText(local)} on ${dateText(local)}`;
    const text = `There is no ${time} on ${day}: clocks go forward ${moved(change)}. This runs at ${later} instead.`;
    return { code: "timeSkipped", text };
  }
  const which = {
    onlyFirst: "This runs the first time only.",
    first: "This is the first time; it runs the second time too.",
    second: "This is the second time; it ran the first time too.",
  }[change.effect];
  return { code: "timeRepeated", text: `${time} comes twice on ${day}: clocks go back ${moved(change)}. ${which}` };
}

/** `from 02:00 to 03:00`, with the dates where they differ. */
function moved({ from, to }: ClockChange): string {
  const text = (local: Local) =>
    startOfDay(from) === startOfDay(to) ? timeText(local) : `${timeText(local)} on ${dateText(local)}`;
  return `from ${text(from)} to ${text(to)}`;
}

const monthNames = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

function shortMonthNote(rule: ClockRule, named: Local): OccurrenceNote | undefined {
  const days = shortMonthOf(rule, named);
  if (days === undefined) return undefined;
  const text = `${monthNames.format(named)} has ${days} days and no ${rule.dayMeant}: this runs on its last.`;
  return { code: "shortMonth", text };
}
