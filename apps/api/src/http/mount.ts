/** Binds the contract to Hono: for each of its operations one route that authenticates, validates, calls and replies. */
import type { OperationId, OperationInput, Operations, StreamedBody } from "@gaffer/contracts/server";
import type { Context, Hono } from "hono";
import type { Logger } from "pino";
import { escapePointer } from "../storable.ts";
import type { ReportTrouble } from "../trouble-log.ts";
import { LateError } from "../unavailable.ts";
import type { Authenticate } from "./authenticate.ts";
import { authorize, type FindMembership } from "./authorize.ts";
import type { Caller, Cause, Principal } from "./caller.ts";
import { callerAddress } from "./caller-address.ts";
import { readJsonBody, wholeBody } from "./json-body.ts";
import { assertValid, type Operation, type ParameterPlace, readOperations } from "./operation.ts";
import { invalid, ProblemError } from "./problem.ts";
import { assertRate, rateSubject, type TakeRate, toRateHeaders } from "./rate.ts";
import { assertReply, type ReplyChecks } from "./reply-check.ts";
import type { RequestVariables } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import { streamAnswer } from "./stream-answer.ts";
import { within } from "./within.ts";

/** What every operation gets besides the validated request. */
export interface RequestContext {
  /** Undefined only where the contract lets anyone in. */
  caller: Caller | undefined;
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

export interface MountOptions {
  authenticate: Authenticate;
  findMembership: FindMembership;
  takeRate: TakeRate;
  /** How many proxies in front of the server say in `X-Forwarded-For` where a request came from. */
  trustedProxies: number;
  now: () => Date;
  replyChecks: ReplyChecks;
  maxJsonBytes: number;
  /** How long what an operation does may take, all its statements and waits together. Not counted: a body that is still coming. */
  answerMs: number;
  log: Logger;
  /** Hears of what fails when its caller has been answered already. */
  onError: ReportTrouble;
}

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
      app.on(operation.method, path, async (c) => {
        c.set("operation", operation.id);
        const { raw } = c.req;
        const caller =
          operation.access === "anyone" ? undefined : await within(options.answerMs, options.authenticate(raw));
        if (caller) c.set("actor", caller.actor);
        const address = callerAddress(raw, c.env, options.trustedProxies);
        const subject = rateSubject(operation, caller, address);
        if (subject) await holdToRate(c, options.takeRate(subject), options.answerMs);
        const orgId = c.req.param("orgId");
        const enter = (as: Caller | undefined) => authorize(operation, as, orgId, options.findMembership);
        const principal = await within(options.answerMs, enter(caller));
        const parts = readParameters(operation, c);
        const body = await readBody(operation, raw, options.maxJsonBytes);
        // The signal is made when somebody asks for it, which few do.
        const input = {
          ...parts,
          body,
          caller,
          principal,
          cause: {
            actor: caller?.actor ?? "system",
            orgId: principal?.orgId ?? null,
            action: operation.id,
            requestId: c.get("requestId"),
            address,
            at: options.now(),
          },
          headers: raw.headers,
          reauthorize: async () => void (await enter(await options.authenticate(raw))),
          get signal() {
            return raw.signal;
          },
        };
        const answered = serve(input as unknown as Parameters<AnyOperation>[0]);
        const reply = await (operation.body?.kind === "stream" ? answered : notForEver(operation, answered, options));
        assertReply(operation, reply, options.replyChecks);
        return toResponse(operation, reply, c, options.log);
      });
    }
    refuseOtherMethods(app, path, operations);
  }
}

/** Throws the refusal of a request that comes too early. Its answer, whatever it is, says how many more may come. */
async function holdToRate(c: Context<RequestVariables>, taking: ReturnType<TakeRate>, answerMs: number): Promise<void> {
  const rate = taking instanceof Promise ? await within(answerMs, taking) : taking;
  if (!rate) return;
  c.set("rateHeaders", toRateHeaders(rate));
  assertRate(rate);
}

function readParameters(operation: Operation, c: Context): Record<ParameterPlace, Record<string, unknown>> {
  const header = Object.fromEntries(
    operation.parameters.header.names.flatMap((name) => {
      const value = c.req.raw.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const parts = { path: readPath(c.req.param()), query: readQuery(c.req.url), header };
  for (const place of ["path", "query", "header"] as const) {
    assertValid(place, operation.parameters[place].validate, parts[place]);
  }
  return parts;
}

/** Ids are the same in capitals, and written in one way from here on: in rows, on the audit log, in keys of the store. */
function readPath(parameters: Record<string, string>): Record<string, unknown> {
  const isId = (text: string) => /^[0-9a-f-]{36}$/i.test(text);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, text]) => [name, isId(text) ? text.toLowerCase() : text]),
  );
}

function readQuery(url: string): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  const { search, searchParams } = new URL(url);
  if (search.includes("%")) assertDecodable(search);
  for (const [name, value] of searchParams) {
    const pointer = `/${escapePointer(name)}`;
    if (Object.hasOwn(query, name)) throw invalid("query", pointer, "is given more than once");
    if (value.includes("\u0000")) throw invalid("query", pointer, "must not contain the character U+0000");
    Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return query;
}

/** What isn't UTF-8 would become other characters without a word, and be stored. */
function assertDecodable(search: string): void {
  for (const pair of search.slice(1).split("&")) {
    try {
      decodeURIComponent(pair);
    } catch {
      const [name = ""] = new URLSearchParams(pair).keys();
      throw invalid("query", `/${escapePointer(name)}`, "must be UTF-8, percent-encoded");
    }
  }
}

async function readBody({ body }: Operation, request: Request, maxJsonBytes: number): Promise<unknown> {
  if (body?.kind === "stream") return streamedBody(request);
  if (body === undefined) return undefined;
  const value = await readJsonBody(request, maxJsonBytes);
  assertValid("body", body.validate, value);
  return value;
}

function streamedBody(request: Request): StreamedBody {
  const contentType = request.headers.get("content-type") ?? "application/octet-stream";
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;.*)?$/.test(contentType) || contentType.length > 255) {
    throw invalid("header", "/Content-Type", "must be a media type such as text/csv");
  }
  return { contentType, content: wholeBody(request) };
}

/** Nobody hears any more how something ended that took too long, so a failure of it belongs in the log. */
function notForEver({ id }: Operation, answered: Promise<AnyReply>, { answerMs, onError }: MountOptions) {
  return within(answerMs, answered, () => {
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
    throw new ProblemError("method-not-allowed", `${c.req.method} can't be used here; allowed: ${allowed}.`, {
      headers: { Allow: allowed },
    });
  });
}
