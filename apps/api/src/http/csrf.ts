import type { Hono } from "hono";
import { cors } from "hono/cors";
import { ProblemError } from "./problem.ts";
import type { RequestVariables } from "./request-log.ts";

/**
 * Throws a problem for a request with cookies from another site (CSRF). Browsers send `Sec-Fetch-Site` or `Origin`, and
 * scripts can't change them. A client that sends neither isn't a browser and must use a token.
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

/** Whether the origin is this server. Compares only the host, because only the proxy knows the scheme. */
function isOwn(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** Lets pages of these origins call the API with cookies (CORS). Without this, browsers allow no other origin. */
export function allowOrigins(app: Hono<RequestVariables>, origins: readonly string[]): void {
  const rates = ["RateLimit-Policy", "RateLimit", "Retry-After"];
  const exposeHeaders = ["X-Request-Id", "ETag", "Location", "Content-Disposition", "Idempotent-Replayed", ...rates];
  app.use("/v1/*", cors({ origin: [...origins], credentials: true, exposeHeaders, maxAge: 600 }));
}
