import type { Hono } from "hono";
import { cors } from "hono/cors";
import { ProblemError } from "./problem.ts";
import type { RequestVariables } from "./request-log.ts";

/**
 * Refuses what a browser sends with its cookies because another site told it to. Browsers say themselves where a request
 * comes from, and no script can change that; who says nothing is no browser, and has no business with cookies.
 */
export function assertTrustedOrigin(headers: Headers, allowedOrigins: readonly string[]): void {
  if (headers.get("sec-fetch-site") === "same-origin") return;
  const origin = headers.get("origin");
  if (origin !== null && (allowedOrigins.includes(origin) || isOwn(origin, headers.get("host")))) return;
  throw new ProblemError(
    "forbidden",
    "The request has cookies and comes from another origin. Send it from this server's origin or one in ALLOWED_ORIGINS, or send a token as `Authorization: Bearer <token>`.",
  );
}

/** The host alone is compared: whether it is https is known to the proxy in front of the server, and not here. */
function isOwn(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** Lets pages of other origins call the API with cookies. Without such origins browsers let none. */
export function allowOrigins(app: Hono<RequestVariables>, origins: readonly string[]): void {
  const rates = ["RateLimit-Policy", "RateLimit", "Retry-After"];
  const exposeHeaders = ["X-Request-Id", "ETag", "Location", "Content-Disposition", ...rates];
  app.use("/v1/*", cors({ origin: [...origins], credentials: true, exposeHeaders, maxAge: 600 }));
}
