import { SpecError } from "./spec-error.ts";

const patternMessage = "x-pattern-message";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Schema = {
  $ref?: string;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  enum?: string[];
  default?: unknown;
  examples?: unknown[];
  propertyNames?: Schema;
  "x-property-names"?: Schema;
  [patternMessage]?: string;
  /** Of `Role`: the roles' own scopes. */
  "x-scopes"?: Record<string, string[]>;
  /** Of `Scope`: scopes that no API key has, and scopes that a scheduled deletion and a suspension stop. */
  "x-for-people"?: string[];
  "x-stopped-by-deletion"?: string[];
  "x-stopped-by-suspension"?: string[];
  /** Of `ProblemType`: the types, by their values. */
  "x-problems"?: Record<string, ProblemType>;
};
type Parameter = {
  $ref?: string;
  name?: string;
  required?: boolean;
  schema?: Schema;
  example?: unknown;
  [patternMessage]?: string;
};
export type MediaType = { schema?: Schema; example?: unknown; examples?: Record<string, { value: unknown }> };
/** A type of problem, as `@problem` declares it. */
export type ProblemType = { status: number; title: string; description: string };
export type Response = {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses?: Record<string, Response>;
  };
};
export type Operation = {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, MediaType> };
  responses?: Record<string, Response>;
  security?: Record<string, string[]>[];
  "x-access"?: string;
  "x-body-limit"?: number;
  "x-problems"?: string[];
};

/**
 * Replaces the emitter's `unevaluatedProperties` by `additionalProperties`. Without `allOf` both mean the same, but
 * `additionalProperties` validates faster and type generators support it.
 */
export function sealWithAdditionalProperties(document: Json): Document {
  return rewrite(document) as unknown as Document;
}

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewrite);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key !== "unevaluatedProperties") return [key, rewrite(child)];
      return ["additionalProperties", JSON.stringify(child) === '{"not":{}}' ? false : rewrite(child)];
    }),
  );
}

/**
 * Moves the message of a parameter's pattern next to the pattern, because the emitter puts the message beside the
 * parameter's schema.
 */
export function movePatternMessages({ components, paths }: Document): void {
  for (const parameter of [...Object.values(components.parameters), ...parametersOf(paths)]) {
    const { [patternMessage]: message, schema } = parameter;
    if (message === undefined || !schema) continue;
    schema[patternMessage] = message;
    delete parameter[patternMessage];
  }
}

/** Makes the names that a model allows for its properties a keyword of JSON Schema, which the emitter doesn't know. */
export function declarePropertyNames({ components }: Document): void {
  for (const schema of Object.values(components.schemas)) {
    const { "x-property-names": propertyNames } = schema;
    if (!propertyNames) continue;
    schema.propertyNames = propertyNames;
    delete schema["x-property-names"];
  }
}

function parametersOf(paths: Document["paths"]): Parameter[] {
  return Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ parameters = [] }) => parameters),
  );
}

/** Makes parameters with a default required, because validation fills in the default before the server reads them. */
export function withDefaultsPresent(document: Document): Document {
  const copy = structuredClone(document);
  for (const parameter of [...Object.values(copy.components.parameters), ...parametersOf(copy.paths)]) {
    if (parameter.schema?.default !== undefined) parameter.required = true;
  }
  return copy;
}

/** Descriptions of those values of `@access` that aren't scopes. */
const access: Record<string, string> = {
  anyone: "Anyone may call this.",
  authenticated: "Needs a valid API key or session, and no scope.",
  person: "Needs a signed-in user; an API key can't call this.",
};

/** Requires `@summary` on every operation: an imperative of at most five words, such as "Create a job". */
export function checkSummaries(document: Document): void {
  for (const operation of operationsOf(document)) {
    if (/^[A-Z][\w'-]*( [\w'-]+){0,4}$/.test(operation.summary ?? "")) continue;
    throw new SpecError(`${operation.operationId} has no @summary of one to five words, such as "Create a job"`);
  }
}

