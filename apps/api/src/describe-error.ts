/** Describes any thrown value as bounded data that can be stored and sent. Never throws. */
import { types } from "node:util";
import type { Schemas } from "@gaffer/contracts/server";
import { toStorableText } from "./json-safety.ts";

export type ErrorDetail = Schemas["ErrorDetail"];

export interface DescribedError {
  /** The message of the thrown value, which callers of the API may see. Empty: it has none. */
  message: string;
  /** The code of the thrown value: at most 100 characters of `[\w.:-]`. */
  code: string | undefined;
  /** The error and its causes, for operators: at most 10 errors, 16 KiB as JSON. */
  details: ErrorDetail[];
}

/** Limits of a description, in characters, except for `frames`, `errors`, `fields` and `totalBytes`. */
const limits = {
  message: 2_000,
  type: 100,
  code: 100,
  stack: 4_000,
  frames: 20,
  errors: 10,
  fields: 20,
  field: 500,
  totalBytes: 16 * 1024,
};
/** Limits for thrown objects that are not errors. */
const jsonLimits = { values: 100, depth: 4, text: 500 };

/** Details of errors that another process described. */
const describedElsewhere = new WeakMap<object, readonly ErrorDetail[]>();

export function describeError(thrown: unknown): DescribedError {
  return {
    message: toStorableText(ownMessage(thrown), limits.message),
    code: codeOf(thrown),
    details: fit(collectDetails(thrown)),
  };
}

/**
 * Converts a thrown value for the log, with its simple fields such as a database's error code. The stack includes the
 * causes.
 */
export function toLogError(thrown: unknown) {
  const { details } = describeError(thrown);
  const { type, message, code } = details[0] as ErrorDetail;
  return {
    ...simpleFields(thrown),
    type,
    message,
    ...(code !== null && { code }),
    stack: details.map(toLines).join("\n"),
  };
}

function toLines({ relation, depth, type, message, stack }: ErrorDetail): string {
  const title = { thrown: "", cause: "caused by: ", member: "one of its errors: " }[relation];
  const frames = stack === "" ? [] : stack.split("\n").map((frame) => `    ${frame}`);
  return [`${title}${type}: ${message}`, ...frames].map((line) => `${"  ".repeat(depth)}${line}`).join("\n");
}

/** Attaches the details to an error that was rebuilt from its description. */
export function keepDetails<Failure extends Error>(error: Failure, details: readonly ErrorDetail[]): Failure {
  describedElsewhere.set(error, details);
  return error;
}

/** `instanceof` that returns false when a getter or a proxy's trap of the value throws. */
export function isInstance<Class>(value: unknown, type: abstract new (...args: never[]) => Class): value is Class {
  return attempt(() => value instanceof type) ?? false;
}

/** Reads a property. undefined if the getter throws. */
export function readProperty(value: unknown, name: string): unknown {
  return isObject(value) ? attempt(() => (value as Record<string, unknown>)[name]) : undefined;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

const isError = (value: unknown) => types.isNativeError(value) || isInstance(value, Error);

function ownMessage(thrown: unknown): string {
  return isError(thrown) ? toText(readProperty(thrown, "message") ?? "") : toText(thrown);
}

/** Converts a value to text, without the source of a function. */
function toText(value: unknown): string {
  return typeof value === "function" ? "[function]" : (attempt(() => String(value)) ?? "");
}

function codeOf(value: unknown): string | undefined {
  const code = readProperty(value, "code");
  if (typeof code !== "string" && typeof code !== "number") return undefined;
  const allowed = String(code)
    .slice(0, 10 * limits.code)
    .replaceAll(/[^\w.:-]/g, "");
  return allowed.slice(0, limits.code) || undefined;
}

/** Lists the error, its members (AggregateError) and its causes, depth first. Skips repeated errors. */
function collectDetails(thrown: unknown): ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const met = new Set<unknown>();

  function add(value: unknown, relation: ErrorDetail["relation"], depth: number): void {
    if (details.length >= limits.errors || met.has(value)) return;
    if (isObject(value)) met.add(value);
    const elsewhere = isObject(value) ? describedElsewhere.get(value) : undefined;
    if (elsewhere)
      details.push(...elsewhere.map((detail, index) => moved(detail, index === 0 ? relation : undefined, depth)));
    else details.push({ relation, depth, ...describeOne(value) });
    if (elsewhere || !isError(value)) return;
    for (const member of membersOf(value)) add(member, "member", depth + 1);
    const cause = readProperty(value, "cause");
    if (cause !== undefined) add(cause, "cause", depth + 1);
  }

  add(thrown, "thrown", 0);
  return details.slice(0, limits.errors);
}

