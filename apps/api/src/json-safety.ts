/** Finds values that JSON and JavaScript can represent but PostgreSQL can't store. */
import { jsonBudget } from "@gaffer/json-budget";

const { maxDepth, maxNames } = jsonBudget;

export interface Unstorable {
  /** JSON pointer to the value. */
  pointer: string;
  message: string;
}

export function escapePointer(property: string): string {
  return property.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Finds the first part of a JSON value that can't be stored. undefined: all of it can be stored. Stops at the maximum
 * depth.
 */
export function findUnstorable(value: unknown, pointer = "", depth = 1): Unstorable | undefined {
  const fault = findFault(value, depth);
  if (!fault) return undefined;
  const names = fault.path.toReversed().map((name) => `/${escapePointer(name)}`);
  return { pointer: pointer + names.join(""), message: fault.message };
}

interface Fault {
  /**
   * Names that lead to the value, innermost first. They are collected only for a fault, so that a valid value costs
   * nothing.
   */
  path: string[];
  message: string;
}

function findFault(value: unknown, depth: number): Fault | undefined {
  if (typeof value === "string") return textFault(value);
  if (typeof value === "number" && !Number.isFinite(value)) return { path: [], message: "is too large" };
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return { path: [], message: `is nested deeper than ${maxDepth} levels` };
  return Array.isArray(value) ? findFaultOfElement(value, depth) : findFaultOfField(value, depth);
}

function findFaultOfElement(elements: unknown[], depth: number): Fault | undefined {
  for (let index = 0; index < elements.length; index++) {
    const fault = findFault(elements[index], depth + 1);
    if (fault) return at(String(index), fault);
  }
  return undefined;
}

function findFaultOfField(value: object, depth: number): Fault | undefined {
  const names = Object.keys(value);
  if (names.length > maxNames) return { path: [], message: `has more than ${maxNames} fields` };
  for (const name of names) {
    const fault = nameFault(name) ?? findFault((value as Record<string, unknown>)[name], depth + 1);
    if (fault) return at(name, fault);
  }
  return undefined;
}

function at(name: string, fault: Fault): Fault {
  fault.path.push(name);
  return fault;
}

function nameFault(name: string): Fault | undefined {
  return name === "__proto__" ? { path: [], message: "is a reserved name" } : textFault(name);
}

/** The fault of a text that PostgreSQL can't store: it contains NUL or half of a surrogate pair. */
function textFault(text: string): Fault | undefined {
  if (text.includes("\u0000")) return { path: [], message: "must not contain the character U+0000" };
  if (!text.isWellFormed()) return { path: [], message: "must not contain half of a surrogate pair" };
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
