/** What JSON and JavaScript can hold but PostgreSQL can't store. */

const maxDepth = 32;
/** Names in one object. */
const maxNames = 1_000;

export interface Unstorable {
  /** A JSON pointer to the value. */
  pointer: string;
  message: string;
}

export function escapePointer(property: string): string {
  return property.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Finds the first part of a JSON value that can't be stored. Looks no deeper than it allows, so a value of a hundred
 * thousand nested arrays costs nothing.
 */
export function findUnstorable(value: unknown, pointer = "", depth = 1): Unstorable | undefined {
  if (typeof value === "string") return unstorableText(value, pointer);
  if (typeof value === "number" && !Number.isFinite(value)) return { pointer, message: "is too large a number" };
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return { pointer, message: `is nested deeper than ${maxDepth} levels` };
  const entries = Object.entries(value);
  if (!Array.isArray(value) && entries.length > maxNames)
    return { pointer, message: `has more than ${maxNames} fields` };
  for (const [key, child] of entries) {
    const path = `${pointer}/${escapePointer(key)}`;
    if (key === "__proto__") return { pointer: path, message: "is not a name that can be used" };
    const found = unstorableText(key, path) ?? findUnstorable(child, path, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function unstorableText(text: string, pointer: string): Unstorable | undefined {
  if (text.includes("\u0000")) return { pointer, message: "must not contain the character U+0000" };
  if (!text.isWellFormed()) return { pointer, message: "must not contain half of a surrogate pair" };
  return undefined;
}

/** Text for a person, made storable: of at most `maxLength` UTF-16 units, with replacement characters where needed. */
export function toStorableText(text: string, maxLength: number): string {
  const storable = text.slice(0, maxLength).replaceAll("\u0000", "\ufffd").toWellFormed();
  return text.length > maxLength ? `${storable.slice(0, -1)}…` : storable;
}

/** Data that can't be stored must not cost the line, let alone the job. */
export function toStorableData(
  data: Record<string, unknown> | undefined,
  maxLength: number,
): Record<string, unknown> | null {
  if (data === undefined) return null;
  try {
    const text = JSON.stringify(data);
    if (text.length > maxLength) return { dropped: `the data has more than ${maxLength} characters` };
    const copy = JSON.parse(text) as Record<string, unknown>;
    const unstorable = findUnstorable(copy);
    return unstorable ? { dropped: `${unstorable.pointer} ${unstorable.message}` } : copy;
  } catch (error) {
    return { dropped: `the data is not JSON: ${(error as Error).message}` };
  }
}
