/** Reads and validates the path, query and header parameters of a request. */
import type { Context } from "hono";
import { escapePointer } from "../json-safety.ts";
import { findFaults, type Operation, type ParameterPlace } from "./operation.ts";
import { invalid, invalidRequest } from "./problem.ts";

const places = ["path", "query", "header"] as const satisfies ParameterPlace[];

/** Returns the parameters by place. Throws one problem with the faults of path, query and headers. */
export function readParameters(operation: Operation, c: Context): Record<ParameterPlace, Record<string, unknown>> {
  const header = Object.fromEntries(
    operation.parameters.header.names.flatMap((name) => {
      const value = c.req.raw.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const parts = { path: readPath(c.req.param()), query: readQuery(c.req.url), header };
  const faults = places.flatMap((place) => findFaults(place, operation.parameters[place].validate, parts[place]));
  if (faults.length > 0) throw invalidRequest(faults);
  return parts;
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

function readQuery(url: string): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  const { search, searchParams } = new URL(url);
  if (search.includes("%")) assertDecodable(search);
  for (const [name, value] of searchParams) {
    const pointer = `/${escapePointer(name)}`;
    if (Object.hasOwn(query, name)) throw invalid("query", pointer, "must be given only once");
    if (value.includes("\u0000")) throw invalid("query", pointer, "must not contain the character U+0000");
    Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return query;
}

/** Throws a problem for invalid UTF-8, which `URLSearchParams` would replace without an error. */
function assertDecodable(search: string): void {
  for (const pair of search.slice(1).split("&")) {
    try {
      decodeURIComponent(pair);
    } catch {
      const [name = ""] = new URLSearchParams(pair).keys();
      throw invalid("query", `/${escapePointer(name)}`, "must be UTF-8, percent-encoded");
    }
  }
}
