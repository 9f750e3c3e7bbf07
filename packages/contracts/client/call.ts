/** Calls the operations of the contract by their ids. */
import type { Client } from "openapi-fetch";
import type { operations as Contract, paths } from "../generated/openapi.d.ts";
import { operations } from "../generated/operations.ts";
import { accepted, dataOf } from "./answer.ts";
import type { CallOptions } from "./models.ts";

export interface KeyedOptions extends CallOptions {
  /**
   * The idempotency key. Calls with the same idempotency key and the same request within 24 hours take effect once, for
   * example after a restart of your process. Default: a new key per call, which makes the retries of that call safe.
   */
  idempotencyKey?: string | undefined;
}

type OperationId = keyof Contract;
type Parameters<Id extends OperationId> = Contract[Id]["parameters"];

/**
 * One part of a request, such as its body. Optional if all of its fields are optional. Absent if the operation has no
 * such part.
 */
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Record<never, never> extends Value
    ? { [N in Name]?: Value | undefined }
    : { [N in Name]: Value };

type Path<Id extends OperationId> = NonNullable<Parameters<Id>["path"]>;
type Body<Id extends OperationId> = Contract[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

/** The parts of an operation's request. `Bound`: path parameters that are already set. */
export type Parts<Id extends OperationId, Bound extends string = never> = Part<"path", Omit<Path<Id>, Bound>> &
  Part<"query", NonNullable<Parameters<Id>["query"]>> &
  Part<"header", NonNullable<Parameters<Id>["header"]>> &
  Part<"body", Body<Id>>;

type Json<Response> = Response extends { content: { "application/json": infer Data } } ? Data : never;

/** The body of an operation's successful response. undefined: the response has no body. */
export type Data<Id extends OperationId> = [SuccessfulJson<Contract[Id]["responses"]>] extends [never]
  ? undefined
  : SuccessfulJson<Contract[Id]["responses"]>;
type SuccessfulJson<Responses> = {
  [Status in keyof Responses & (200 | 201 | 202)]: Json<Responses[Status]>;
}[keyof Responses & (200 | 201 | 202)];

/** Sends a request of an operation. Rejects with a ProblemError if the response is a problem. */
export type Call<Bound extends string = never> = <Id extends OperationId>(
  id: Id,
  parts: Parts<Id, Bound>,
  options?: KeyedOptions,
) => Promise<Data<Id>>;

export type OrgCall = Call<"orgId">;

interface AnyParts {
  path?: object;
  query?: object;
  header?: object;
  body?: unknown;
}

type SendAny = (method: string, path: string, init: object) => Promise<{ data?: unknown; response: Response }>;

export function createCall(http: Client<paths>): Call {
  // The contract's types check each call. This function sends the requests of all operations in the same way.
  const send = http.request as unknown as SendAny;
  return async (id, parts, { signal = null, idempotencyKey } = {}) => {
    const { method, path: pattern, answers } = operations[id];
    const { body, header, ...params } = parts as AnyParts;
    const headers = idempotencyKey === undefined ? header : { ...header, "Idempotency-Key": idempotencyKey };
    const answer = send(method, pattern, { params: { ...params, header: headers }, body, signal });
    return (await (answers ? dataOf(answer) : accepted(answer).then(() => undefined))) as never;
  };
}

/** Returns a function that calls the operations of one organization. */
export function inOrg(call: Call, orgId: string): OrgCall {
  return (id, parts, options) => {
    const others = parts as AnyParts;
    return call(id, { ...others, path: { orgId, ...others.path } } as never, options);
  };
}

/** Returns the id of a resource. Accepts the resource or its id. */
export function idOf(ref: string | { readonly id: string }): string {
  return typeof ref === "string" ? ref : ref.id;
}
