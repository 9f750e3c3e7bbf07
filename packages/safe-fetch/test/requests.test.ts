/** Tests what a request contains, and what it must not contain. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { call, startServer } from "./call-server.ts";

let head: { line: string; raw: string[]; body: string };
const server = await startServer(async (request, response) => {
  head = { line: `${request.method} ${request.url} ${request.httpVersion}`, raw: request.rawHeaders, body: "" };
  for await (const chunk of request) head.body += chunk;
  response.end();
});
const values = (name: string) => head.raw.filter((_, at) => at % 2 === 1 && head.raw[at - 1]?.toLowerCase() === name);

describe("safeFetch request › a request", () => {
  test.each(["GET", "HEAD", "DELETE", "OPTIONS"])("of %s has no body and no Content-Length", async (method) => {
    await call(`${server.url}/a/b?c=d&e=%20#hidden`, { method });
    expect(head.line).toBe(`${method} /a/b?c=d&e=%20 1.1`);
    expect([values("content-length"), values("transfer-encoding"), values("connection")]).toEqual([[], [], ["close"]]);
    expect(values("host")).toEqual([`127.0.0.1:${server.port}`]);
  });

  test.each(["POST", "PUT"])("of %s without a body has Content-Length 0", async (method) => {
    await call(server.url, { method });
    expect(values("content-length")).toEqual(["0"]);
  });

  test("sends the body unchanged, with its length in bytes", async () => {
    await call(server.url, { method: "PATCH", body: "grüße\r\n\r\nGET / HTTP/1.1\r\n\r\n" });
    expect(head.body).toBe("grüße\r\n\r\nGET / HTTP/1.1\r\n\r\n");
    expect(values("content-length")).toEqual([String(Buffer.byteLength(head.body))]);
    expect(values("transfer-encoding")).toEqual([]);
  });

  test("sends the headers unchanged, repeated ones too", async () => {
    const headers = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2 \tü" },
      { name: "Accept", value: "text/csv" },
      { name: "__proto__", value: "3" },
    ];
    await call(server.url, { headers });
    expect([values("x-a"), values("accept"), values("__proto__")]).toEqual([["1", "2 \tü"], ["text/csv"], ["3"]]);
  });

  test("stores no cookies", async () => {
    const cookies = await startServer((request, response) => {
      response.writeHead(request.url === "/" ? 302 : 200, { "set-cookie": "a=b", location: "/next" });
      response.end(request.headers.cookie);
    });
    expect(await call(cookies.url)).toMatchObject({ status: 200, body: "" });
  });
});

describe("safeFetch request › refuses", () => {
  test.each([
    "Host",
    "content-length",
    "Transfer-Encoding",
    "connection",
    "Keep-Alive",
    "TE",
    "Trailer",
    "Upgrade",
    "Expect",
    "Proxy-Authorization",
    "Proxy-Connection",
    "HTTP2-Settings",
  ])("the header %s", (name) => {
    const calling = () => call(server.url, { headers: [{ name, value: "x" }] });
    expect(calling).toThrow(
      expect.objectContaining({ code: "invalid_request", message: `The header ${name} can't be set.` }),
    );
  });

  test.each([
    ["X", "a\r\nHost: inside"],
    ["X", "a\nb"],
    ["X", "a\rb"],
    ["X", "a\0b"],
    ["X", "a\u010ab"],
    ["X\r\nHost", "inside"],
    ["X: y\r\nZ", ""],
    ["Host ", "inside"],
    ["X Y", ""],
    ["", "x"],
  ])("the header %j: %j", (name, value) => {
    expect(() => call(server.url, { headers: [{ name, value }] })).toThrow(/characters that can't be sent/);
  });

  test("more than 8,192 characters of headers", () => {
    const headers = Array.from({ length: 9 }, () => ({ name: "x", value: "y".repeat(1000) }));
    expect(() => call(server.url, { headers })).toThrow(/9009 characters; 8192 are allowed/);
  });

  test.each(["GET", "HEAD"])("a body of %s", (method) => {
    expect(() => call(server.url, { method, body: "x" })).toThrow(`A ${method} request has no body.`);
  });

  test.each(["http://user@127.0.0.1/", "http://user:secret@127.0.0.1/", "http://:secret@127.0.0.1/"])(
    "a password in the URL, without repeating it: %s",
    (url) => {
      expect(() => call(url)).toThrow(/send them in a header/);
      expect(() => call(url)).not.toThrow(/secret/);
    },
  );

  test("a line end in the URL can't add a header", async () => {
    await call(`${server.url}/a\r\nHost: inside`);
    expect(head.line).toBe("GET /aHost:%20inside 1.1");
  });
});

test("safeFetch request › ignores the environment's proxy", async () => {
  const proxy = await startServer((_request, response) => response.end("proxy"));
  const target = await startServer((_request, response) => response.end("target"));
  const source = path.join(import.meta.dirname, "../src");
  const script = `
    import http from "node:http";
    import { text } from "node:stream/consumers";
    import { createSafeFetch, toRequest } from "${source}/index.ts";
    const options = { timeoutMs: 5000, maxRedirects: 0, maxResponseBytes: 100, signal: new AbortController().signal };
    const answer = await createSafeFetch({ allowed: new Map([["127.0.0.1", "all"]]) })(toRequest("GET", "${target.url}", []), options);
    http.get("${target.url}", async (response) => console.log(answer.body, await text(response)));`;
  const env = { ...process.env, NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxy.url, http_proxy: proxy.url, NO_PROXY: "" };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env });
  // The word "proxy" shows that the environment's proxy works for other requests.
  expect(stdout.trim()).toBe("target proxy");
});
