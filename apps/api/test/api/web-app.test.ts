import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, brotliDecompressSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logRequests, type RequestVariables } from "../../src/http/request-log.ts";
import { serveWebApp } from "../../src/http/web-app.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const page = '<!doctype html><script type="module" src="/assets/index-a1.js"></script>';
const script = "console.log(1)";
let folder: string;
let app: Hono<RequestVariables>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gaffer-web-"));
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "index.html"), page);
  await writeFile(path.join(folder, "favicon.svg"), "<svg/>");
  await writeFile(path.join(folder, "assets/index-a1.js"), script);
  await writeFile(path.join(folder, "assets/index-a1.js.br"), brotliCompressSync(script));
  await writeFile(path.join(folder, "assets/index-a1.js.gz"), gzipSync(script));
  await writeFile(path.join(folder, "assets/index-a1.js.map"), "{}");
  app = serving(folder);
});
afterAll(() => rm(folder, { recursive: true }));

function serving(from: string): Hono<RequestVariables> {
  const http = new Hono<RequestVariables>();
  logRequests(http, createLogProbe().log, () => {});
  serveWebApp(http, from);
  return http;
}

const asBrowser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

describe("Web app server › page", () => {
  test.each(["/", "/orgs/1/jobs", "/sign-in?next=%2Forgs", "/invoices.html"])(
    "is served to a browser at %s",
    async (url) => {
      const answer = await app.request(url, { headers: asBrowser });
      expect([answer.status, await answer.text()]).toEqual([200, page]);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    },
  );

  test("allows no inline script and no other server, and is revalidated each time", async () => {
    const { headers } = await app.request("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
  });

  test("keeps its policy in a 304 response", async () => {
    const { headers } = await app.request("/");
    const again = await app.request("/", { headers: { "if-none-match": headers.get("etag") as string } });
    expect(again.status).toBe(304);
    expect(again.headers.get("content-security-policy")).toBe(headers.get("content-security-policy"));
  });

  test.each([
    "/v1/nothing",
    "/V1",
    "/docs/nothing",
    "/problems/nothing",
    "/direct/x",
    "/metrics/x",
    "/assets/gone.js",
    "/openapi.json/x",
  ])("isn't served at %s, a path of the API or of a file", async (url) => {
    const answer = await app.request(url, { headers: asBrowser });
    const { type } = (await answer.json()) as { type: string };
    expect([answer.status, type]).toEqual([404, "/problems/not-found"]);
  });

  test("isn't served to clients that don't accept HTML, nor for other methods", async () => {
    expect((await app.request("/orgs/1/jobs", { headers: { accept: "application/json" } })).status).toBe(404);
    expect((await app.request("/", { method: "POST", headers: asBrowser })).status).toBe(404);
  });

  test("says what to do when there is no build, and leaves other paths unaffected", async () => {
    const answer = await serving(path.join(folder, "nowhere")).request("/", { headers: asBrowser });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("npm run build:web");
  });
});

describe("Web app server › file", () => {
  const get = (headers: Record<string, string> = {}, method = "GET") =>
    app.request("/assets/index-a1.js", { method, headers });

  test("is cached forever when its name contains a hash, and otherwise revalidated", async () => {
    expect((await get()).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await app.request("/favicon.svg")).headers.get("cache-control")).toBe("no-cache");
  });

  test.each([
    ["gzip, deflate, br", "br"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["gzip", "gzip"],
    ["brave", null],
    ["", null],
  ])("is encoded for a client that accepts %j: %s", async (accepted, encoding) => {
    const answer = await get({ "accept-encoding": accepted });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    if (encoding === "br") {
      expect(brotliDecompressSync(new Uint8Array(await answer.arrayBuffer())).toString()).toBe(script);
    }
  });

  test("is a 304 when the client has the ETag of the same encoding", async () => {
    const etag = (await get({ "accept-encoding": "br" })).headers.get("etag") as string;
    const again = await get({ "accept-encoding": "br", "if-none-match": `"x", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await get({ "if-none-match": etag })).status).toBe(200);
  });

  test("is served to HEAD without its content", async () => {
    const answer = await get({}, "HEAD");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test.each([
    "/assets/index-a1.js.map",
    "/assets/index-a1.js.br",
    "/assets/..%2findex.html",
    "/assets/../../package.json",
  ])("isn't served when no page loads it: %s", async (url) => {
    expect((await app.request(url)).status).toBe(404);
  });
});

describe("Web app server › server", () => {
  let gaffer: TestGaffer;
  beforeAll(async () => {
    gaffer = await startTestGaffer({ role: "api" });
  });
  afterAll(() => gaffer.stop());

  test("serves the built app beside the API", async () => {
    expect((await gaffer.request("GET", "/", { headers: asBrowser })).body).toContain('<div id="app">');
    expect((await gaffer.request("GET", "/v1/me", { headers: asBrowser })).status).toBe(401);
    expect((await gaffer.request("GET", "/docs", { headers: asBrowser })).body).toContain("swagger");
  });
});
