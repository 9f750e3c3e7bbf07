/** Binds the contract to Hono: for each of its operations one route that authenticates, validates, calls and replies. */
import type { OperationId, OperationInput, Operations, StreamedBody } from "@gaffer/contracts/server";
import type { Context, Hono } from "hono";
import type { Logger } from "pino";
import { LateError } from "../errors.ts";
import type { ReportError } from "../throttled-log.ts";
import { type BodyMemory, bodyOwner, type HeldBody } from "./body-memory.ts";
import type { Caller, Cause, Principal } from "./caller.ts";
import { callerAddress } from "./caller-address.ts";
import { type EntryOptions, openEntry } from "./entry.ts";
import { readJsonBody, wholeBody } from "./json-body.ts";
import { type Access, assertReply, findFaults, type Operation, type ReplyChecks, readOperations } from "./operation.ts";
import { readParameters } from "./parameters.ts";
import { invalid, invalidRequest, ProblemError } from "./problem.ts";
import { assertRate, rateSubject, type TakeRate, toRateHeaders } from "./rate.ts";
import type { RequestVariables } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import { streamAnswer } from "./stream-answer.ts";
import { withTimeout } from "./timeout.ts";

/** What every operation gets besides the validated request. */
export interface RequestContext {
  /** Undefined only where the contract lets anyone in. */
  caller: Caller | undefined;
  /** What the operation needs, for a check in the transaction that makes the change. */
  access: Access;
  /** What goes on record with a change. */
  cause: Cause;
  /** For what the contract can't say: cookies, and what the caller's program calls itself. */
  headers: Headers;
  /** Aborts when the caller has gone away. */
  signal: AbortSignal;
  /** For answers that go on: throws the refusal once the caller may not have this any more. */
  reauthorize: () => Promise<void>;
}

/** What an operation under `/v1/orgs/{orgId}` gets besides. */
export interface OrgContext extends RequestContext {
  principal: Principal;
}

/** All operations of the contract; a missing, extra or wrong one doesn't compile. */
export type ServedOperations = Operations<RequestContext, OrgContext>;

/** Some of them: what one module serves. */
export type ModuleOperations<Id extends OperationId> = Pick<ServedOperations, Id>;

export interface MountOptions extends EntryOptions {
  takeRate: TakeRate;
  /** How many proxies in front of the server say in `X-Forwarded-For` where a request came from. */
  trustedProxies: number;
  replyChecks: ReplyChecks;
  bodyMemory: BodyMemory;
  log: Logger;
  /** Hears of what fails when its caller has been answered already. */
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
  // Path by path, so that `GET /jobs/batch` is a wrong method there and not a job called "batch".
  for (const [path, operations] of Map.groupBy(readOperations(), (operation) => operation.path)) {
    for (const operation of operations) {
      const serve = served[operation.id] as unknown as AnyOperation;
      app.on(operation.method, path, (c) => answer(operation, serve, c, options));
    }
    refuseOtherMethods(app, path, operations);
  }
}

async function answer(
  operation: Operation,
  serve: AnyOperation,
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
  if (subject) await holdToRate(c, options.takeRate(subject), options.answerMs);
  const entered = await entry.enter(identified);
  const parts = readParameters(operation, c);
  const held = options.bodyMemory.open(bodyOwner(identified, address));
  try {
    const body = await readBody(operation, raw, held, entry);
    // While the body arrived, the caller may have lost what they may do.
    const { caller, principal } = operation.body && entry.isOld() ? await entry.reenter() : entered;
    const input = {
      ...parts,
      body,
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
      reauthorize: async () => void (await entry.reenter()),
      // Created on first use: few operations need the signal.
      get signal() {
        return raw.signal;
      },
    };
    const answered = serve(input as unknown as Parameters<AnyOperation>[0]);
    const reply = await (operation.body?.kind === "stream" ? answered : notForEver(operation, answered, options));
    assertReply(operation, reply, options.replyChecks);
    return toResponse(operation, reply, c, options.log);
  } finally {
    held.release();
  }
}

/** Throws the refusal of a request that comes too early. Its answer, whatever it is, says how many more may come. */
async function holdToRate(c: Context<RequestVariables>, taking: ReturnType<TakeRate>, answerMs: number): Promise<void> {
  const rate = taking instanceof Promise ? await withTimeout(answerMs, taking) : taking;
  if (!rate) return;
  c.set("rateHeaders", toRateHeaders(rate));
  assertRate(rate);
}

async function readBody({ body }: Operation, request: Request, held: HeldBody, entry: Entry): Promise<unknown> {
  if (body?.kind === "stream") return streamedBody(request, entry);
  if (body === undefined) return undefined;
  const { value, nodes } = await readJsonBody(request, body.maxBytes, held);
  const faults = findFaults("body", body.validate, value, nodes);
  if (faults.length > 0) throw invalidRequest(faults);
  return value;
}

function streamedBody(request: Request, entry: Entry): StreamedBody {
  const contentType = request.headers.get("content-type") ?? "application/octet-stream";
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;.*)?$/.test(contentType) || contentType.length > 255) {
    throw invalid("header", "/Content-Type", "must be a media type such as text/csv");
  }
  return { contentType, content: confirmed(wholeBody(request), entry) };
}

/** Ends with the refusal of a caller who may no longer send it. */
async function* confirmed(content: AsyncIterable<Uint8Array>, entry: Entry): AsyncIterable<Uint8Array> {
  yield* content;
  if (entry.isOld()) await entry.reenter();
}

/** Nobody hears any more how something ended that took too long, so a failure of it belongs in the log. */
function notForEver({ id }: Operation, answered: Promise<AnyReply>, { answerMs, onError }: MountOptions) {
  return withTimeout(answerMs, answered, () => {
    answered.then(
      // Nobody reads it any more.
      async ({ body }) => {
        if (body instanceof ReadableStream) await body.cancel().catch(() => {});
      },
      (cause: unknown) => {
        if (!(cause instanceof ProblemError)) onError({ message: `${id} failed after it was answered`, cause });
      },
    );
    return new LateError(id, answerMs);
  });
}

function toResponse(
  { replies }: Operation,
  { status, headers: extra = {}, body }: AnyReply,
  c: Context,
  log: Logger,
): Response {
  const headers: Record<string, string> = {
    ...securityHeaders,
    "X-Request-Id": c.get("requestId"),
    ...c.get("rateHeaders"),
  };
  const { "Set-Cookie": cookies, ...others } = extra;
  for (const [name, value] of Object.entries(others)) headers[name] = String(value);
  if (body instanceof ReadableStream) {
    // Nobody reads the content of an answer to HEAD, so nobody else would close it.
    const isHead = c.req.method === "HEAD";
    if (isHead) void body.cancel();
    const content = isHead ? null : streamAnswer(body, c, log);
    const mediaType = replies[status]?.mediaType ?? "application/octet-stream";
    return new Response(content, { status, headers: { "Content-Type": mediaType, ...headers } });
  }
  const response =
    body === undefined
      ? new Response(null, { status, headers })
      : new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
  // Each in a header of its own. Others than these stay as they are, which is the fast path of the server.
  for (const cookie of (cookies as string[] | undefined) ?? []) response.headers.append("Set-Cookie", cookie);
  return response;
}

function refuseOtherMethods(app: Hono<RequestVariables>, path: string, operations: readonly Operation[]): void {
  const allowed = operations.map(({ method }) => method).join(", ");
  app.all(path, (c) => {
    throw new ProblemError("method-not-allowed", `This path doesn't support ${c.req.method}. Use ${allowed}.`, {
      headers: { Allow: allowed },
    });
  });
}
