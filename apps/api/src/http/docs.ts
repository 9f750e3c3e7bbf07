import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Hono } from "hono";
import type { RequestVariables } from "./request-log.ts";
import { openapi } from "./schemas.ts";

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
export function serveDocs(app: Hono<RequestVariables>): void {
  const folder = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  app.get("/openapi.json", (c) => c.json(openapi));
  app.get("/docs", (c) => c.html(page, 200, { "Content-Security-Policy": policy }));
  app.get("/docs/start.js", (c) => c.body(start, 200, { "Content-Type": "text/javascript" }));
  for (const [name, contentType] of Object.entries(assets)) {
    app.get(`/docs/${name}`, async (c) => {
      const headers = { "Content-Type": contentType, "Cache-Control": "public, max-age=3600" };
      return c.body(await readFile(path.join(folder, name)), 200, headers);
    });
  }
}
