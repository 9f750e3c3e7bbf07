/** Time zones: periods with a constant offset from UTC, and the changes between them. */
import { Temporal } from "temporal-polyfill";

/** A period with one offset from UTC, and the offsets of its neighbours. In milliseconds. */
export interface Stretch {
  /** The first instant of the period, or -Infinity. */
  from: number;
  /** The first instant after the period, or Infinity. */
  until: number;
  offset: number;
  offsetBefore: number;
  offsetAfter: number;
}

export interface Zone {
  /** The period that contains an instant. */
  stretchAt(instant: number): Stretch;
}

const zones = new Map<string, Zone>();

/** Opens a zone. Throws for an unknown one (see `isZone`). */
export function zoneOf(name: string): Zone {
  // Zone names are case-insensitive. The cache must not hold one entry per spelling.
  const key = name.toLowerCase();
  const zone = zones.get(key) ?? createZone(name);
  zones.set(key, zone);
  return zone;
}

/** Whether the text is a zone of the IANA database. `+02:00` is an offset, not a zone. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The first instant of a day, such as `2026-03-29`, in a zone. A clock change can skip midnight. */
export function firstInstantOf(date: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** Maximum number of cached periods of a zone. Enough for the decades that schedules ask for. */
const rememberedStretches = 100;

/** Caches periods, because finding a clock change is slow and the same periods are needed repeatedly. */
function createZone(name: string): Zone {
  const known: Stretch[] = [];

  function find(instant: number): Stretch {
    const here = at(name, instant);
    const offset = offsetOf(here);
    const next = here.getTimeZoneTransition("next");
    // The end of the previous period is the start of this one.
    const before = known.find(({ until }) => until === instant) ?? endBefore(name, instant, offset);
    return {
      from: before.until,
      until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset,
      offsetBefore: before.offset,
      offsetAfter: next ? offsetOf(next) : offset,
    };
  }

  return {
    stretchAt(instant) {
      const found = known.find(({ from, until }) => from <= instant && instant < until);
      if (found) return found;
      const stretch = find(instant);
      if (known.length === rememberedStretches) known.shift();
      known.push(stretch);
      return stretch;
    },
  };
}

/** The end and the offset of the period before the one that contains this instant. */
function endBefore(name: string, instant: number, offset: number): Pick<Stretch, "until" | "offset"> {
  // One millisecond later, because the change may be at the instant itself.
  const change = at(name, instant + 1).getTimeZoneTransition("previous");
  if (!change) return { until: Number.NEGATIVE_INFINITY, offset };
  return { until: change.epochMilliseconds, offset: offsetOf(at(name, change.epochMilliseconds - 1)) };
}

function at(name: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
}

function offsetOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return Math.trunc(offsetNanoseconds / 1e6);
}
