/** Types of a server that implements the contract. They are based on `generated/received.d.ts`. */
import type { components, operations } from "./generated/received.d.ts";

/** The contract's models as the server receives and sends them. Fields with a default are always present. */
export type Schemas = components["schemas"];

export type OperationId = keyof operations;

/** A job of any type, discriminated by `type`. */
export type Job = Schemas["Job"];
/** A job in a response. The same type as `Job`. */
export type JobResponse = Job;
/** The body of a request that creates a job. */
export type CreateJobRequest = Schemas["CreateJobRequest"];
export type JobType = Job["type"];
export type JobOf<Type extends JobType> = Extract<Job, { type: Type }>;
export type JobInput<Type extends JobType> = JobOf<Type>["input"];
export type JobOutput<Type extends JobType> = NonNullable<JobOf<Type>["output"]>;

/** The input of an operation: the validated parts of the request. */
export interface OperationInput<Id extends OperationId> {
  path: Present<operations[Id]["parameters"]["path"]>;
  query: Present<operations[Id]["parameters"]["query"]>;
  header: Present<operations[Id]["parameters"]["header"]>;
  body: RequestBody<operations[Id]>;
}

/** A successful response of an operation: its status, headers and body. */
export type OperationReply<Id extends OperationId> = {
  [Status in keyof operations[Id]["responses"]]: operations[Id]["responses"][Status] extends ProblemResponse
    ? never
    : Reply<Status, operations[Id]["responses"][Status]>;
}[keyof operations[Id]["responses"]];

/**
 * A handler for each operation of the contract. `Context`: what the server adds to the input, such as the caller.
 * `OrgContext`: what it adds for operations of an organization.
 */
export type Operations<Context, OrgContext extends Context> = {
  [Id in OperationId]: (
    input: OperationInput<Id> & (OperationInput<Id>["path"] extends { orgId: string } ? OrgContext : Context),
  ) => Promise<OperationReply<Id>>;
};

type Present<Part> = [NonNullable<Part>] extends [never] ? Record<never, never> : NonNullable<Part>;

/** A request's body of any media type, as a stream. */
export interface StreamedBody {
  contentType: string;
  content: AsyncIterable<Uint8Array>;
}

/** The body that an operation receives. A JSON body is already parsed and validated. */
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
    : Record<never, never> extends Named<Headers>
      ? { headers?: Named<Headers> }
      : { headers: Named<Headers> }
  : never;

type ReplyBody<Response> = Response extends { content: infer Content }
  ? Content extends { "application/json": infer Body }
    ? { body: Body }
    : Content extends { "application/octet-stream": unknown } | { "text/event-stream": unknown }
      ? { body: ReadableStream<Uint8Array> }
      : { body?: never }
  : { body?: never };

/** The headers that the contract names, without the index signature of the generated type. */
type Named<Headers> = { [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name] };
