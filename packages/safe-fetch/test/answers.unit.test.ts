import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { call, startRawServer, startServer } from "./call-server.ts";

let answer: RequestListener;
const server = await startServer((request, response) => answer(request, response));

/** Calls a server that sends this response. */
function answered(
  body: string | Uint8Array,
  headers: Record<string, string | string[]> = {},
  maxResponseBytes = 1_000,
) {
  answer = (_request, response) => response.writeHead(200, headers).end(body);
  return call(server.url, { maxResponseBytes });
}

describe("safeFetch response › a body", () => {
  test("is text when it is UTF-8", async () => {
    expect(await answered("grüße 👋")).toMatchObject({ body: "grüße 👋", bodyEncoding: "text", truncated: false });
  });

  test("is decoded with its charset", async () => {
    const type = { "content-type": 'text/plain; charset="ISO-8859-1"' };
    expect(await answered(Buffer.from("grüße", "latin1"), type)).toMatchObject({ body: "grüße", bodyEncoding: "text" });
  });

  test.each([
    ["isn't UTF-8", [0xff, 0xfe, 0x00], "image/png"],
    ["has a NUL", [0x61, 0x00, 0x62], "text/plain"],
    ["names an unknown charset", [0x61], "text/plain; charset=klingon"],
    ["is invalid in its charset", [0xc3], "text/plain; charset=utf-8"],
  ])("is base64 when it %s", async (_, bytes, type) => {
    expect(await answered(Uint8Array.from(bytes), { "content-type": type })).toMatchObject({
      body: Buffer.from(bytes).toString("base64"),
      bodyEncoding: "base64",
    });
  });

  test.each([0, 1, 4, 5])("is truncated to %i bytes", async (limit) => {
    expect(await answered("12345", {}, limit)).toMatchObject({ body: "12345".slice(0, limit), truncated: limit < 5 });
  });

  test("is truncated between characters", async () => {
    expect(await answered("aé", {}, 2)).toMatchObject({ body: "a", bodyEncoding: "text", truncated: true });
  });

  test("of HEAD, 204 and 304 is empty, whatever the headers", async () => {
    for (const [method, status] of [
      ["HEAD", 200],
      ["GET", 204],
      ["GET", 304],
    ] as const) {
      answer = (_request, response) => response.writeHead(status, { "content-encoding": "gzip" }).end();
      expect(await call(server.url, { method })).toMatchObject({ status, body: "", truncated: false });
    }
  });
});

describe("safeFetch response › a compressed body", () => {
  test.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["GZIP ", gzipSync],
    ["br", brotliCompressSync],
  ])("is decompressed from %s", async (coding, pack) => {
    expect(await answered(pack("hello"), { "content-encoding": coding })).toMatchObject({ body: "hello" });
  });

  test.each([
    ["deflate", deflateSync("hello")],
    ["gzip, gzip", gzipSync(gzipSync("hello"))],
  ])("stays compressed with %s", async (coding, packed) => {
    const body = packed.toString("base64");
    expect(await answered(packed, { "content-encoding": coding })).toMatchObject({ body, bodyEncoding: "base64" });
  });

  test("that is a bomb is decompressed only up to the limit", async () => {
    // The decompressed body is a thousand times as large as the compressed one, and must never be in memory as a whole.
    const bomb = gzipSync(Buffer.alloc(512 * 1024 * 1024, "a"), { level: 9 });
    const before = process.memoryUsage.rss();
    const { body, truncated } = await answered(bomb, { "content-encoding": "gzip" }, 65_536);
    expect({ length: body.length, truncated }).toEqual({ length: 65_536, truncated: true });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  test.each([
    ["broken", Buffer.from("not gzip at all")],
    ["cut off", gzipSync("hello hello hello").subarray(0, 20)],
  ])("that is %s is unreachable", async (_, packed) => {
    await expect(answered(packed, { "content-encoding": "gzip" })).rejects.toThrow(/No answer from .*: Z_/);
  });
});

describe("safeFetch response › an endless body", () => {
  test("is read up to the limit, then the connection is closed", async () => {
    const closed = Promise.withResolvers<void>();
    const endless = await startServer((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536, "x")));
      };
      response.on("drain", more).on("close", closed.resolve);
      more();
    });
    const { body, truncated } = await call(endless.url, { maxResponseBytes: 1_000_000 });
    expect({ length: body.length, truncated }).toEqual({ length: 1_000_000, truncated: true });
    await closed.promise;
  });
});

describe("safeFetch response › headers", () => {
  test("are complete and in order, with names in lower case", async () => {
    const { headers } = await answered("", { "X-One": "1", "Set-Cookie": ["a=1", "b=2"], "X-Two": "grüße" });
    const named = headers.filter(({ name }) => /^(x-|set-)/.test(name));
    expect(named).toEqual([
      { name: "x-one", value: "1" },
      { name: "set-cookie", value: "a=1" },
      { name: "set-cookie", value: "b=2" },
      { name: "x-two", value: "grüße" },
    ]);
  });

  test.each([
    ["a huge one", `X: ${"y".repeat(100_000)}\r\n`],
    ["thousands", "X: y\r\n".repeat(20_000)],
  ])("beyond the limit, %s, are unreachable", async (_, lines) => {
    const { url } = await startRawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\n${lines}\r\nhello`));
    await expect(call(url)).rejects.toThrow(/HPE_HEADER_OVERFLOW/);
  });
});
