/** Puts values that no operation accepts into each field of an operation, one at a time. */
import type { ContractOperation, ContractParameter } from "./contract-operations.ts";
import { RawJson, writeJson } from "./hostile-values.ts";
import { resolve } from "./valid-values.ts";

export interface HostileField {
  /** Names the field and its value. */
  what: string;
  query: string;
  headers: Record<string, string>;
  path: Record<string, string>;
  body: string | undefined;
}

const deep = (depth: number) => new RawJson(`${"[".repeat(depth)}1${"]".repeat(depth)}`);
const manyNames = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`name${index}`, 1]));

/** Hostile values for any place in a JSON body, by a description of the value. */
const jsonValues: Record<string, unknown> = {
  NUL: "a\u0000b",
  "a high surrogate alone": new RawJson('"\\ud800"'),
  "a low surrogate alone": new RawJson('"a\\udc00"'),
  "1e400": new RawJson("1e400"),
  "-1e400": new RawJson("-1e400"),
  "2^63 + 1": new RawJson("9223372036854775809"),
  "400 digits": new RawJson(`1${"0".repeat(400)}`),
  "33 levels": deep(33),
  "100,000 levels": deep(100_000),
  "10,000 fields": manyNames,
  __proto__: new RawJson('{"__proto__":{"orgId":"x"}}'),
  constructor: new RawJson('{"constructor":{"prototype":{"orgId":"x"}}}'),
  "a megabyte of text": "x".repeat(1_000_000),
};

/** Additional fields with hostile names, for any object in a JSON body. */
const jsonNames: Record<string, unknown> = {
  "the field __proto__": new RawJson('"__proto__":{"orgId":"x"}'),
  "the field constructor": new RawJson('"constructor":{"prototype":1}'),
  "a field with NUL in its name": new RawJson('"a\\u0000":1'),
  "a field with a lone surrogate in its name": new RawJson('"\\ud800":1'),
};

/** Hostile values for any parameter, as they are written in a URL. */
const urlValues: Record<string, string> = {
  NUL: "a%00b",
  "a lone surrogate": "%ED%A0%80",
  "no UTF-8": "%ff",
  "1e400": "1e400",
  "2^63 + 1": "9223372036854775809",
  __proto__: "__proto__%20",
  brackets: "%5B".repeat(1_000),
  "ten thousand characters": "x".repeat(10_000),
};

const headerValues: Record<string, string> = {
  "half a byte order mark": "\u00ff\u00fe",
  "2^63 + 1": "9223372036854775809",
  "ten thousand characters": "x".repeat(10_000),
};

/** Names of hostile values that a plain text field accepts. */
const texts = ["1e400", "2^63 + 1", "__proto__"];

/** Request headers that the API ignores when it can't parse them, as their standards require. */
const ignored = ["Range", "If-Range", "Last-Event-ID"];

/**
 * Returns the changed parts of a request for each field and each hostile value. `bodies`: valid bodies of the
 * operation.
 */
export function hostileFields({ parameters }: ContractOperation, bodies: readonly unknown[]): HostileField[] {
  const usual = { query: "", headers: {}, path: {}, body: bodies[0] === undefined ? undefined : writeJson(bodies[0]) };
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const each = <Value>(values: Record<string, Value>, to: (value: Value) => Partial<HostileField>, where: string) =>
    Object.entries(values).map(([name, value]) => ({ ...usual, ...to(value), what: `${where}: ${name}` }));
  const unlessText = ({ schema }: ContractParameter, values: Record<string, string>) => {
    const { items } = resolve(schema);
    const { type, format, enum: words, pattern } = resolve(items ?? schema);
    const takesAny = (text: string) =>
      type === "string" && !format && !words && (!pattern || new RegExp(pattern).test(decodeURIComponent(text)));
    return Object.fromEntries(
      Object.entries(values).filter(([name, text]) => !(texts.includes(name) && takesAny(text))),
    );
  };
  return [
    ...of("path").flatMap(({ name }) => each(urlValues, (value) => ({ path: { [name]: value } }), `path ${name}`)),
    ...of("query").flatMap((parameter) =>
      each(
        unlessText(parameter, urlValues),
        (value) => ({ query: `${parameter.name}=${value}` }),
        `query ${parameter.name}`,
      ),
    ),
    ...["__proto__", "constructor", "%00"].flatMap((name) =>
      each(urlValues, (value) => ({ query: `${name}=${value}` }), `query ${name}`),
    ),
    ...of("header")
      .filter(({ name }) => !ignored.includes(name))
      .flatMap((parameter) =>
        each(
          unlessText(parameter, headerValues),
          (value) => ({ headers: { [parameter.name]: value } }),
          `header ${parameter.name}`,
        ),
      ),
    ...bodies.flatMap((body) => placesIn(body).flatMap((place) => inBody(body, place, each))),
  ];
}

type Each = <Value>(
  values: Record<string, Value>,
  to: (value: Value) => Partial<HostileField>,
  where: string,
) => HostileField[];

function inBody(body: unknown, place: readonly string[], each: Each): HostileField[] {
  const where = `body /${place.join("/")}`;
  const replaced = each(jsonValues, (value) => ({ body: writeJson(withPart(body, place, () => value)) }), where);
  const having = (value: unknown) => ({
    body: writeJson(
      withPart(body, place, (part) => new RawJson(writeJson(part).replace(/^\{/, `{${(value as RawJson).text},`))),
    ),
  });
  const isFilled = writeJson(partAt(body, place)).startsWith('{"');
  return isFilled ? [...replaced, ...each(jsonNames, having, where)] : replaced;
}

/** The paths of all values in a body. For a list, only the paths of the first item. */
function placesIn(value: unknown, place: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || value instanceof RawJson) return [place];
  const parts = Array.isArray(value) ? Object.entries(value).slice(0, 1) : Object.entries(value);
  return [place, ...parts.flatMap(([name, child]) => placesIn(child, [...place, name]))];
}

const partAt = (value: unknown, place: readonly string[]): unknown =>
  place.reduce((part, name) => (part as Record<string, unknown>)[name], value);

function withPart(value: unknown, [name, ...rest]: readonly string[], to: (part: unknown) => unknown): unknown {
  if (name === undefined) return to(value);
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value) as Record<string, unknown>;
  copy[name] = withPart(copy[name], rest, to);
  return copy;
}
