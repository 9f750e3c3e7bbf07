import { createHash } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "../../src/new-id.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type Answer, type FakeStore, listsNothing, refuses, startFakeStore } from "./fake-store.ts";

const content = Buffer.alloc(1_000_000, "x");
const limits = { connectMs: 300, answerMs: 300, stallMs: 300 };

let store: FakeStore;
let gaffer: TestGaffer;
let server: ServerType;
let fileId: string;
beforeAll(async () => {
  store = await startFakeStore();
  gaffer = await startTestGaffer({ role: "api", config: { s3: store.s3 }, s3Limits: limits });
  server = serve({ fetch: gaffer.app.http.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  fileId = newId();
  await gaffer.database.admin.query(
    `insert into files (org_id, id, name, content_type, size_bytes, sha256, created_by, created_at)
     values ($1, $2, 'a', 'a/b', $3, $4, 'system', now())`,
    [gaffer.org.orgId, fileId, content.length, createHash("sha256").update(content).digest("hex")],
  );
});
beforeEach(() => {
  store.answer = listsNothing;
});
afterAll(async () => {
  server.close();
  store.close();
  await gaffer.stop();
});

const countRows = async () => (await gaffer.database.admin.query("select from files")).rowCount;
const unavailable = { status: 503, body: { type: "/problems/unavailable" } };
const neverAnswers: Answer = (request) => void request.resume();
const cutsOff: Answer = (request) => void request.socket.destroy();

describe.each<[string, Answer]>([
  ["answers 500", refuses(500, "InternalError")],
  ["answers 503", refuses(503, "SlowDown")],
  ["answers 403", refuses(403, "SignatureDoesNotMatch")],
  ["has lost its bucket", refuses(404, "NoSuchBucket")],
  ["isn't an S3 server", (request, response) => void response.writeHead(502).end("<html>", () => request.resume())],
  ["never answers", neverAnswers],
  ["closes connections", cutsOff],
])("Hostile S3 server › store that %s", (_, answer) => {
  beforeEach(() => {
    store.answer = answer;
  });

  test.each<[string, string, string, unknown]>([
    ["an upload", "POST", "/files?name=a", "content"],
    ["a large upload", "POST", "/files?name=a", Buffer.alloc(20_000_000)],
    ["a download", "GET", "/files/{fileId}/content", undefined],
  ])("makes %s unavailable and has no other effect", async (_what, method, url, body) => {
    const headers = { "content-type": "a/b" };
    const reply = await gaffer.inOrg(method, url.replace("{fileId}", fileId), body, headers);
    expect(reply).toMatchObject(unavailable);
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await countRows()).toBe(1);
    expect((await gaffer.inOrg("GET", "/files")).status, "other requests work").toBe(200);
  });
});

describe("Hostile S3 server › interrupted download", () => {
  async function download(): Promise<{ head: IncomingMessage; bytes: number; error: Error | undefined }> {
    const { port } = server.address() as AddressInfo;
    const path = `/v1/orgs/${gaffer.org.orgId}/files/${fileId}/content`;
    const request = httpRequest({ port, path, headers: { authorization: `Bearer ${gaffer.org.apiKey}` } }).end();
    const [head] = (await once(request, "response")) as [IncomingMessage];
    let bytes = 0;
    let error: Error | undefined;
    try {
      for await (const chunk of head) bytes += chunk.length;
    } catch (cause) {
      error = cause as Error;
    }
    return { head, bytes, error };
  }
  const sendsHalf =
    (then: (response: { destroy(): void }) => void): Answer =>
    (_request, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, content.length / 2), () => then(response));
    };

  test.each<[string, Answer]>([
    ["because the store closes the connection", sendsHalf((response) => response.destroy())],
    ["because the store stalls", sendsHalf(() => {})],
  ])("closes the client's connection, so that the content isn't taken for complete: %s", async (_, answer) => {
    store.answer = answer;
    const printed = vi.spyOn(console, "error");
    const { head, bytes, error } = await download();
    expect([head.statusCode, head.headers["content-length"]]).toEqual([200, String(content.length)]);
    expect(bytes).toBeLessThan(content.length);
    expect(error).toMatchObject({ code: "ECONNRESET" });

    const { "x-request-id": requestId } = head.headers;
    const lines = gaffer.log.lines.filter((line) => line.level >= 50 && line.requestId === requestId);
    expect(lines).toEqual([
      expect.objectContaining({
        msg: "the response broke off half-way",
        operation: "downloadFile",
        err: expect.objectContaining({ stack: expect.stringContaining("caused by: Error: a content broke off") }),
      }),
    ]);
    expect(printed, "nothing is printed outside of the log").not.toHaveBeenCalled();
    printed.mockRestore();
  });

  test("stops reading from the store when the client disconnects, and logs no error", async () => {
    const closed = Promise.withResolvers<void>();
    store.answer = (_request, response) => {
      response.on("close", closed.resolve);
      // Sends the content piece by piece as the client reads it, because it is too large for memory.
      const sendOn = () => void (!response.destroyed && response.write(content, sendOn));
      response.writeHead(200, { "content-length": content.length * 1_000_000 });
      sendOn();
    };
    const errors = () => gaffer.log.lines.filter(({ level }) => level >= 50).length;
    const before = errors();
    const { port } = server.address() as AddressInfo;
    const path = `/v1/orgs/${gaffer.org.orgId}/files/${fileId}/content`;
    const request = httpRequest({ port, path, headers: { authorization: `Bearer ${gaffer.org.apiKey}` } }).end();
    const [head] = (await once(request, "response")) as [IncomingMessage];
    await once(head, "data");
    request.on("error", () => {}).destroy();
    await closed.promise;
    expect(errors()).toBe(before);
  });

  test("doesn't happen because the client is slow", async () => {
    store.answer = (_request, response) =>
      void response.writeHead(200, { "content-length": content.length }).end(content);
    const { body } = await gaffer.app.http.request(`/v1/orgs/${gaffer.org.orgId}/files/${fileId}/content`, {
      headers: { authorization: `Bearer ${gaffer.org.apiKey}` },
    });
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    let bytes = (await reader.read()).value?.length ?? 0;
    await new Promise((waited) => setTimeout(waited, 2 * limits.stallMs));
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
      bytes += value?.length ?? 0;
    expect(bytes).toBe(content.length);
  });
});

test("Hostile S3 server › log › has each cause once, and no secrets", () => {
  const errors = gaffer.log.lines.filter(({ level }) => level >= 50);
  const text = JSON.stringify(errors);
  expect(text).toContain("SignatureDoesNotMatch: said no (HTTP 403)");
  expect(JSON.stringify(gaffer.log.lines)).not.toMatch(/hush|0123456789abcdef|X-Amz/);
  const known = ["The file store fails or doesn't respond", "the response broke off half-way"];
  expect([...new Set(errors.map(({ msg }) => msg))].toSorted()).toEqual(known);
});
