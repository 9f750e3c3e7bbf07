/** The operations of the contract: route, required access and validators. */
import type { OperationId } from "@gaffer/contracts/server";
import type { Scope } from "./caller.ts";
import type { JsonBodyRules } from "./json-body.ts";
import type { FieldError } from "./problem.ts";
import { compile, isNumber, openapi, toFieldErrors, type Validator } from "./schemas.ts";

/** The scope that an operation requires, or the kind of caller that needs no scope. */
export type Access = Scope | "anyone" | "authenticated" | "person";

export type ParameterPlace = "path" | "query" | "header";

export interface Operation {
  id: OperationId;
  method: string;
  /** The operation's path in Hono's notation, such as `/v1/orgs/:orgId`. */
  path: string;
  access: Access;
  parameters: Record<ParameterPlace, ParameterSet>;
  /** How the request's body is read. undefined: the operation has no body. */
  body: ({ kind: "json"; validate: Validator } & JsonBodyRules) | { kind: "stream" } | undefined;
  replies: Record<
    string,
    { mediaType: string | undefined; validate: Validator | undefined; headers: readonly string[] }
  >;
}

interface ParameterSet {
  names: readonly string[];
  /** The names of the parameters that are numbers. */
  numbers: readonly string[];
  /** The names of the parameters that are lists, separated by commas. */
  lists: readonly string[];
  validate: Validator;
}

interface ParameterObject {
  name: string;
  in: ParameterPlace;
  required?: boolean;
  schema: object;
}

interface ResponseObject {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, { schema: object }>;
}

interface OperationObject {
  operationId: OperationId;
  parameters?: (ParameterObject | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, ResponseObject | { $ref: string }>;
  "x-access": Access;
  /** Maximum size of the JSON body, in bytes. Every operation with a JSON body has it. */
  "x-body-limit"?: number;
}

let operations: readonly Operation[] | undefined;

/** Lists the operations. Fixed path segments come before parameters in the same place. Cached. */
export function readOperations(): readonly Operation[] {
  operations ??= listOperations();
  return operations;
}

function listOperations(): Operation[] {
  const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      toOperation(path, method, operation as unknown as OperationObject),
    ),
  );
  return operations.sort((a, b) => segmentRank(a.path).localeCompare(segmentRank(b.path)));
}

function segmentRank(path: string): string {
  return path
    .split("/")
    .map((segment) => (segment.startsWith(":") ? "1" : "0"))
    .join("");
}

function toOperation(path: string, method: string, operation: OperationObject): Operation {
  const parameters = (operation.parameters ?? []).map((each) => resolveShared<ParameterObject>("parameters", each));
  const json = operation.requestBody?.content["application/json"];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, ":$1"),
    access: operation["x-access"],
    parameters: {
      path: parameterSet(parameters, "path"),
      query: parameterSet(parameters, "query"),
      header: parameterSet(parameters, "header"),
    },
    body: json
      ? {
          kind: "json",
          validate: compile(json.schema),
          maxBytes: operation["x-body-limit"] ?? 0,
          mediaTypes: Object.keys(operation.requestBody?.content ?? {}),
        }
      : operation.requestBody && { kind: "stream" },
    replies: Object.fromEntries(
      Object.entries(operation.responses).map(([status, shared]) => {
        const response = resolveShared<ResponseObject>("responses", shared);
        const [[mediaType, content] = []] = Object.entries(response.content ?? {});
        const headers = Object.entries(response.headers ?? {}).filter(([, { required }]) => required);
        return [
          status,
          {
            mediaType,
            validate: mediaType?.endsWith("json") && content ? compile(content.schema) : undefined,
            headers: headers.map(([name]) => name),
          },
        ];
      }),
    ),
  };
}

/** Returns the part of an operation that `$ref` refers to. */
function resolveShared<Part extends object>(kind: "parameters" | "responses", part: Part | { $ref: string }): Part {
  if (!("$ref" in part)) return part;
  const shared = openapi.components[kind] as unknown as Record<string, Part>;
  return shared[part.$ref.slice(`#/components/${kind}/`.length)] as Part;
}

function parameterSet(parameters: ParameterObject[], place: ParameterPlace): ParameterSet {
  const own = parameters.filter((parameter) => parameter.in === place);
  return {
    names: own.map(({ name }) => name),
    numbers: own.filter(({ schema }) => isNumber(schema)).map(({ name }) => name),
    lists: own.filter(({ schema }) => "type" in schema && schema.type === "array").map(({ name }) => name),
    validate: compile({
      type: "object",
      properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
      required: own.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    }),
  };
}

/**
 * Above this number of values and names, only the first fault is reported, because finding all of them takes longer.
 */
const maxNodesForAll = 50_000;

/** Validates a part of a request and fills in its defaults. `nodes`: number of values and names in it. */
export function findFaults(where: FieldError["in"], validate: Validator, value: unknown, nodes = 0): FieldError[] {
  if (validate(value)) return [];
  const first = validate.errors ?? [];
  return toFieldErrors(where, nodes > maxNodesForAll ? first : [...first, ...validate.allErrors(value)]);
}

/** Maximum size of an operation's JSON body, in bytes. */
export function maxBodyBytes(id: OperationId): number {
  const body = readOperations().find((operation) => operation.id === id)?.body;
  if (body?.kind !== "json") throw new Error(`${id} has no JSON body`);
  return body.maxBytes;
}

/** What happens when a reply violates the contract. */
export type ReplyChecks = { mode: "off" } | { mode: "fail" } | { mode: "report"; report: (message: string) => void };

interface Reply {
  status: number;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Checks a reply against the contract. Types allow excess fields, and the database may hold data of an older version.
 */
export function assertReply(operation: Operation, reply: Reply, checks: ReplyChecks): void {
  if (checks.mode === "off") return;
  const finding = findDifference(operation, reply);
  if (finding === undefined) return;
  const message = `the reply of ${operation.id} violates the contract: ${finding}`;
  if (checks.mode === "fail") throw new Error(message);
  checks.report(message);
}

function findDifference(operation: Operation, { status, headers, body }: Reply): string | undefined {
  const expected = operation.replies[status];
  if (!expected) return `it has no status ${status}`;
  const missing = expected.headers.filter((name) => headers?.[name] === undefined);
  if (missing.length > 0) return `the header ${missing.join(", ")} is missing`;
  if (!expected.validate || expected.validate(body)) return undefined;
  return toFieldErrors("body", expected.validate.errors)
    .map(({ pointer, message }) => `${pointer} ${message}`)
    .join("; ");
}
