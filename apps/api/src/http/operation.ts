/** An operation of the contract as the server uses it: its route, what it needs, and its validators. */
import type { OperationId } from "@gaffer/contracts/server";
import type { Scope } from "./caller.ts";
import type { FieldError } from "./problem.ts";
import { compile, openapi, toFieldErrors, type Validator } from "./schemas.ts";

/** The scope that an operation needs, or who may call it without one. */
export type Access = Scope | "anyone" | "authenticated" | "person";

export type ParameterPlace = "path" | "query" | "header";

export interface Operation {
  id: OperationId;
  method: string;
  /** In the router's notation, such as `/v1/orgs/:orgId`. */
  path: string;
  access: Access;
  parameters: Record<ParameterPlace, ParameterSet>;
  /** How the body is read; undefined: there is none. */
  body: { kind: "json"; validate: Validator; maxBytes: number } | { kind: "stream" } | undefined;
  replies: Record<
    string,
    { mediaType: string | undefined; validate: Validator | undefined; headers: readonly string[] }
  >;
}

interface ParameterSet {
  names: readonly string[];
  validate: Validator;
}

interface ParameterObject {
  name: string;
  in: ParameterPlace;
  required?: boolean;
  schema: object;
}

interface OperationObject {
  operationId: OperationId;
  parameters?: (ParameterObject | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<
    string,
    { headers?: Record<string, { required?: boolean }>; content?: Record<string, { schema: object }> }
  >;
  "x-access": Access;
  /** The largest JSON body, in bytes; every operation with such a body has it. */
  "x-body-limit"?: number;
}

let operations: readonly Operation[] | undefined;

/** Every operation, those with fixed path segments before those with a parameter in the same place. Read once. */
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
  const parameters = (operation.parameters ?? []).map(resolveParameter);
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
      ? { kind: "json", validate: compile("body", json.schema), maxBytes: operation["x-body-limit"] ?? 0 }
      : operation.requestBody && { kind: "stream" },
    replies: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => {
        const [[mediaType, content] = []] = Object.entries(response.content ?? {});
        const headers = Object.entries(response.headers ?? {}).filter(([, { required }]) => required);
        return [
          status,
          {
            mediaType,
            validate: mediaType?.endsWith("json") && content ? compile("body", content.schema) : undefined,
            headers: headers.map(([name]) => name),
          },
        ];
      }),
    ),
  };
}

function resolveParameter(parameter: ParameterObject | { $ref: string }): ParameterObject {
  if (!("$ref" in parameter)) return parameter;
  const name = parameter.$ref.split("/").at(-1) ?? "";
  return (openapi.components.parameters as unknown as Record<string, ParameterObject>)[name] as ParameterObject;
}

function parameterSet(parameters: ParameterObject[], place: ParameterPlace): ParameterSet {
  const own = parameters.filter((parameter) => parameter.in === place);
  return {
    names: own.map(({ name }) => name),
    validate: compile("parameters", {
      type: "object",
      properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
      required: own.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    }),
  };
}

/** Beyond this number of values and names only the first fault is found: to find all of them takes longer. */
const maxNodesForAll = 50_000;

/** Validates one part of a request in place, filling in defaults. `nodes`: how many values and names it has. */
export function findFaults(where: FieldError["in"], validate: Validator, value: unknown, nodes = 0): FieldError[] {
  if (validate(value)) return [];
  const first = validate.errors ?? [];
  return toFieldErrors(where, nodes > maxNodesForAll ? first : [...first, ...validate.allErrors(value)]);
}

/** The largest body of an operation, in bytes. */
export function maxBodyBytes(id: OperationId): number {
  const body = readOperations().find((operation) => operation.id === id)?.body;
  if (body?.kind !== "json") throw new Error(`${id} has no JSON body`);
  return body.maxBytes;
}

/** What to do with a reply that isn't what the contract says: let it pass unseen, report it, or fail the request. */
export type ReplyChecks = { mode: "off" } | { mode: "fail" } | { mode: "report"; report: (message: string) => void };

interface Reply {
  status: number;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/** Holds a reply to the contract: types can't see excess fields, nor what an older version has stored. */
export function assertReply(operation: Operation, reply: Reply, checks: ReplyChecks): void {
  if (checks.mode === "off") return;
  const finding = findDifference(operation, reply);
  if (finding === undefined) return;
  const message = `the reply of ${operation.id} is not what the contract says: ${finding}`;
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
