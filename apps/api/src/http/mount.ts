/**
 * Mounts the operations of the contract as Hono routes. Each route authenticates, validates, calls its operation and
 * replies.
 */
import type { OperationId, OperationInput, Operations, StreamedBody } from "@gaffer/contracts/server";
import type { Context, Hono } from "hono";
import type { Logger } from "pino";
import { RequestTimeoutError } from "../errors.ts";
import type { ReportError } from "../throttled-log.ts";
import { type BodyMemory, bodyOwner, type HeldBody } from "./body-memory.ts";
import type { Caller, Cause, Principal } from "./caller.ts";
import { callerAddress } from "./caller-address.ts";
import { encodeJson } from "./content-encoding.ts";
import { type EntryOptions, openEntry } from "./entry.ts";
import { type IdempotencyKey, toIdempotencyKey } from "./idempotency.ts";
import { type JsonBody, readJsonBody, wholeBody } from "./json-body.ts";
import { isNested, mergeFields, mergePatchType } from "./merge-patch.ts";
import { type Access, assertReply, findFaults, type Operation, type ReplyChecks, readOperations } from "./operation.ts";
import { readParameters } from "./parameters.ts";
import { encodedTag, isCurrent } from "./preconditions.ts";
import { invalid, ProblemError } from "./problem.ts";
import { assertRate, rateSubject, type TakeRate, toRateHeaders } from "./rate.ts";
import type { RequestVariables } from "./request-log.ts";
import type { Validator } from "./schemas.ts";
import { securityHeaders } from "./security-headers.ts";
import { streamAnswer } from "./stream-answer.ts";
import { withTimeout } from "./timeout.ts";

/** The context of every operation, in addition to the validated request. */
export interface RequestContext {
  /** The caller. undefined only for operations that anyone can call. */
  caller: Caller | undefined;
  /** The access that the operation requires, for a second check in the transaction of the change. */
  access: Access;
  /** The cause of a change, for the audit log. */
  cause: Cause;
  /** The request's `Idempotency-Key`. undefined: the request has none, or the operation takes none. */
  idempotency: IdempotencyKey | undefined;
  /** The request's headers, for cookies and the client's name, which the contract doesn't describe. */
  headers: Headers;
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
  /** For streamed responses: throws a problem when the caller has lost access. */
  reauthorize: () => Promise<void>;
}

/** The context of operations under `/v1/orgs/{orgId}`. */
export interface OrgContext extends RequestContext {
  principal: Principal;
}

/** All operations of the contract. A missing, extra or wrong operation doesn't compile. */
export type ServedOperations = Operations<RequestContext, OrgContext>;

/** The operations of one module. */
export type ModuleOperations<Id extends OperationId> = Pick<ServedOperations, Id>;

export interface MountOptions extends EntryOptions {
  takeRate: TakeRate;
  /** Number of proxies that append to `X-Forwarded-For`. */
  trustedProxies: number;
  replyChecks: ReplyChecks;
  bodyMemory: BodyMemory;
  /** Key of the hashes of requests with an `Idempotency-Key`. */
  hashKey: Buffer;
  log: Logger;
  /** Receives errors that happen after the response. */
  onError: ReportError;
}

type Entry = ReturnType<typeof openEntry>;
type AnyOperation = (input: OperationInput<OperationId> & OrgContext) => Promise<AnyReply>;
type AnyReply = { status: number; headers?: Record<string, unknown>; body?: unknown };

export function mount<Served extends ServedOperations>(
  app: Hono<RequestVariables>,
  served: Served & Record<Exclude<keyof Served, OperationId>, never>,
  options: MountOptions,
): void {
  // Grouped by path, so that `GET /jobs/batch` is a wrong method and not a job with the id "batch".
  for (const [path, operations] of Map.groupBy(readOperations(), (operation) => operation.path)) {
    const serveOf = ({ id }: Operation) => served[id] as unknown as AnyOperation;
    const read = operations.find(({ method }) => method === "GET");
    for (const operation of operations) {
      const serve = { requested: serveOf(operation), read: read && serveOf(read) };
      app.on(operation.method, path, (c) => answer(operation, serve, c, options));
    }
    refuseOtherMethods(app, path, operations);
  }
}

