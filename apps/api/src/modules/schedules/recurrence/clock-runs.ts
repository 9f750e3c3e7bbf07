/**
 * Converts the local times of a rule to the instants of its runs. The daylight-saving rule:
 *
 * - A skipped local time runs at the instant it would have without the change, which shows a later time (`compatible` in Temporal). Two runs
 *   at the same instant become one.
 * - A repeated local time runs the first time only, or both times if the rule names no hour.
 */
import type { ClockRule } from "./clock-rule.ts";
import { day, endOfTime, type Local } from "./local-time.ts";
import type { Stretch, Zone } from "./zone.ts";

export interface ClockRun {
  instant: number;
  /** The local time that the rule names for this run. */
  named: Local;
  /** The zone's clock change that affects this run. Absent: none. */
  change?: ClockChange;
}

export interface ClockChange {
  effect: "skipped" | "onlyFirst" | "first" | "second";
  /** Local time before (`from`) and after (`to`) the change. */
  from: Local;
  to: Local;
}

/**
 * The first run after an instant. Within a period of one offset it is computed without a search. Clock changes before
 * the next named time are skipped.
 */
export function nextClockRun(rule: ClockRule, zone: Zone, after: number): ClockRun | undefined {
  let from = after;
  for (;;) {
    const stretch = zone.stretchAt(from + 1);
    const named = rule.next(Math.max(from, firstFresh(rule, stretch) - 1) + stretch.offset);
    const instant = named === undefined ? Number.POSITIVE_INFINITY : named - stretch.offset;
    const owed = owedRun(rule, stretch, from);
    if (owed && (owed.instant < instant || (owed.instant === instant && !rule.everyHour))) return owed;
    if (named === undefined || named > endOfTime) return undefined;
    if (instant < stretch.until) return { instant, named, ...changeAt(rule, stretch, instant) };
    // A rule without an hour may also run in the next repeated hour, where it names no new local time.
    const repeats = rule.everyHour && stretch.offsetAfter < stretch.offset;
    from = (repeats ? stretch.until : Math.max(stretch.until, named - 2 * day)) - 1;
  }
}

/** The first instant of a period whose local time doesn't repeat a time of the period before. */
function firstFresh(rule: ClockRule, { from, offset, offsetBefore }: Stretch): number {
  return rule.everyHour ? from : from + Math.max(0, offsetBefore - offset);
}

/** The next run of a local time that the change before this period skipped. */
function owedRun(rule: ClockRule, { from, offset, offsetBefore }: Stretch, after: number): ClockRun | undefined {
  if (after + 1 >= from + offset - offsetBefore) return undefined;
  const named = rule.next(Math.max(after, from - 1) + offsetBefore);
  if (named === undefined || named >= from + offset) return undefined;
  const change: ClockChange = { effect: "skipped", from: from + offsetBefore, to: from + offset };
  return { instant: named - offsetBefore, named, change };
}

/** The clock change that makes this instant's local time occur twice. Empty: there is none. */
function changeAt(rule: ClockRule, stretch: Stretch, instant: number): { change?: ClockChange } {
  const { from, until, offset, offsetBefore, offsetAfter } = stretch;
  if (instant >= until - (offset - offsetAfter)) {
    const effect = rule.everyHour ? "first" : "onlyFirst";
    return { change: { effect, from: until + offset, to: until + offsetAfter } };
  }
  if (instant < from + (offsetBefore - offset)) {
    return { change: { effect: "second", from: from + offsetBefore, to: from + offset } };
  }
  return {};
}
