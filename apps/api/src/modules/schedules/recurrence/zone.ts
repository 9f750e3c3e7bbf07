/** What a zone's clocks do: stretches of time in which they stand still against UTC, and jumps between them. */
import { Temporal } from "temporal-polyfill";

/** A stretch of time with one offset from UTC, and the offsets of its neighbours. In milliseconds. */
export interface Stretch {
  /** The first instant, or -Infinity. */
  from: number;
  /** The first instant after it, or Infinity. */
  until: number;
  offset: number;
  offsetBefore: number;
  offsetAfter: number;
}

export interface Zone {
  /** The stretch that an instant lies in. */
  stretchAt(instant: number): Stretch;
}

const zones = new Map<string, Zone>();

/** Throws if there is no such zone; see `isZone`. */
export function zoneOf(name: string): Zone {
  // Upper and lower case are the same, and there must not be a zone for each way to write one.
  const key = name.toLowerCase();
  const zone = zones.get(key) ?? createZone(name);
  zones.set(key, zone);
  return zone;
}

/** Whether this names a zone of the IANA database. `+02:00` names an offset. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** So many stretches of a zone are remembered: the decades that its schedules are asked about. */
const rememberedStretches = 100;

/** Finding a change of the clocks takes most of the time here, and the same ones are asked for again and again. */
function createZone(name: string): Zone {
  const known: Stretch[] = [];

  function find(instant: number): Stretch {
    const here = at(name, instant);
    const offset = offsetOf(here);
    const next = here.getTimeZoneTransition("next");
    // Who walks on from a stretch has its end already.
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

/** Where the stretch before the one of this instant ends, and its offset. */
function endBefore(name: string, instant: number, offset: number): Pick<Stretch, "until" | "offset"> {
  // The instant itself may be the change.
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
