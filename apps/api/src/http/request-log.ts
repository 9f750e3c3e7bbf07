import type { Hono } from "hono";
import type { Logger } from "pino";
import { BusyError, LateError, UnavailableError } from "../errors.ts";
import { newId } from "../new-id.ts";
import type { ReportError } from "../throttled-log.ts";
import { type ProblemAnswer, ProblemError, toProblem } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

export type RequestVariables = {
  Variables: { requestId: string; operation?: string; actor?: string; rateHeaders?: Record<string, string> };
};

/** Gives every request an id, every error its answer, and every answer one line in the log: ids, no bodies, no secrets. */
export function logRequests(app: Hono<RequestVariables>, log: Logger, report: ReportError): void {
  app.use(async (c, next) => {
    const startedAt = performance.now();
    c.set("requestId", newId());
    // Not after the answer is made: changing its headers then takes it off the fast path of the server.
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
    // Each unexpected error is looked for under its request's id. Why the database is away is the same for all requests.
    if (error instanceof UnavailableError || error instanceof LateError || error instanceof BusyError)
      report({ message: error.message, cause: error });
    else if (answer.unavailable) report({ message: "requests get no answer from the database", cause: error });
    else if (answer.unexpected)
      log.error({ requestId: c.get("requestId"), operation: c.get("operation"), err: error }, "the request failed");
    return toResponse({ ...answer, headers: { ...c.get("rateHeaders"), ...answer.headers } }, c.get("requestId"));
  });
  app.notFound((c) => {
    const error = new ProblemError(
      "not-found",
      `No operation has the path ${c.req.path}. See /docs for the API reference.`,
    );
    return toResponse(toProblem(error, c.get("requestId")), c.get("requestId"));
  });
}

function toResponse({ problem, headers }: ProblemAnswer, requestId: string): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...securityHeaders,
      ...headers,
      "Content-Type": "application/problem+json",
      "X-Request-Id": requestId,
    },
  });
}
