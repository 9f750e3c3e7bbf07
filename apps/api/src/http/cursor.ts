import { createHash } from "node:crypto";
import { invalid } from "./problem.ts";

/** The list, the organization and the filters that a cursor belongs to. */
export type CursorScope = readonly unknown[];

/** Encodes a position in a list as an opaque cursor. It is valid only for the same scope. */
export function encodeCursor(scope: CursorScope, position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([scopeHash(scope), ...position])).toString("base64url");
}

/** Returns the position in a cursor. Throws a problem for a forged cursor or a cursor of another list. */
export function decodeCursor<Position extends readonly (string | number)[]>(
  scope: CursorScope,
  cursor: string,
  isPosition: (values: unknown[]) => values is [...Position],
): Position {
  const [hash, ...position] = parse(cursor);
  if (hash === scopeHash(scope) && isPosition(position)) return position;
  const message = "is not a cursor of this list: pass `nextCursor` of the previous page with the same filters";
  throw invalid({ in: "query", pointer: "/cursor", code: "mismatch", message });
}

/** Whether the values are a position in a list ordered by id. */
export function isIdPosition(values: unknown[]): values is [string] {
  const [id] = values;
  return values.length === 1 && typeof id === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** Whether the values are a position in a list ordered by time in milliseconds, then by name. */
export function isTimePosition(values: unknown[]): values is [number, string] {
  const [at, name] = values;
  return values.length === 2 && Number.isSafeInteger(at) && Math.abs(at as number) < 1e15 && typeof name === "string";
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function scopeHash(scope: CursorScope): string {
  return createHash("sha256").update(JSON.stringify(scope)).digest("base64url").slice(0, 16);
}

/** Converts rows to a page of at most `limit` items. `rows` has one row more than `limit` if there is another page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toCursor: (last: Row) => string,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toItem), nextCursor: last !== undefined && rows.length > limit ? toCursor(last) : null };
}

/** A page of a list that was read as a whole. `keyOf` identifies an item. */
export function sliceToPage<Item>(
  items: readonly Item[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  scope: CursorScope,
  keyOf: (item: Item) => string,
): { items: Item[]; nextCursor: string | null } {
  const start = cursor === undefined ? 0 : startAfter(items, decodeCursor(scope, cursor, isIndexPosition), keyOf);
  return toPage(
    items.slice(start),
    limit,
    (item) => item,
    (last) => encodeCursor(scope, [start + limit - 1, keyOf(last)]),
  );
}

/**
 * Returns the index at which a page starts: one after the last item of the previous page. If that item was removed, the
 * next item has taken its index, so the page starts there.
 */
function startAfter<Item>(
  items: readonly Item[],
  [index, key]: [number, string],
  keyOf: (item: Item) => string,
): number {
  const found = items.findIndex((item) => keyOf(item) === key);
  return found === -1 ? index : found + 1;
}

function isIndexPosition(values: unknown[]): values is [number, string] {
  const [index, key] = values;
  return values.length === 2 && Number.isSafeInteger(index) && (index as number) >= 0 && typeof key === "string";
}
