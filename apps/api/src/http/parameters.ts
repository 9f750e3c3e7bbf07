/** Reads and validates the path, query and header parameters of a request. */
import type { Context } from "hono";
import { pointerTo } from "../json-safety.ts";
import { findFaults, type Operation, type ParameterPlace } from "./operation.ts";
import { type FieldError, invalid } from "./problem.ts";

const places = ["path", "query", "header"] as const satisfies ParameterPlace[];

/** Returns the parameters by place. Throws one problem with the faults of path, query and headers. */
export function readParameters(operation: Operation, c: Context): Record<ParameterPlace, Record<string, unknown>> {
  const header = Object.fromEntries(
    operation.parameters.header.names.flatMap((name) => {
      const value = c.req.raw.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const { query, faults: unreadable } = readQuery(c.req.url);
  const parts: Record<ParameterPlace, Record<string, unknown>> = { path: readPath(c.req.param()), query, header };
  const faults = places.flatMap((place) => {
    const { validate, numbers, lists } = operation.parameters[place];
    convert(parts[place], numbers, toNumber);
    convert(parts[place], lists, (text) => text.split(","));
    return findFaults(place, validate, parts[place]);
  });
  if (unreadable.length + faults.length > 0) throw invalid(...unreadable, ...faults);
  return parts;
}

/** Converts the texts of these parameters. No list has values with a comma. */
function convert(part: Record<string, unknown>, names: readonly string[], to: (text: string) => unknown): void {
  for (const name of names) if (typeof part[name] === "string") part[name] = to(part[name]);
}

/** Converts a plain decimal to a number. Returns any other text unchanged, and validation refuses it. */
function toNumber(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * Reads the path parameters. Ids are case-insensitive and become lower case, the only form in rows, audit events and
 * storage keys.
 */
function readPath(parameters: Record<string, string>): Record<string, unknown> {
  const isId = (text: string) => /^[0-9a-f-]{36}$/i.test(text);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, text]) => [name, isId(text) ? text.toLowerCase() : text]),
  );
}

/** Reads the query. A parameter that can't be read is a fault. */
function readQuery(url: string): { query: Record<string, string>; faults: FieldError[] } {
  const query: Record<string, string> = {};
  const faults: FieldError[] = [];
  const { search, searchParams } = new URL(url);
  const undecodable = search.includes("%") ? undecodableNames(search) : undefined;
  for (const [name, value] of searchParams) {
    const refuse = (code: FieldError["code"], message: string) =>
      faults.push({ in: "query", pointer: pointerTo("", name), code, message });
    if (undecodable?.has(name)) refuse("invalid_format", "must be UTF-8, percent-encoded");
    else if (Object.hasOwn(query, name)) refuse("duplicate", "must be given only once");
    else if (value.includes("\u0000")) refuse("not_storable", "must not contain the character U+0000");
    Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return { query, faults };
}

/** The names of parameters with invalid UTF-8, which `URLSearchParams` would replace without an error. */
function undecodableNames(search: string): Set<string> {
  const pairs = search.slice(1).split("&");
  return new Set(pairs.filter((pair) => !isDecodable(pair)).flatMap((pair) => [...new URLSearchParams(pair).keys()]));
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
