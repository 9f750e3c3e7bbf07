/** Finds values that JSON and JavaScript can represent but PostgreSQL can't store. */
import { jsonBudget } from "@gaffer/json-budget";

const { maxDepth, maxNames } = jsonBudget;

export interface Unstorable {
  /** JSON pointer to the value. */
  pointer: string;
  message: string;
}

const maxPointerLength = 1_000;

/**
 * Returns the JSON pointer to a part of the value at `parent`. A pointer of more than 1,000 characters is cut before
 * its name is escaped, because a name in a request can have megabytes.
 */
export function pointerTo(parent: string, name: string): string {
  if (parent.length > maxPointerLength) return parent;
  const escaped = name.slice(0, maxPointerLength).replaceAll("~", "~0").replaceAll("/", "~1");
  return cutPointer(`${parent}/${escaped}`);
}

/** Cuts a JSON pointer of more than 1,000 characters. */
export function cutPointer(pointer: string): string {
  return pointer.length > maxPointerLength ? `${pointer.slice(0, maxPointerLength)}…` : pointer;
}

/** Finds the first part of a JSON value that can't be stored. undefined: all of it can be stored. */
export function findUnstorable(value: unknown, pointer = "", depth = 1): Unstorable | undefined {
  if (isStorable(value, depth)) return undefined;
  return unstorableParts(value, pointer, depth).next().value ?? undefined;
}

/** Lists the first `max` parts of a JSON value that can't be stored. */
export function listUnstorable(value: unknown, max: number): Unstorable[] {
  const found: Unstorable[] = [];
  if (isStorable(value, 1)) return found;
  for (const part of unstorableParts(value, "", 1)) {
    found.push(part);
    if (found.length === max) break;
  }
  return found;
}

/** Whether all parts of the value can be stored. Creates nothing, because most values can. */
function isStorable(value: unknown, depth: number): boolean {
  if (faultOf(value, depth) !== undefined) return false;
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!isStorable(value[index], depth + 1)) return false;
    return true;
  }
  for (const name of Object.keys(value)) {
    if (nameFault(name) !== undefined) return false;
    if (!isStorable((value as Record<string, unknown>)[name], depth + 1)) return false;
  }
  return true;
}

function* unstorableParts(value: unknown, pointer: string, depth: number): Generator<Unstorable, undefined> {
  const message = faultOf(value, depth);
  if (message !== undefined) yield { pointer, message };
  else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      const message = nameFault(name);
      if (message !== undefined) yield { pointer: pointerTo(pointer, name), message };
      else if (!isStorable(part, depth + 1)) yield* unstorableParts(part, pointerTo(pointer, name), depth + 1);
    }
  }
  return undefined;
}

/** The fault of a value itself. The faults of its parts don't count. */
function faultOf(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return textFault(value);
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "is too large";
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return `is nested deeper than ${maxDepth} levels`;
  if (Array.isArray(value) || Object.keys(value).length <= maxNames) return undefined;
  return `has more than ${maxNames} fields`;
}

function nameFault(name: string): string | undefined {
  return name === "__proto__" ? "is a reserved name" : textFault(name);
}

/** The fault of a text that PostgreSQL can't store: it contains NUL or half of a surrogate pair. */
function textFault(text: string): string | undefined {
  if (text.includes("\u0000")) return "must not contain the character U+0000";
  if (!text.isWellFormed()) return "must not contain half of a surrogate pair";
  return undefined;
}

/** Truncates a text to `maxLength` UTF-16 units and replaces characters that can't be stored. */
export function toStorableText(text: string, maxLength: number): string {
  const storable = text.slice(0, maxLength).replaceAll("\u0000", "\ufffd").toWellFormed();
  return text.length > maxLength ? `${storable.slice(0, -1)}…` : storable;
}

/**
 * Returns a copy of the data of a log line. Data that can't be stored becomes an object that says why, so that the log
 * line is kept and the job continues.
 */
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
