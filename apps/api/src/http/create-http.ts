import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Hono } from "hono";
import { encodeJson } from "./content-encoding.ts";
import { allowOrigins } from "./csrf.ts";
import { type MountOptions, mount, type ServedOperations } from "./mount.ts";
import { serveProblemPages } from "./problem-pages.ts";
import { logRequests, type RequestVariables } from "./request-log.ts";
import { retryAfter } from "./retry-after.ts";
import { openapi } from "./schemas.ts";
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
  serveDocs(http);
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

const assets = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
  "favicon-32x32.png": "image/png",
} as const;

const start = `window.onload = () => SwaggerUIBundle({ url: "/openapi.json", dom_id: "#reference", deepLinking: true, defaultModelsExpandDepth: 0, persistAuthorization: true });`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gaffer API</title>
<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body><div id="reference"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Serves the contract at `/openapi.json` and its reference page at `/docs`. All files come from this process. */
function serveDocs(app: Hono<RequestVariables>): void {
  const folder = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  app.get("/openapi.json", async (c) => {
    const { content, headers } = await encodeJson(JSON.stringify(openapi), c.req.raw.headers.get("accept-encoding"));
    return c.body(content, 200, { "Content-Type": "application/json", ...headers });
  });
  app.get("/docs", (c) => c.html(page, 200, { "Content-Security-Policy": policy }));
  app.get("/docs/start.js", (c) => c.body(start, 200, { "Content-Type": "text/javascript" }));
  for (const [name, contentType] of Object.entries(assets)) {
    app.get(`/docs/${name}`, async (c) => {
      const headers = { "Content-Type": contentType, "Cache-Control": "public, max-age=3600" };
      return c.body(await readFile(path.join(folder, name)), 200, headers);
    });
  }
}
