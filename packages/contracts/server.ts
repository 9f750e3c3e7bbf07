/** What a server of the contract must look like. Types only; see `generated/received.d.ts` for what they rest on. */
import type { components, operations } from "./generated/received.d.ts";

/** The models of the contract, as the server receives and sends them: fields with a default are always there. */
export type Schemas = components["schemas"];

export type OperationId = keyof operations;

/** A job of any type, told apart by `type`. */
export type Job = Schemas["Job"];
export type JobType = Job["type"];
export type JobOf<Type extends JobType> = Extract<Job, { type: Type }>;
export type JobInput<Type extends JobType> = JobOf<Type>["input"];
export type JobOutput<Type extends JobType> = NonNullable<JobOf<Type>["output"]>;

/** What an operation is called with: the validated parts of the request, and nothing that the contract doesn't name. */
export interface OperationInput<Id extends OperationId> {
  path: Present<operations[Id]["parameters"]["path"]>;
  query: Present<operations[Id]["parameters"]["query"]>;
  header: Present<operations[Id]["parameters"]["header"]>;
  body: RequestBody<operations[Id]>;
}

/** What an operation may answer: one of its successful statuses with the headers and body of that status. */
export type OperationReply<Id extends OperationId> = {
  [Status in keyof operations[Id]["responses"]]: operations[Id]["responses"][Status] extends ProblemResponse
    ? never
    : Reply<Status, operations[Id]["responses"][Status]>;
}[keyof operations[Id]["responses"]];

/**
 * Every operation of the contract. `Context` is what the server adds to the input, such as who is asking; `OrgContext`, what
 * it adds where the path names an organization.
 */
export type Operations<Context, OrgContext extends Context> = {
  [Id in OperationId]: (
    input: OperationInput<Id> & (OperationInput<Id>["path"] extends { orgId: string } ? OrgContext : Context),
  ) => Promise<OperationReply<Id>>;
};

type Present<Part> = [NonNullable<Part>] extends [never] ? Record<never, never> : NonNullable<Part>;

/** A body of any media type, as it arrives. */
export interface StreamedBody {
  contentType: string;
  content: AsyncIterable<Uint8Array>;
}

/** JSON bodies arrive parsed and validated. */
type RequestBody<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content extends { "application/json": infer Body }
    ? Body
    : StreamedBody
  : undefined;

type ProblemResponse = { content: { "application/problem+json": unknown } };

type Reply<Status, Response> = { status: Status } & ReplyHeaders<Response> & ReplyBody<Response>;

type ReplyHeaders<Response> = Response extends { headers: infer Headers }
  ? keyof Named<Headers> extends never
    ? { headers?: never }
    : { headers: Named<Headers> }
  : never;

type ReplyBody<Response> = Response extends { content: infer Content }
  ? Content extends { "application/json": infer Body }
    ? { body: Body }
    : Content extends { "application/octet-stream": unknown } | { "text/event-stream": unknown }
      ? { body: ReadableStream<Uint8Array> }
      : { body?: never }
  : { body?: never };

/** The generated headers carry an index signature; these are the ones that the contract names. */
type Named<Headers> = { [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name] };