/** The functions of a path: the requested operation, and the one that reads the same resource. */
interface Serve {
  requested: AnyOperation;
  read: AnyOperation | undefined;
}

async function answer(
  operation: Operation,
  serve: Serve,
  c: Context<RequestVariables>,
  options: MountOptions,
): Promise<Response> {
  c.set("operation", operation.id);
  const { raw } = c.req;
  const entry = openEntry(operation, raw, c.req.param("orgId"), options);
  const identified = await entry.identify();
  if (identified) c.set("actor", identified.actor);
  const address = callerAddress(raw, c.env, options.trustedProxies);
  const subject = rateSubject(operation, identified, address);
  if (subject) await applyRate(c, options.takeRate(subject), options.answerMs);
  const entered = await entry.enter(identified);
  const parts = readParameters(operation, c);
  const held = options.bodyMemory.open(bodyOwner(identified, address));
  try {
    const body = await readBody(operation, raw, held, entry);
    // The caller may have lost access while the body arrived, so access is checked again.
    const { caller, principal } = operation.body && entry.isOld() ? await entry.recheck() : entered;
    const { path, query, header } = parts;
    const key = header["Idempotency-Key"] as string | undefined;
    const idempotency = toIdempotencyKey(key, operation.id, { path, query, body }, options.hashKey);
    const input = {
      ...parts,
      body: body as unknown,
      idempotency,
      caller,
      principal,
      access: operation.access,
      cause: {
        actor: caller?.actor ?? "system",
        orgId: principal?.orgId ?? null,
        action: operation.id,
        requestId: c.get("requestId"),
        address,
        at: options.now(),
      },
      headers: raw.headers,
      reauthorize: async () => void (await entry.recheck()),
      // The signal is created when it is first read, because few operations need it.
      get signal() {
        return raw.signal;
      },
    };
    if (body instanceof NestedPatch) input.body = await body.resolve(operation, serve.read, input);
    const answered = serve.requested(input as unknown as Parameters<AnyOperation>[0]);
    const reply = await (operation.body?.kind === "stream" ? answered : limitDuration(operation, answered, options));
    assertReply(operation, reply, options.replyChecks);
    const replayed = idempotency?.replayed && { "Idempotent-Replayed": "true" };
    const headers = { ...reply.headers, ...replayed };
    return await toResponse(operation, unlessCurrent(operation, { ...reply, headers }, header), c, options.log);
  } finally {
    held.release();
  }
}

/** Applies the rate limit and sets its headers. Throws a problem above the limit. */
async function applyRate(c: Context<RequestVariables>, taking: ReturnType<TakeRate>, answerMs: number): Promise<void> {
  const rate = taking instanceof Promise ? await withTimeout(answerMs, taking) : taking;
  if (!rate) return;
  c.set("rateHeaders", toRateHeaders(rate));
  assertRate(rate);
}

async function readBody({ body }: Operation, request: Request, held: HeldBody, entry: Entry): Promise<unknown> {
  if (body?.kind === "stream") return streamedBody(request, entry);
  if (body === undefined) return undefined;
  const json = await readJsonBody(request, body, held);
  if (json.mediaType === mergePatchType && isNested(json.value)) return new NestedPatch(json, json.value);
  return validBody(body.validate, json);
}

function validBody(validate: Validator, { value, nodes, faults: unstorable }: JsonBody): unknown {
  const faults = [...unstorable, ...findFaults("body", validate, value, nodes)];
  if (faults.length > 0) throw invalid(...faults);
  return value;
}

/** A merge patch whose objects are merged into the resource's objects before validation. */
class NestedPatch {
  readonly #json: JsonBody;
  readonly #patch: Record<string, unknown>;

  constructor(json: JsonBody, patch: Record<string, unknown>) {
    this.#json = json;
    this.#patch = patch;
  }

