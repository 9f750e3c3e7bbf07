import { randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

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
    return uuidv7({ msecs, seq });
  };
}
