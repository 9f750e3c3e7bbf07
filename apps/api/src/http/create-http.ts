import { Hono } from "hono";
import { allowOrigins } from "./csrf.ts";
import { type MountOptions, mount, type ServedOperations } from "./mount.ts";
import { serveProblemPages } from "./problem-pages.ts";
import { serveReference } from "./reference/reference-page.ts";
import { logRequests, type RequestVariables } from "./request-log.ts";
import { retryAfter } from "./retry-after.ts";
import { securityHeaders } from "./security-headers.ts";
import { streamAnswer } from "./stream-answer.ts";
import { builtWebApp, serveWebApp } from "./web-app.ts";

export interface HttpOptions extends MountOptions {
  served: ServedOperations;
  /** Responds to pre-signed URLs of the local storage. undefined: the storage has its own server. */
  direct: ((request: Request) => Promise<Response>) | undefined;
  /** Whether `/readyz` succeeds. */
  isReady: () => Promise<boolean>;
  /** Other origins whose pages may call the API. */
  allowedOrigins: readonly string[];
  metrics: HealthOptions["metrics"];
}

/**
 * Creates the HTTP app: the contract's operations, the API reference, the pages of problems, the web app, health and metrics. `health`: only
 * health and metrics, for a separate listener.
 */
export function createHttp({ served, direct, isReady, allowedOrigins, metrics, ...options }: HttpOptions) {
  const http = new Hono<RequestVariables>();
  logRequests(http, options.log, options.onError);
  const health = createHealthRoutes({ isReady, metrics });
  http.route("/", health);
  serveReference(http);
  serveProblemPages(http);
  if (allowedOrigins.length > 0) allowOrigins(http, allowedOrigins);
  if (direct) {
    http.on(["GET", "PUT"], "/direct/*", async (c) => {
      const { body, status, headers } = await direct(c.req.raw);
      const answer = { ...securityHeaders, ...Object.fromEntries(headers), "X-Request-Id": c.get("requestId") };
      return new Response(body && streamAnswer(body, c, options.log), { status, headers: answer });
    });
  }
  mount(http, served, options);
  serveWebApp(http, builtWebApp);
  return { http, health };
}

interface HealthOptions {
  isReady: () => Promise<boolean>;
  /** In the text format of Prometheus. */
  metrics: { text: () => Promise<string>; contentType: string };
}

/**
 * `/livez`: the process responds. `/readyz`: its database accepts writes, and the process isn't stopping. `/metrics`:
 * Prometheus metrics.
 */
function createHealthRoutes({ isReady, metrics }: HealthOptions): Hono<RequestVariables> {
  const routes = new Hono<RequestVariables>();
  routes.get("/livez", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => ((await isReady()) ? c.text("ok") : c.text("not ready", 503, retryAfter(2))));
  routes.get("/metrics", async (c) => c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }));
  return routes;
}
