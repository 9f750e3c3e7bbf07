/** What an event's id says: up to where everything has been sent. Pure. */

export interface Position {
  /** Of the time without a gap in which changes are recorded. */
  epoch: string;
  /** What PostgreSQL says of a snapshot: `xmin:xmax:xip,xip`. All that was committed by then has been sent. */
  snapshot: string;
}

const longest = 1_500;

export function toEventId({ epoch, snapshot }: Position): string {
  // One with very many transactions under way is told as if all later ones were, too.
  const [begin] = snapshot.split(":");
  return `${epoch}.${snapshot.length > longest ? `${begin}:${begin}:` : snapshot}`;
}

/** Undefined: no id of ours. What isn't a snapshot to PostgreSQL never gets there. */
export function parseEventId(text: string | undefined): Position | undefined {
  const [, epoch, snapshot, begin = "", end = "", list = ""] =
    text?.match(/^([0-9a-f-]{36})\.(([1-9]\d{0,18}):([1-9]\d{0,18}):([\d,]*))$/) ?? [];
  if (epoch === undefined || snapshot === undefined) return undefined;
  const underWay = list === "" ? [] : list.split(",");
  if (!underWay.every((id) => /^[1-9]\d{0,18}$/.test(id))) return undefined;
  const ids = underWay.map(BigInt);
  const isSorted = ids.every((id, index) => id >= BigInt(begin) && id < BigInt(end) && id > (ids[index - 1] ?? 0n));
  const isSnapshot = isSorted && BigInt(begin) <= BigInt(end) && [begin, end].every(isTransaction);
  return isSnapshot ? { epoch, snapshot } : undefined;
}

/** None ever has an id that is a multiple of 2³²: PostgreSQL doesn't read one in a snapshot. */
const isTransaction = (id: string) => BigInt.asUintN(32, BigInt(id)) !== 0n;

/** From here on no transaction had ended. */
export const endOf = (snapshot: string): bigint => BigInt(snapshot.split(":")[1] ?? 0);

/** Before that all had. */
export const beginOf = (snapshot: string): bigint => BigInt(snapshot.split(":")[0] ?? 0);
