/** Requests to an operation: a complete, valid request, and variants of it with one fault or unusual value each. */
import fc from "fast-check";
import { type ContractOperation, type ContractParameter, pathOf } from "./contract-operations.ts";
import { type HostileRequest, hostileLike, isHeaderValue, type KnownIds } from "./hostile-requests.ts";
import {
  hostileMediaTypes,
  hostileNames,
  hostileRanges,
  hostileSegments,
  hostileWords,
  writeJson,
} from "./hostile-values.ts";
import { withOneFault } from "./mutated-json.ts";
import { resolve, type Schema, valid } from "./valid-values.ts";

/** The parts of a request that may have a fault. */
interface Parts {
  path: Record<string, string>;
  query: string[];
  headers: Record<string, string>;
  body: unknown;
}

export function singleFaults(operation: ContractOperation, known: KnownIds, seed: number): HostileRequest[] {
  const sample = (schema: Schema) => fc.sample(valid(schema, true), { seed, numRuns: 1 })[0];
  const of = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const ids = Object.entries(known.resources).map(([name, [id]]) => [name, id ?? ""]);
  const mediaType = operation.body?.mediaType.replace("*/*", "text/csv");
  const schema = (operation.body?.schema ?? {}) as Schema;
  const bodies = mediaType === "application/json" ? (resolve(schema).oneOf ?? [schema]).map(sample) : [];
  const whole: Parts = {
    path: { orgId: known.orgId, ...Object.fromEntries(ids) },
    query: of("query")
      .filter(({ required }) => required)
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`),
    headers: mediaType ? { "content-type": mediaType } : {},
    body: bodies[0],
  };
  const parts = [
    whole,
    ...of("path").flatMap(({ name }) =>
      hostileSegments.map((id) => ({ ...whole, path: { ...whole.path, [name]: id } })),
    ),
    ...queries(whole.query, of("query")).map((query) => ({ ...whole, query })),
    ...of("header").flatMap(({ name }) =>
      [...hostileRanges, ...hostileWords]
        .filter(isHeaderValue)
        .map((value) => ({ ...whole, headers: { ...whole.headers, [name]: value } })),
    ),
    ...(mediaType ? hostileMediaTypes : []).map((type) => ({ ...whole, headers: { "content-type": type } })),
    ...bodies.flatMap(withOneFault).map((body) => ({ ...whole, body })),
  ];
  return parts.map((each) => toRequest(operation, each));
}

function queries(usual: string[], parameters: readonly ContractParameter[]): string[][] {
  const ofParameter = ({ name, schema }: ContractParameter) => {
    const others = usual.filter((pair) => !pair.startsWith(`${name}=`));
    const values = hostileLike(schema).map((value) => [...others, `${name}=${value}`]);
    return [...values, [...usual, `${name}=1`, `${name}=1`]];
  };
  const unknown = hostileNames.map((name) => [...usual, `${encodeURIComponent(name)}=1`]);
  return [...parameters.flatMap(ofParameter), ...unknown];
}

function toRequest(operation: ContractOperation, { path, query, headers, body }: Parts): HostileRequest {
  return {
    method: operation.method,
    url: `${pathOf(operation, path)}?${query.join("&")}`,
    headers,
    body: body === undefined ? operation.body && "content" : writeJson(body),
  };
}
