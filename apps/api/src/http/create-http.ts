import { Hono } from "hono";
import { allowOrigins } from "./csrf.ts";
import { serveDocs } from "./docs.ts";
import { type MountOptions, mount, type ServedOperations } from "./mount.ts";
import { logRequests, type RequestVariables } from "./request-log.ts";
import { retryAfter } from "./retry-after.ts";
import { securityHeaders } from "./security-headers.ts";
import { streamAnswer } from "./stream-answer.ts";
import { builtWebApp, serveWebApp } from "./web-app.ts";

export interface HttpOptions extends MountOptions {
  /** Every operation of the contract. */
  served: ServedOperations;
  /** Answers what comes with a URL that allows what it says by itself. */
  direct: ((request: Request) => Promise<Response>) | undefined;
  /** Whether requests would be answered. */
  isReady: () => Promise<boolean>;
  /** Other origins whose pages may call it. */
  allowedOrigins: readonly string[];
  metrics: HealthOptions["metrics"];
}

/**
 * All that is answered: the contract, its reference, the web app, health and metrics. The latter two also for a listener of
 * their own.
 */
export function createHttp({ served, direct, isReady, allowedOrigins, metrics, ...options }: HttpOptions) {
  const http = new Hono<RequestVariables>();
  logRequests(http, options.log, options.onError);
  const health = createHealthRoutes({ isReady, metrics });
  http.route("/", health);
  serveDocs(http);
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

/** `/livez`: the process answers. `/readyz`: its database also accepts writes, and it isn't stopping. `/metrics`: how it does. */
function createHealthRoutes({ isReady, metrics }: HealthOptions): Hono<RequestVariables> {
  const routes = new Hono<RequestVariables>();
  routes.get("/livez", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => ((await isReady()) ? c.text("ok") : c.text("not ready", 503, retryAfter(2))));
  routes.get("/metrics", async (c) => c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }));
  return routes;
}
