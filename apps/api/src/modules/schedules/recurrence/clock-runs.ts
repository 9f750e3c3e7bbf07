/**
 * From the local times that a rule names to the instants at which it runs. The one rule for clocks that change:
 *
 * - A skipped time runs as if the clocks hadn't moved yet, later by as much as they went forward (`compatible` in
 *   Temporal). If another run is due at that instant, it is one run.
 * - A repeated time runs the first time only, or both times if the rule names no hour.
 */
import type { ClockRule } from "./clock-rule.ts";
import { day, endOfTime, type Local } from "./local-time.ts";
import type { Stretch, Zone } from "./zone.ts";

export interface ClockRun {
  instant: number;
  /** What the rule names. */
  named: Local;
  /** What the clocks do there. */
  change?: ClockChange;
}

export interface ClockChange {
  effect: "skipped" | "onlyFirst" | "first" | "second";
  /** What the clocks show before and after they change. */
  from: Local;
  to: Local;
}

/**
 * The first run after an instant. Within a stretch that is arithmetic; over the changes of the clocks before the next time
 * that is named, however many, it leaps.
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
    // A rule without an hour may have runs in the hour that is repeated next, though it names no new time there.
    const repeats = rule.everyHour && stretch.offsetAfter < stretch.offset;
    from = (repeats ? stretch.until : Math.max(stretch.until, named - 2 * day)) - 1;
  }
}

/** The first instant of a stretch that doesn't show a time again which has had its run. */
function firstFresh(rule: ClockRule, { from, offset, offsetBefore }: Stretch): number {
  return rule.everyHour ? from : from + Math.max(0, offsetBefore - offset);
}

/** The next run of a time that the clocks skipped when this stretch began. */
function owedRun(rule: ClockRule, { from, offset, offsetBefore }: Stretch, after: number): ClockRun | undefined {
  if (after + 1 >= from + offset - offsetBefore) return undefined;
  const named = rule.next(Math.max(after, from - 1) + offsetBefore);
  if (named === undefined || named >= from + offset) return undefined;
  const change: ClockChange = { effect: "skipped", from: from + offsetBefore, to: from + offset };
  return { instant: named - offsetBefore, named, change };
}

/** Whether the clocks show this instant's time twice. */
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