  async resolve({ id, body }: Operation, read: AnyOperation | undefined, input: object): Promise<unknown> {
    if (!read || body?.kind !== "json") throw new Error(`${id} has no operation that reads its resource`);
    const current = await read({ ...input, query: {}, header: {}, body: undefined } as never);
    return validBody(body.validate, { ...this.#json, value: mergeFields(this.#patch, current.body as object) });
  }
}

/** Returns a 304 without a body if the client has a current copy of the reply. */
function unlessCurrent({ replies }: Operation, reply: AnyReply, header: Record<string, unknown>): AnyReply {
  const etag = reply.headers?.ETag;
  if (reply.status !== 200 || replies[304] === undefined || typeof etag !== "string") return reply;
  if (!isCurrent(header["If-None-Match"] as string | undefined, etag)) return reply;
  return { status: 304, headers: { ETag: etag } };
}

function streamedBody(request: Request, entry: Entry): StreamedBody {
  const contentType = request.headers.get("content-type") ?? "application/octet-stream";
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;.*)?$/.test(contentType) || contentType.length > 255) {
    const message = "must be a media type such as text/csv";
    throw invalid({ in: "header", pointer: "/Content-Type", code: "invalid_format", message });
  }
  return { contentType, content: reauthorized(wholeBody(request), entry) };
}

/** Yields the content. At its end, throws a problem if the caller has lost access while the content arrived. */
async function* reauthorized(content: AsyncIterable<Uint8Array>, entry: Entry): AsyncIterable<Uint8Array> {
  yield* content;
  if (entry.isOld()) await entry.recheck();
}

/**
 * Limits the duration of an operation. After a timeout the operation continues, and a late failure is logged because it
 * has no response.
 */
function limitDuration({ id }: Operation, answered: Promise<AnyReply>, { answerMs, onError }: MountOptions) {
  return withTimeout(answerMs, answered, () => {
    answered.then(
      // The body of a late response is cancelled, because no client reads it.
      async ({ body }) => {
        if (body instanceof ReadableStream) await body.cancel().catch(() => {});
      },
      (cause: unknown) => {
        if (!(cause instanceof ProblemError)) onError({ message: `${id} failed after its response`, cause });
      },
    );
    return new RequestTimeoutError(id, answerMs);
  });
}

async function toResponse(
  { replies }: Operation,
  { status, headers: extra = {}, body }: AnyReply,
  c: Context,
  log: Logger,
): Promise<Response> {
  const headers: Record<string, string> = {
    ...securityHeaders,
    "X-Request-Id": c.get("requestId"),
    ...c.get("rateHeaders"),
  };
  const { "Set-Cookie": cookies, ...others } = extra;
  for (const [name, value] of Object.entries(others)) headers[name] = String(value);
  if (body instanceof ReadableStream) {
    // A response to HEAD has no body, so the operation's stream would never be closed.
    const isHead = c.req.method === "HEAD";
    if (isHead) void body.cancel();
    const content = isHead ? null : streamAnswer(body, c, log);
    const mediaType = replies[status]?.mediaType ?? "application/octet-stream";
    return new Response(content, { status, headers: { "Content-Type": mediaType, ...headers } });
  }
  const response =
    body === undefined ? new Response(null, { status, headers }) : await jsonResponse(c, body, { status, headers });
  // One `Set-Cookie` header per cookie. Responses without cookies stay unchanged, because changing headers is slow in
  // the Node server.
  for (const cookie of (cookies as string[] | undefined) ?? []) response.headers.append("Set-Cookie", cookie);
  return response;
}

async function jsonResponse(c: Context, body: unknown, init: { status: number; headers: Record<string, string> }) {
  const { content, headers } = await encodeJson(JSON.stringify(body), c.req.raw.headers.get("accept-encoding"));
  const all: Record<string, string> = { "Content-Type": "application/json", ...init.headers, ...headers };
  const { ETag: etag, "Content-Encoding": encoding } = all;
  if (etag && encoding) all.ETag = encodedTag(etag, encoding);
  return new Response(content, { status: init.status, headers: all });
}

function refuseOtherMethods(app: Hono<RequestVariables>, path: string, operations: readonly Operation[]): void {
  const allowed = operations.map(({ method }) => method).join(", ");
  app.all(path, (c) => {
    throw new ProblemError("method-not-allowed", `This path doesn't support ${c.req.method}. Use ${allowed}.`, {
      headers: { Allow: allowed },
    });
  });
}
