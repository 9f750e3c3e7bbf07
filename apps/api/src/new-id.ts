import { randomFillSync, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

/** Asking the system for random bytes costs far more than they do, so it is asked for many at once. */
const pool = new Uint8Array(32 * 1024);
let used = pool.length;

function sixteenRandomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

/**
 * Ids that sort by the time they are given, and within a millisecond by the order in which they are asked for: a
 * UUIDv7 begins with the time, and goes on with a count that starts at random.
 */
export function createIdSequence(): (at: Date) => string {
  let latestMs = 0;
  let seq = 0;
  return (at) => {
    const msecs = at.getTime();
    seq = msecs === latestMs ? seq + 1 : randomInt(2 ** 31);
    latestMs = msecs;
    return uuidv7({ random: sixteenRandomBytes(), msecs, seq });
  };
}

const next = createIdSequence();

/** A UUIDv7, whose first 48 bits are the time in milliseconds: now, unless given. */
export function newId(at = new Date()): string {
  return next(at);
}

/** The smallest id that what is made at this instant, or after it, can have. */
export function firstIdAt(instant: string): string {
  // `Date` drops what is finer than a millisecond; the first whole one at or after the instant is meant.
  const finer = /\.\d{3}\d*[1-9]/.test(instant) ? 1 : 0;
  const hex = Math.max(0, Date.parse(instant) + finer)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
