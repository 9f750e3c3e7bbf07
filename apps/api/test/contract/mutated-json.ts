/** JSON values with one fault. */
import fc from "fast-check";
import { hostileIds, hostileInstants, hostileJson, hostileNames, RawJson, writeJson } from "./hostile-values.ts";

interface Mutation {
  kind: (typeof kinds)[number];
  /** Selects the place to change: an index into the value's places, modulo the number of places. */
  at: number;
  name: string;
  value: unknown;
  /** Selects the replacement: an index into the values that are similar to the original, modulo their number. */
  nearly: number;
}

const kinds = ["replace", "twist", "remove", "add", "repeat"] as const;

/** Changes one part of the value: replaces, slightly alters, removes or repeats it, or adds an unknown field to it. */
export function mutated(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(40),
    name: fc.constantFrom(...hostileNames, "type", "input", "status", "orgId"),
    value: fc.constantFrom(...hostileJson),
    nearly: fc.nat(1_000),
  });
  return fc.tuple(value, mutation).map(([whole, change]) => mutate(whole, change));
}

function mutate(whole: unknown, mutation: Mutation): unknown {
  const places = placesIn(whole);
  const place = places[mutation.at % places.length] ?? [];
  return change(whole, place, (part) => mutatePart(part, mutation));
}

function mutatePart(part: unknown, { kind, name, value, nearly }: Mutation): unknown {
  switch (kind) {
    case "replace":
      return value;
    case "twist":
      return almost(part)[nearly % almost(part).length];
    case "remove":
      return undefined;
    case "repeat":
      return Array.isArray(part) ? Array(1_001).fill(part[0]) : [part, part];
    case "add":
      return isObject(part) ? withField(part, name, value) : value;
  }
}

/** Adds the field to the object's JSON text. A JavaScript object can't have every name, nor the same name twice. */
function withField(object: Record<string, unknown>, name: string, value: unknown): RawJson {
  const fields = Object.keys(object).length > 0 ? `,${writeJson(object).slice(1)}` : "}";
  return new RawJson(`{${JSON.stringify(name)}:${writeJson(value)}${fields}`);
}

/** Values that are similar to the value, but invalid or unusual. */
function almost(value: unknown): unknown[] {
  if (typeof value === "number") return [value + 0.5, -value, 0, 2 ** 31, String(value), new RawJson("1e400")];
  if (typeof value !== "string") return [null, "", [], {}, [value], new RawJson('"\\ud800"')];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return hostileInstants;
  if (/^[0-9a-f]{8}-/.test(value)) return [...hostileIds, value.toUpperCase()];
  return [value.toUpperCase(), `${value} `, `${value}\u0000`, [value]];
}

/** All variants of the value in which one part is missing or replaced by a similar value. */
export function withOneFault(whole: unknown): unknown[] {
  return placesIn(whole).flatMap((place) => {
    const faults: unknown[] = [];
    change(whole, place, (part) => {
      faults.push(...almost(part), undefined);
      return part;
    });
    return faults.map((fault) => change(whole, place, () => fault));
  });
}

type Place = readonly (string | number)[];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof RawJson);
}

function placesIn(value: unknown, place: Place = []): Place[] {
  if (Array.isArray(value)) {
    return [place, ...value.slice(0, 3).flatMap((child, index) => placesIn(child, [...place, index]))];
  }
  if (!isObject(value)) return [place];
  return [place, ...Object.entries(value).flatMap(([key, child]) => placesIn(child, [...place, key]))];
}

/** A copy of the value in which `to` replaces the part at this place. Leaves out a field that becomes undefined. */
function change(value: unknown, [key, ...rest]: Place, to: (part: unknown) => unknown): unknown {
  if (key === undefined) return to(value) ?? null;
  if (Array.isArray(value)) return value.map((child, index) => (index === key ? change(child, rest, to) : child));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, child]) => {
    if (name !== key) return [[name, child]];
    if (rest.length === 0 && to(child) === undefined) return [];
    return [[name, change(child, rest, to)]];
  });
  return Object.fromEntries(entries);
}
