import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { type AddressInfo, connect, type Socket } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { countFileRows, storedFiles } from "./stored-content.ts";

/**
 * Tests of open files read `/proc/self/fd`, which exists only on Linux. The API runs in the test's process, so the list
 * contains the API's open files.
 */
const onLinux = process.platform === "linux";

let gaffer: TestGaffer;
let server: ServerType;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown) => void uncaught.push(error);
beforeAll(async () => {
  process.on("uncaughtException", onUncaught);
  gaffer = await startTestGaffer({ role: "api" });
  server = serve({ fetch: gaffer.app.http.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
});
afterAll(async () => {
  process.off("uncaughtException", onUncaught);
  server.close();
  await gaffer.stop();
});

/** Opens a connection and sends the head of a request. Returns the connection's socket. */
async function begin(method: string, url: string, headers: Record<string, string> = {}): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const all = { host: "test", authorization: `Bearer ${gaffer.org.apiKey}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`${method} /v1/orgs/${gaffer.org.orgId}${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  return socket;
}

const requestLine = (operation: string, after: number) =>
  gaffer.log.waitFor(
    (line) => gaffer.log.lines.indexOf(line) >= after && line.msg === "request" && line.operation === operation,
  );

async function untilUploadBegins(): Promise<void> {
  while ((await storedFiles(gaffer)).length === 0);
}

describe("Aborted transfer › upload of a disconnected client", () => {
  test.each([
    ["with a content-length", { "content-length": "1000000" }, "x".repeat(10_000)],
    ["in chunks", { "transfer-encoding": "chunked" }, `2710\r\n${"x".repeat(10_000)}\r\n`],
  ])("leaves nothing: %s", async (_, headers, start) => {
    const before = gaffer.log.lines.length;
    const socket = await begin("POST", "/files?name=a", { "content-type": "text/plain", ...headers });
    socket.write(start);
    await untilUploadBegins();
    socket.destroy();
    expect(await requestLine("uploadFile", before)).toMatchObject({ status: 400 });
    expect([await storedFiles(gaffer), await countFileRows(gaffer)]).toEqual([[], 0]);
  });

  test("is handled after any number of bytes", async () => {
    const before = gaffer.log.lines.length;
    const sizes = Array.from({ length: 20 }, (_, power) => 2 ** power);
    for (const sizeBytes of sizes) {
      const socket = await begin("POST", "/files?name=a", { "content-type": "a/b", "content-length": "1000000" });
      await new Promise((resolve) => socket.write(Buffer.alloc(sizeBytes), resolve));
      if (sizeBytes % 4) socket.destroy();
      else socket.resetAndDestroy();
    }
    const ended = () => gaffer.log.lines.slice(before).filter(({ msg }) => msg === "request");
    await expect.poll(() => ended().length).toBe(sizes.length);
    expect(new Set(ended().map(({ status }) => status))).toEqual(new Set([400]));
    expect([await storedFiles(gaffer), await countFileRows(gaffer)]).toEqual([[], 0]);
    expect(uncaught).toEqual([]);
  });

  test("isn't logged as an error", () => {
    expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  });
});

test("Aborted transfer › JSON body of a disconnected client › creates nothing and isn't logged as an error", async () => {
  const before = gaffer.log.lines.length;
  const arrived = once(server, "request");
  const socket = await begin("POST", "/jobs", { "content-type": "application/json", "content-length": "1000" });
  socket.write('{"type":"file:profile",');
  await arrived;
  socket.destroy();
  expect(await requestLine("createJob", before)).toMatchObject({ status: 400 });
  expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
});

describe("Aborted transfer › download", () => {
  let fileId: string;
  beforeAll(async () => {
    const content = Buffer.alloc(20 * 1024 * 1024);
    fileId = (await gaffer.inOrg("POST", "/files?name=a", content, { "content-type": "a/b" })).body.id;
  });

  async function isOpen(): Promise<boolean> {
    const links = (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ""));
    return (await Promise.all(links)).some((link) => link.includes(fileId));
  }

  test.runIf(onLinux)("closes its file when the client disconnects", async () => {
    const socket = await begin("GET", `/files/${fileId}/content`);
    await once(socket, "data");
    expect(await isOpen()).toBe(true);
    socket.destroy();
    while (await isOpen());
  });

  test.runIf(onLinux)("is handled after any number of parts", async () => {
    for (let parts = 1; parts <= 20; parts++) {
      const socket = await begin("GET", `/files/${fileId}/content`);
      for (let part = 0; part < parts; part++) await once(socket, "data");
      if (parts % 2) socket.destroy();
      else socket.resetAndDestroy();
    }
    while (await isOpen());
    expect(uncaught).toEqual([]);
  });

  test.runIf(onLinux)("leaves no file open after a HEAD request", async () => {
    const socket = await begin("HEAD", `/files/${fileId}/content`, { connection: "close" });
    const [head] = await once(socket, "data");
    expect(String(head)).toMatch(/^HTTP\/1.1 200 .*content-length: 20971520/is);
    await once(socket, "close");
    expect(await isOpen()).toBe(false);
  });

  test("continues to its end when the file is deleted meanwhile", async () => {
    const url = `/v1/orgs/${gaffer.org.orgId}/files/${fileId}`;
    const headers = { authorization: `Bearer ${gaffer.org.apiKey}` };
    const response = await gaffer.app.http.request(`${url}/content`, { headers });
    expect(await gaffer.inOrg("DELETE", `/files/${fileId}`)).toMatchObject({ status: 204 });
    expect((await response.arrayBuffer()).byteLength).toBe(20 * 1024 * 1024);
    expect(await gaffer.inOrg("GET", `/files/${fileId}/content`)).toMatchObject({ status: 404 });
  });
});
