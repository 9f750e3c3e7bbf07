/** Random requests for an operation of the contract: valid requests, and requests with one or more faults. */
import fc from "fast-check";
import type { ContractOperation, ContractParameter } from "./contract-operations.ts";
import {
  hostileIds,
  hostileInstants,
  hostileMediaTypes,
  hostileNames,
  hostileQueryValues,
  hostileRanges,
  hostileSegments,
  hostileTexts,
  hostileWords,
  writeJson,
} from "./hostile-values.ts";
import { mutated } from "./mutated-json.ts";
import { resolve, type Schema, valid } from "./valid-values.ts";

export interface HostileRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

/** Ids of existing resources, for the path of a request. */
export interface KnownIds {
  orgId: string;
  /** Existing ids by the name of the path parameter. */
  resources: Record<string, readonly string[]>;
}

const mostly = <Value>(usual: fc.Arbitrary<Value>, unusual: fc.Arbitrary<Value>, weight = 5): fc.Arbitrary<Value> =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: unusual, weight: 1 });

export function hostileRequest(operation: ContractOperation, known: KnownIds): fc.Arbitrary<HostileRequest> {
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
  return fc
    .record({
      method: mostly(fc.constant(operation.method), fc.constantFrom(...methods), 12),
      path: path(operation, known),
      query: query(operation.parameters.filter((parameter) => parameter.in === "query")),
      headers: headers(operation),
      body: body(operation),
    })
    .map(({ method, path, query, headers, body }) => ({
      method,
      url: `${path}${query && `?${query}`}`,
      headers,
      body: method === "GET" || method === "HEAD" ? undefined : body,
    }));
}

function path({ path }: ContractOperation, { orgId, resources }: KnownIds): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const segments = names.map((name) => {
    const ids = name === "orgId" ? [orgId] : (resources[name] ?? []);
    return mostly(fc.constantFrom(...ids), fc.oneof(fc.uuid(), fc.constantFrom(...hostileSegments)), 10);
  });
  return fc.tuple(...segments).map((values) => {
    const byName = new Map(names.map((name, index) => [name, values[index] ?? ""]));
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => byName.get(name) ?? "");
  });
}

function query(parameters: readonly ContractParameter[]): fc.Arbitrary<string> {
  const pair = (name: string, value: fc.Arbitrary<string>) =>
    value.map((text) => `${encodeURIComponent(name)}=${text}`);
  const declared = parameters.map(({ name, required, schema }) => {
    const value = mostly(
      valid(schema).map((text) => encodeURIComponent(String(text).toWellFormed())),
      fc.oneof(fc.constantFrom(...hostileLike(schema)), fc.constantFrom(...hostileQueryValues)),
    );
    return required ? mostly(pair(name, value), fc.constant(""), 15) : fc.oneof(pair(name, value), fc.constant(""));
  });
  const names = [...parameters.map(({ name }) => name), ...hostileNames];
  const further = fc.constantFrom(...names).chain((name) => pair(name, fc.constantFrom(...hostileQueryValues)));
  return fc
    .tuple(fc.tuple(...declared), mostly(fc.constant(""), further, 10))
    .map(([pairs, more]) => [...pairs, more].filter((text) => text !== "").join("&"));
}

/** Values that are similar to valid values of the schema. */
export function hostileLike(schema: Schema): string[] {
  const { format, items } = resolve(schema);
  if (items) return hostileLike(items);
  const near = format === "date-time" ? hostileInstants : format === "uuid" ? hostileIds : hostileWords;
  return near.map(encodeURIComponent);
}

/** Values for headers whose format the contract doesn't describe. */
const meaningful: Record<string, string[]> = {
  Range: ["bytes=0-3", "bytes=4-", "bytes=-2"],
  "If-Match": ["*", '"1"'],
  "If-None-Match": ["*", '"1"', 'W/"1"'],
  "If-Range": ['"1"'],
};

function headers({ parameters, body }: ContractOperation): fc.Arbitrary<Record<string, string>> {
  const hostile = [...hostileTexts.slice(0, 20), ...hostileRanges].filter(isHeaderValue);
  const declared = parameters.filter((parameter) => parameter.in === "header");
  const usual = declared.map(({ name, schema }) => [
    name,
    mostly(
      name in meaningful
        ? fc.constantFrom(...(meaningful[name] as string[]))
        : valid(schema).map(String).filter(isHeaderValue),
      fc.constantFrom(...hostile),
      2,
    ),
  ]);
  const mediaType = body?.mediaType === "*/*" ? "text/csv" : body?.mediaType;
  const contentType = mediaType && mostly(fc.constant(mediaType), fc.constantFrom(...hostileMediaTypes), 10);
  return fc.record(
    { ...Object.fromEntries(usual), ...(contentType && { "content-type": contentType }) },
    { requiredKeys: contentType ? ["content-type"] : [], noNullPrototype: true },
  ) as fc.Arbitrary<Record<string, string>>;
}

/** Whether `Headers` accepts the text; a client can't send anything else. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) && text.length < 10_000;
}

function body({ body }: ContractOperation): fc.Arbitrary<string | Uint8Array | undefined> {
  if (!body) return mostly(fc.constant(undefined), fc.constantFrom("{}", "", "not json"));
  if (body.mediaType !== "application/json")
    return fc.oneof(fc.uint8Array({ maxLength: 2_000 }), fc.constant(undefined));
  const value = valid(body.schema as Schema);
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc.string({ unit: "binary" }),
    fc.tuple(value, fc.nat(200)).map(([whole, at]) => writeJson(whole).slice(0, at)),
    fc.constant(undefined),
  );
  return mostly(
    fc.oneof(value, mutated(value), mutated(mutated(value)), mutated(mutated(value))).map(writeJson),
    broken,
    8,
  );
}
