/** Asserts that the contract allows a response. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { eventsIn } from "../harness/answer-text.ts";
import { type ContractOperation, openapi } from "./contract-operations.ts";
import type { HostileRequest } from "./hostile-requests.ts";

export interface HostileAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** A validator that is independent of the server's validators. Its formats follow the standards. */
const ajv = new Ajv2020({ strict: false, discriminator: true });
addFormats.default(ajv);
ajv.addSchema(
  JSON.parse(
    JSON.stringify(openapi, (key, child) => (key === "discriminator" ? { propertyName: child.propertyName } : child)),
  ),
  "contract",
);
const compiled = new Map<object, ValidateFunction>();
const problemSchema = { $ref: "#/components/schemas/Problem" };

/** Asserts that a value fits a schema. Each schema is compiled only once. */
export function assertFits(schema: object, value: unknown): void {
  const check = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, check);
  check(value);
  expect(check.errors ?? []).toEqual([]);
}

function compile(schema: object): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/')));
}

/**
 * Asserts that the contract allows the response. `operation` undefined: the contract has no operation with the
 * request's method and path.
 */
export function assertAnswer(
  operation: ContractOperation | undefined,
  request: HostileRequest,
  answer: HostileAnswer,
): void {
  const { status, headers, text } = answer;
  expect(status).toBeLessThan(500);
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  if (!operation) {
    expect(status).toBe(405);
    expect(headers.get("allow")).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
    assertProblem(request, answer, undefined);
    return;
  }
  const response = operation.responses[status];
  expect(Object.keys(operation.responses)).toContain(String(status));
  for (const [name, { required }] of Object.entries(response?.headers ?? {}))
    if (required) expect(headers.get(name), name).not.toBeNull();
  const [[mediaType, content] = []] = Object.entries(response?.content ?? {});
  if (request.method === "HEAD" || mediaType === undefined) {
    expect(text).toBe("");
    return;
  }
  expect(headers.get("content-type")?.split(";")[0]).toBe(mediaType);
  if (mediaType.endsWith("json")) assertFits(content?.schema ?? {}, JSON.parse(text));
  if (mediaType === "text/event-stream") assertEvents(content?.schema ?? {}, text);
  if (status >= 400) assertProblem(request, answer, operation);
}

/** Asserts that the stream has at least one event, and that the name of each event equals the event's `kind`. */
function assertEvents(schema: object, text: string): void {
  const { events } = eventsIn(text);
  expect(events.length).toBeGreaterThan(0);
  for (const { name, data } of events) {
    assertFits(schema, data);
    expect(data).toMatchObject({ kind: name });
  }
}

function assertProblem(
  request: HostileRequest,
  { status, headers, text }: HostileAnswer,
  operation: ContractOperation | undefined,
): void {
  if (request.method === "HEAD") return;
  const problem = JSON.parse(text);
  assertFits(problemSchema, problem);
  expect(problem).toMatchObject({ status, requestId: headers.get("x-request-id") });
  expect(problem.detail.length).toBeGreaterThan(10);
  // The problem must not reveal the implementation.
  expect(text).not.toMatch(/node_modules|\.ts:\d|postgres|pg_catalog|ajv/i);
  const [documented] = Object.values(operation?.responses[status]?.content ?? {});
  if (operation) expect(Object.keys(documented?.examples ?? {})).toContain(problem.type.slice("/problems/".length));
  if (status !== 422) return;
  expect(problem.errors.length).toBeGreaterThan(0);
  for (const { in: where, pointer } of problem.errors) {
    if (!names(request, operation, where, pointer)) expect.fail(`${where} ${pointer} is nowhere in the request`);
  }
}

/** Whether a pointer points to a part of the request, or to the place of a missing part. */
function names(
  { url, body }: HostileRequest,
  operation: ContractOperation | undefined,
  where: string,
  pointer: string,
): boolean {
  const [start, ...steps] = pointer.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (start !== "") return false;
  if (where === "body") return leadsSomewhere(JSON.parse(toText(body)), steps);
  const [name, ...item] = steps;
  if (name === undefined) return false;
  const query = new URL(url, "http://test").searchParams;
  const values = where === "query" ? (query.get(name)?.split(",") ?? []) : [];
  if (item.length > 0) return leadsSomewhere(values, item);
  const declared = operation?.parameters.some((parameter) => parameter.in === where && parameter.name === name);
  const sent = where === "query" && query.has(name);
  return declared || sent || (where === "header" && name === "Content-Type");
}

function leadsSomewhere(value: unknown, steps: readonly string[]): boolean {
  let part = value;
  for (const [index, step] of steps.entries()) {
    if (typeof part !== "object" || part === null) return false;
    if (!Object.hasOwn(part, step)) return index === steps.length - 1;
    part = (part as Record<string, unknown>)[step];
  }
  return true;
}

function toText(body: HostileRequest["body"]): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