function describeOne(value: unknown) {
  return {
    type: typeOf(value),
    message: isObject(value) && !isError(value) ? toJson(value) : ownMessage(value),
    code: codeOf(value) ?? null,
    stack: framesOf(value),
  };
}

/**
 * Returns a copy of the detail for another place in the tree of errors: with this relation, and `depth` levels deeper.
 */
function moved(detail: ErrorDetail, relation: ErrorDetail["relation"] = detail.relation, depth = 0): ErrorDetail {
  return { ...detail, relation, depth: depth + detail.depth };
}

function typeOf(value: unknown): string {
  if (!isObject(value)) return value === null ? "null" : typeof value;
  const name = readProperty(readProperty(value, "constructor"), "name");
  return typeof name === "string" && name !== "" ? name : typeof value;
}

function membersOf(error: unknown): unknown[] {
  const errors = readProperty(error, "errors");
  if (!attempt(() => Array.isArray(errors))) return [];
  const length = attempt(() => Math.min(limits.errors, Number(readProperty(errors, "length"))));
  return Array.from({ length: length ?? 0 }, (_, index) => readProperty(errors, String(index)));
}

/** Returns the frames of a stack without the message before them: the message may be long, and it has its own field. */
function framesOf(value: unknown): string {
  const stack = readProperty(value, "stack");
  if (typeof stack !== "string") return "";
  const message = ownMessage(value);
  const afterMessage = message === "" ? 0 : Math.max(0, stack.indexOf(message)) + message.length;
  const start = stack.indexOf("\n    at ", afterMessage);
  if (start === -1) return "";
  const frames = stack.slice(start + 1, start + 1 + 2 * limits.stack).split("\n");
  return frames
    .slice(0, limits.frames)
    .map((frame) => frame.trim())
    .join("\n");
}

/** Serializes a bounded number of an object's fields. */
function toJson(value: object): string {
  let left = jsonLimits.values;

  function copy(part: unknown, depth: number): unknown {
    if (left-- <= 0) return "…";
    if (typeof part === "string") return part.slice(0, jsonLimits.text);
    if (typeof part === "number" || typeof part === "boolean" || part === null) return part;
    if (!isObject(part) || typeof part === "function") return toText(part);
    if (isError(part)) return `${typeOf(part)}: ${ownMessage(part)}`.slice(0, jsonLimits.text);
    if (types.isDate(part)) return attempt(() => part.toISOString()) ?? "Invalid Date";
    return depth === jsonLimits.depth ? "…" : (attempt(() => copyAll(part, depth + 1)) ?? "…");
  }

  function copyAll(part: object, depth: number): unknown {
    if (Array.isArray(part)) {
      const items: unknown[] = [];
      for (let index = 0; index < part.length && left > 0; index++)
        items.push(copy(readProperty(part, `${index}`), depth));
      return items;
    }
    const fields: [string, unknown][] = [];
    for (const name of Object.keys(part)) {
      if (left <= 0) break;
      fields.push([name.slice(0, jsonLimits.text), copy(readProperty(part, name), depth)]);
    }
    return Object.fromEntries(fields);
  }

  return JSON.stringify(copy(value, 0));
}

function simpleFields(value: unknown): Record<string, unknown> {
  if (!isError(value)) return {};
  const names = attempt(() => Object.keys(value as object)) ?? [];
  const fields = names.slice(0, limits.fields).map((name) => [name, readProperty(value, name)] as const);
  const simple = fields.filter(([, field]) => ["string", "number", "boolean"].includes(typeof field));
  return Object.fromEntries(
    simple.map(([name, field]) => [name, typeof field === "string" ? toStorableText(field, limits.field) : field]),
  );
}

/** Halves the limits of messages and stacks until the result fits. */
function fit(details: readonly ErrorDetail[]): ErrorDetail[] {
  for (let share = 1; ; share /= 2) {
    const cut = details.map(({ type, message, stack, ...detail }) => ({
      ...detail,
      type: toStorableText(type, limits.type),
      message: toStorableText(message, Math.ceil(share * limits.message)),
      stack: toStorableText(stack, Math.ceil(share * limits.stack)),
    }));
    if (Buffer.byteLength(JSON.stringify(cut)) <= limits.totalBytes) return cut;
  }
}
