import type { Context, Hono } from "hono";
import type { Logger } from "pino";
import { BusyError, RequestTimeoutError, UnavailableError } from "../errors.ts";
import { newId } from "../new-id.ts";
import type { ReportError } from "../throttled-log.ts";
import { encodeJson } from "./content-encoding.ts";
import { type ProblemAnswer, ProblemError, toProblem } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

export type RequestVariables = {
  Variables: { requestId: string; operation?: string; actor?: string; rateHeaders?: Record<string, string> };
};

/**
 * Gives each request an id, converts errors to problems, and logs one line per response. The log contains no bodies and
 * no secrets.
 */
export function logRequests(app: Hono<RequestVariables>, log: Logger, report: ReportError): void {
  app.use(async (c, next) => {
    const startedAt = performance.now();
    c.set("requestId", newId());
    // The headers are set before the response exists, because changing headers of a finished response is slow in the Node
    // server.
    c.header("X-Request-Id", c.get("requestId"));
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    await next();
    const line = {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      operation: c.get("operation"),
      actor: c.get("actor"),
      status: c.res.status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    };
    log.info(line, "request");
  });
  app.onError((error, c) => {
    const answer = toProblem(error, c.get("requestId"));
    // An unexpected error is logged with its request id. An unavailable service fails all requests alike, so that log
    // is throttled.
    if (error instanceof UnavailableError || error instanceof RequestTimeoutError || error instanceof BusyError)
      report({ message: error.message, cause: error });
    else if (answer.unavailable) report({ message: "the database doesn't respond to requests", cause: error });
    else if (answer.unexpected)
      log.error({ requestId: c.get("requestId"), operation: c.get("operation"), err: error }, "the request failed");
    return toResponse(c, { ...answer, headers: { ...c.get("rateHeaders"), ...answer.headers } });
  });
  app.notFound((c) => {
    const error = new ProblemError(
      "not-found",
      `No operation has the path ${c.req.path}. See /docs for the API reference.`,
    );
    return toResponse(c, toProblem(error, c.get("requestId")));
  });
}

async function toResponse(c: Context<RequestVariables>, { problem, headers }: ProblemAnswer): Promise<Response> {
  const encoded = await encodeJson(JSON.stringify(problem), c.req.raw.headers.get("accept-encoding"));
  return new Response(encoded.content, {
    status: problem.status,
    headers: {
      ...securityHeaders,
      ...headers,
      ...encoded.headers,
      "Content-Type": "application/problem+json",
      "X-Request-Id": c.get("requestId"),
    },
  });
}
