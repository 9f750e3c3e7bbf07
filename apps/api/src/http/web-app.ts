import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Context, Hono } from "hono";
import { chooseEncoding, type Encoding } from "./content-encoding.ts";
import type { RequestVariables } from "./request-log.ts";

/** The output folder of the web app's build. */
export const builtWebApp = path.join(import.meta.dirname, "../../../web/dist");

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** The Content Security Policy. It allows files of this server only, and no inline scripts or styles. */
const policy = [
  "default-src 'none'",
  ...["script-src", "style-src", "font-src", "connect-src", "form-action"].map((name) => `${name} 'self'`),
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Prefixes of the API, its docs and the health routes. An unknown path under them is a problem, not a page. */
const notPages = /^\/(v\d+|docs|problems|openapi\.json|livez|readyz|metrics|direct|assets)(\/|$)/i;

interface Asset {
  contentType: string;
  cacheControl: string;
  /** The available encodings, best first. */
  encodings: { name: Encoding; etag: string; content: Uint8Array<ArrayBuffer> }[];
}

/**
 * Serves the web app's files, and its page for every other path that a browser opens. Mount it last. Reads the files at
 * the first request, so a new build needs a restart.
 */
export function serveWebApp(app: Hono<RequestVariables>, folder: string): void {
  let assets = new Map<string, Asset>();
  app.get("*", (c, next) => {
    // Files are read again at each request until there is an `index.html`, because the build may finish later.
    if (!assets.has("/index.html")) assets = readAssets(folder);
    const { path: asked } = c.req;
    const asset = asked === "/index.html" ? undefined : assets.get(asked);
    if (asset) return send(c, asset);
    const opensPage = c.req.header("accept")?.includes("text/html") && !notPages.test(asked);
    if (asked !== "/" && !opensPage) return next();
    const page = assets.get("/index.html");
    return page ? send(c, page) : c.text(notBuilt, 503);
  });
}

const notBuilt = `The API runs, but the web app isn't built, or its build has failed.

Build it with   npm run build:web
and start again. The API's reference is at /docs.
`;

function send(c: Context, { contentType, cacheControl, encodings }: Asset) {
  const names = encodings.map(({ name }) => name);
  const encoding = chooseEncoding(c.req.header("accept-encoding") ?? null, names);
  const chosen = encodings.find(({ name }) => name === encoding) as Asset["encodings"][0];
  const headers: Record<string, string> = { "Cache-Control": cacheControl, ETag: chosen.etag, Vary: "Accept-Encoding" };
  // These headers are also sent with a 304, because a browser updates its stored headers from it.
  if (contentType.startsWith("text/html")) {
    headers["Content-Security-Policy"] = policy;
    headers["Cross-Origin-Opener-Policy"] = "same-origin";
    headers.Vary = "Accept, Accept-Encoding";
  }
  if (c.req.header("if-none-match")?.includes(chosen.etag)) return c.body(null, 304, headers);
  headers["Content-Type"] = contentType;
  if (chosen.name !== "identity") headers["Content-Encoding"] = chosen.name;
  return c.body(chosen.content, 200, headers);
}

/** Reads the files of the folder, by URL path. Empty without a build. */
function readAssets(folder: string): Map<string, Asset> {
  const names = listFiles(folder);
  return new Map(
    names
      .filter((name) => path.extname(name) in mediaTypes)
      .map((name) => [`/${name.replaceAll(path.sep, "/")}`, readAsset(folder, name, names)]),
  );
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
}

function readAsset(folder: string, name: string, names: readonly string[]): Asset {
  const variants = [
    { name: "br", file: `${name}.br` },
    { name: "gzip", file: `${name}.gz` },
    { name: "identity", file: name },
  ] as const;
  return {
    contentType: mediaTypes[path.extname(name)] as string,
    // Names of built assets contain a hash of their content, so browsers may cache them for long.
    cacheControl: name.startsWith(`assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache",
    encodings: variants.flatMap(({ name: encoding, file }) => {
      if (!names.includes(file)) return [];
      const content = Uint8Array.from(readFileSync(path.join(folder, file)));
      const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
      return [{ name: encoding, etag, content }];
    }),
  };
}