/** Requires `@access` on every operation and adds it to the description. */
export function describeAccess(document: Document): void {
  const { Scope, Role } = document.components.schemas;
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const needed = operation["x-access"];
      if (!operation.operationId) throw new SpecError(`${method} ${path} has no @operationId`);
      if (!needed) throw new SpecError(`${operation.operationId} has no @access(…)`);
      const isScope = Scope?.enum?.includes(needed);
      if (!isScope && !access[needed])
        throw new SpecError(`${operation.operationId} has an unknown @access: ${needed}`);
      const said = access[needed] ?? `Needs the scope \`${needed}\`${rolesWith(needed, Role)}.`;
      operation.description = `${operation.description ?? ""}\n\n${said}`.trim();
    }
  }
}

function rolesWith(scope: string, role: Schema | undefined): string {
  const roles = role?.enum ?? [];
  const lowest = roles.findIndex((name) => role?.["x-scopes"]?.[name]?.includes(scope));
  if (lowest === -1) return "";
  return lowest === roles.length - 1
    ? ", which an owner has"
    : `, which the role ${roles[lowest]} and those above have`;
}

/**
 * Sets the credentials that each operation accepts, based on `@access`. Operations that accept all kinds have the
 * document's.
 */
export function describeSecurity(document: Document): void {
  const forPeople = ["person", ...(document.components.schemas.Scope?.["x-for-people"] ?? [])];
  for (const operation of operationsOf(document)) {
    const access = operation["x-access"] ?? "";
    if (access === "anyone") operation.security ??= [];
    else if (forPeople.includes(access)) operation.security = [{ AccessTokenAuth: [] }, { SessionCookieAuth: [] }];
  }
}

/** Requires `@bodyLimit` on every operation with a JSON body and adds it to the description. */
export function describeBodyLimits(document: Document): void {
  for (const operation of operationsOf(document)) {
    const limit = operation["x-body-limit"];
    const readsJson = operation.requestBody?.content["application/json"] !== undefined;
    if (!readsJson && limit === undefined) continue;
    if (!readsJson) throw new SpecError(`${operation.operationId} has a body limit and no JSON body`);
    if (limit === undefined || !Number.isSafeInteger(limit) || limit < 1)
      throw new SpecError(`${operation.operationId} has no @bodyLimit(<bytes>)`);
    operation.description = `${operation.description ?? ""}\n\nThe body has at most ${toSize(limit)}.`.trim();
  }
}

function toSize(bytes: number): string {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20} MiB` : `${bytes / 2 ** 10} KiB`;
}

/** Adds `Idempotent-Replayed` to the successful responses of every operation that takes an `Idempotency-Key`. */
export function describeReplays(document: Document): void {
  const header = {
    description:
      "`true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise.",
    schema: { type: "string", enum: ["true"] },
  };
  for (const operation of operationsOf(document)) {
    if (!isKeyed(operation, document)) continue;
    for (const [status, response] of Object.entries(operation.responses ?? {}))
      if (status < "300") response.headers = { ...response.headers, "Idempotent-Replayed": header };
  }
}

export function isKeyed(operation: Operation, document: Document): boolean {
  return takesParameter(operation, document, "Idempotency-Key");
}

export function takesParameter({ parameters = [] }: Operation, { components }: Document, wanted: string): boolean {
  return parameters.some(
    ({ $ref, name }) => ($ref ? components.parameters[$ref.slice($ref.lastIndexOf("/") + 1)]?.name : name) === wanted,
  );
}

export function operationsOf({ paths }: Document): Operation[] {
  return Object.values(paths).flatMap((operations) => Object.values(operations));
}

/** Generates the table of operations that the SDK uses at run time. */
export function operationsTs(document: Document): string {
  const lines = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { operationId, responses = {} } = operation;
      const answers = Object.entries(responses).some(
        ([status, { content }]) => status < "300" && content?.["application/json"],
      );
      const flags = { ...(answers && { answers }), ...(isKeyed(operation, document) && { keyed: true }) };
      return `  ${operationId}: ${JSON.stringify({ method, path, ...flags })},`;
    }),
  );
  return `// Generated from spec/ by generate.ts. Do not edit.

import type { operations as Contract } from "./openapi.d.ts";

interface Operation {
  method: string;
  path: string;
  /** A successful response of the operation has a JSON body. */
  answers?: true;
  /** The operation takes an Idempotency-Key. */
  keyed?: true;
}

export const operations: Readonly<Record<keyof Contract, Operation>> = {
${lines.sort().join("\n")}
};
`;
}
