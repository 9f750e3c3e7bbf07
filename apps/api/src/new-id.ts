import { randomFillSync, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

/** A pool of random bytes, because each request for them to the operating system is slow. */
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
 * Creates ids that sort by time, and within a millisecond by the order of their creation: UUIDv7 with a counter that
 * starts at random.
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

/** Creates a UUIDv7. Its first 48 bits are the time in milliseconds. Default: now. */
export function newId(at = new Date()): string {
  return next(at);
}

/** The smallest id of an item that is created at this instant or later. */
export function firstIdAt(instant: string): string {
  // `Date` truncates to milliseconds, so a finer instant is rounded up.
  const finer = /\.\d{3}\d*[1-9]/.test(instant) ? 1 : 0;
  const hex = Math.max(0, Date.parse(instant) + finer)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
