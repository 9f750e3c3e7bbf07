import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Context, Hono } from "hono";
import type { RequestVariables } from "./request-log.ts";

/** Where the build of `apps/web` writes. */
export const builtWebApp = path.join(import.meta.dirname, "../../../web/dist");

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Nothing but this server's own files, and no script or style within the page. */
const policy = [
  "default-src 'none'",
  ...["script-src", "style-src", "font-src", "connect-src", "form-action"].map((name) => `${name} 'self'`),
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What the API, its reference and its health answer under: a path that isn't there is a problem, and no page of the app. */
const notPages = /^\/(v\d+|docs|openapi\.json|livez|readyz|metrics|direct|assets)(\/|$)/i;

interface Asset {
  contentType: string;
  cacheControl: string;
  /** The content in each encoding that there is, best first. */
  encodings: { name: "br" | "gzip" | "identity"; etag: string; content: Uint8Array<ArrayBuffer> }[];
}

/**
 * Serves the web app: its files, and its page at every path that a browser opens and nobody else answers. It is read when
 * it is first asked for: after another build the process has to start again. Mount it last.
 */
export function serveWebApp(app: Hono<RequestVariables>, folder: string): void {
  let assets = new Map<string, Asset>();
  app.get("*", (c, next) => {
    // A build that isn't there yet may be there soon.
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
  const accepted = c.req.header("accept-encoding") ?? "";
  const chosen = encodings.find(({ name }) => name === "identity" || accepts(accepted, name)) as Asset["encodings"][0];
  const headers: Record<string, string> = { "Cache-Control": cacheControl, ETag: chosen.etag, Vary: "Accept-Encoding" };
  // With 304, too: a browser takes them over into what it has kept.
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

function accepts(header: string, encoding: string): boolean {
  const quality = header.match(new RegExp(`(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=([\\d.]+))?\\s*(?:,|$)`, "i"));
  return quality !== null && Number(quality[1] ?? 1) > 0;
}

/** What is in the folder, by the path of its URL; nothing when there is no build. */
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
    // The names of what lies there change with the content.
    cacheControl: name.startsWith(`assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache",
    encodings: variants.flatMap(({ name: encoding, file }) => {
      if (!names.includes(file)) return [];
      const content = Uint8Array.from(readFileSync(path.join(folder, file)));
      const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
      return [{ name: encoding, etag, content }];
    }),
  };
}
