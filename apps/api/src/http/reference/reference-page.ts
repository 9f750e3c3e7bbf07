import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Hono } from "hono";
import { encodeJson } from "../content-encoding.ts";
import type { RequestVariables } from "../request-log.ts";
import { openapi } from "../schemas.ts";
import { type Reference, withSamples } from "./code-samples.ts";

const libraryFolder = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

/** Files of the page, with their folders and content types. */
const assets = {
  "swagger-ui.css": [libraryFolder, "text/css"],
  "swagger-ui-bundle.js": [libraryFolder, "text/javascript"],
  "favicon-32x32.png": [libraryFolder, "image/png"],
  "start.js": [import.meta.dirname, "text/javascript"],
} as const;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Gaffer API</title>
<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css">
<style>
html { background: #fff; color: #3b4151 } html.dark-mode { background: #1c2022; color: #e4e6e6 }
body { margin: 0 } #caller { max-width: 1460px; margin: 0 auto; padding: 12px 20px 0; font: 14px sans-serif }
</style>
</head>
<body><p id="caller" role="status"></p><div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script type="module" src="/docs/start.js"></script></body>
</html>
`;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/**
 * Serves the contract at `/openapi.json` and its reference page at `/docs`. All files come from this process. The page
 * reads the contract with samples from `/docs/openapi.json`.
 */
export function serveReference(app: Hono<RequestVariables>): void {
  let withSamplesText: string | undefined;
  const documents = {
    "/openapi.json": () => JSON.stringify(openapi),
    "/docs/openapi.json": () => {
      withSamplesText ??= JSON.stringify(withSamples(openapi as unknown as Reference));
      return withSamplesText;
    },
  };
  for (const [address, textOf] of Object.entries(documents)) {
    app.get(address, async (c) => {
      const { content, headers } = await encodeJson(textOf(), c.req.raw.headers.get("accept-encoding"));
      return c.body(content, 200, { "Content-Type": "application/json", ...headers });
    });
  }
  app.get("/docs", (c) => c.html(page, 200, { "Content-Security-Policy": policy }));
  for (const [name, [folder, contentType]] of Object.entries(assets)) {
    app.get(`/docs/${name}`, async (c) => {
      const headers = { "Content-Type": contentType, "Cache-Control": "public, max-age=3600" };
      return c.body(await readFile(path.join(folder, name)), 200, headers);
    });
  }
}
