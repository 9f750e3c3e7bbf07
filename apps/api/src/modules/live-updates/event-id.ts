/** The id of an update: a position up to which everything has been sent. Pure. */

export interface Position {
  /** Identifies a period in which changes are recorded without a gap. */
  epoch: string;
  /** PostgreSQL's text of a snapshot: `xmin:xmax:xip,xip`. Changes that are visible to it have been sent. */
  snapshot: string;
}

const longest = 1_500;

export function toEventId({ epoch, snapshot }: Position): string {
  // A snapshot with very many running transactions is shortened to its start. The client then gets some updates twice.
  const [begin] = snapshot.split(":");
  return `${epoch}.${snapshot.length > longest ? `${begin}:${begin}:` : snapshot}`;
}

/**
 * Parses an id. Returns undefined for an invalid one, because PostgreSQL must never get a text that isn't a snapshot.
 */
export function parseEventId(text: string | undefined): Position | undefined {
  const [, epoch, snapshot, begin = "", end = "", list = ""] =
    text?.match(/^([0-9a-f-]{36})\.(([1-9]\d{0,18}):([1-9]\d{0,18}):([\d,]*))$/) ?? [];
  if (epoch === undefined || snapshot === undefined) return undefined;
  const running = list === "" ? [] : list.split(",");
  if (!running.every((id) => /^[1-9]\d{0,18}$/.test(id))) return undefined;
  const ids = running.map(BigInt);
  const isSorted = ids.every((id, index) => id >= BigInt(begin) && id < BigInt(end) && id > (ids[index - 1] ?? 0n));
  const isSnapshot = isSorted && BigInt(begin) <= BigInt(end) && [begin, end].every(isTransaction);
  return isSnapshot ? { epoch, snapshot } : undefined;
}

/** Whether the id can be in a snapshot. PostgreSQL refuses a multiple of 2³², and no transaction has such an id. */
const isTransaction = (id: string) => BigInt.asUintN(32, BigInt(id)) !== 0n;

/** The end of a snapshot (`xmax`): it sees no transaction with this id or a later one. */
export const endOf = (snapshot: string): bigint => BigInt(snapshot.split(":")[1] ?? 0);

/** The start of a snapshot (`xmin`): it sees all transactions with an earlier id. */
export const beginOf = (snapshot: string): bigint => BigInt(snapshot.split(":")[0] ?? 0);
