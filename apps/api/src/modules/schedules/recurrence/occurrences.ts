/**
 * Computes when a recurrence runs. Each occurrence depends on the recurrence, its zone and its anchor, not on the
 * occurrence before it. So the result is the same from any starting time, and the next one is found without iterating
 * to it.
 */

import type { Schemas } from "@gaffer/contracts/server";
import { type ClockRecurrence, type ClockRule, clockRule, type Recurrence, shortMonthOf } from "./clock-rule.ts";
import { type ClockChange, type ClockRun, nextClockRun } from "./clock-runs.ts";
import {
  dateText,
  endOfTime,
  hour,
  type Local,
  minute,
  offsetText,
  second,
  startOfDay,
  timeText,
} from "./local-time.ts";
import { type Zone, zoneOf } from "./zone.ts";

export type { Recurrence } from "./clock-rule.ts";

export interface Bounds {
  /** Exclusive lower bound of the occurrences. */
  after: Date;
  /** When the schedule was created: the anchor of an interval without `startsAt`. */
  createdAt: Date;
  /** Inclusive lower bound of the occurrences. null: none. */
  startsAt?: Date | null;
  /** Exclusive upper bound of the occurrences. null: none. */
  endsAt?: Date | null;
  /** Maximum number of occurrences after `after`: for a schedule, its remaining runs. */
  maxRuns?: number | null;
}

export interface Occurrence {
  at: Date;
  /** Local time in the zone, with its offset. */
  local: string;
  note?: OccurrenceNote;
}

type Next = (after: number) => { instant: number; note?: OccurrenceNote | undefined } | undefined;

const unitMs = { seconds: second, minutes: minute, hours: hour };

/** The occurrences in order, computed lazily. The recurrence must be valid. */
export function* occurrences(recurrence: Recurrence, timezone: string, bounds: Bounds): Generator<Occurrence, void> {
  const zone = zoneOf(timezone);
  const next = nextOf(recurrence, zone, (bounds.startsAt ?? bounds.createdAt).getTime());
  const end = Math.min(bounds.endsAt?.getTime() ?? endOfTime, endOfTime);
  let left = bounds.maxRuns ?? Number.POSITIVE_INFINITY;
  let after = Math.max(bounds.after.getTime(), (bounds.startsAt?.getTime() ?? Number.NEGATIVE_INFINITY) - 1);
  for (; left > 0; left--) {
    const run = next(after);
    if (!run || run.instant >= end) return;
    after = run.instant;
    const { offset } = zone.stretchAt(after);
    yield { at: new Date(after), local: offsetText(after + offset, offset), ...(run.note && { note: run.note }) };
  }
}

/** The first occurrence within the bounds. undefined: none. */
export function nextOccurrence(recurrence: Recurrence, timezone: string, bounds: Bounds): Occurrence | undefined {
  const { value } = occurrences(recurrence, timezone, bounds).next();
  return value ?? undefined;
}

function nextOf(recurrence: Recurrence, zone: Zone, anchor: number): Next {
  switch (recurrence.kind) {
    case "once": {
      const instant = Date.parse(recurrence.at);
      return (after) => (instant > after ? { instant } : undefined);
    }
    case "interval": {
      const length = recurrence.every * unitMs[recurrence.unit];
      return (after) => ({ instant: anchor + Math.max(0, Math.floor((after - anchor) / length) + 1) * length });
    }
    default:
      return onClock(recurrence, zone);
  }
}

function onClock(recurrence: ClockRecurrence, zone: Zone): Next {
  const rule = clockRule(recurrence);
  return (after) => {
    const run = nextClockRun(rule, zone, after);
    if (!run) return undefined;
    return { instant: run.instant, note: noteOn(rule, run, run.instant + zone.stretchAt(run.instant).offset) };
  };
}

type OccurrenceNote = Schemas["OccurrenceNote"];

/** The note of an unusual run: a clock change, a short month, or both in one note. */
function noteOn(rule: ClockRule, run: ClockRun, local: Local): OccurrenceNote | undefined {
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

/** Describes a clock change: `from 02:00 to 03:00`, with the dates where they differ. */
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
