import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { type AddressInfo, connect, type Socket } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { countFileRows, storedFiles } from "./stored-content.ts";

/** Only here can a test see which files the process has open. */
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

/** Opens a connection and sends the head of a request. */
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

describe("Aborted transfer › an upload whose sender goes away", () => {
  test.each([
    ["with its size announced", { "content-length": "1000000" }, "x".repeat(10_000)],
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

  test("can be cut off after any byte", async () => {
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

  test("isn't an error of the server", () => {
    expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  });
});

test("Aborted transfer › a JSON body whose sender goes away creates nothing and isn't an error of the server", async () => {
  const before = gaffer.log.lines.length;
  const arrived = once(server, "request");
  const socket = await begin("POST", "/jobs", { "content-type": "application/json", "content-length": "1000" });
  socket.write('{"type":"file:profile",');
  await arrived;
  socket.destroy();
  expect(await requestLine("createJob", before)).toMatchObject({ status: 400 });
  expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
});

describe("Aborted transfer › a download", () => {
  let fileId: string;
  beforeAll(async () => {
    const content = Buffer.alloc(20 * 1024 * 1024);
    fileId = (await gaffer.inOrg("POST", "/files?name=a", content, { "content-type": "a/b" })).body.id;
  });

  async function isOpen(): Promise<boolean> {
    const links = (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ""));
    return (await Promise.all(links)).some((link) => link.includes(fileId));
  }

  test.runIf(onLinux)("whose receiver goes away closes its file", async () => {
    const socket = await begin("GET", `/files/${fileId}/content`);
    await once(socket, "data");
    expect(await isOpen()).toBe(true);
    socket.destroy();
    while (await isOpen());
  });

  test.runIf(onLinux)("can be cut off after any part of it", async () => {
    for (let parts = 1; parts <= 20; parts++) {
      const socket = await begin("GET", `/files/${fileId}/content`);
      for (let part = 0; part < parts; part++) await once(socket, "data");
      if (parts % 2) socket.destroy();
      else socket.resetAndDestroy();
    }
    while (await isOpen());
    expect(uncaught).toEqual([]);
  });

  test.runIf(onLinux)("that only asks for the head leaves no file open", async () => {
    const socket = await begin("HEAD", `/files/${fileId}/content`, { connection: "close" });
    const [head] = await once(socket, "data");
    expect(String(head)).toMatch(/^HTTP\/1.1 200 .*content-length: 20971520/is);
    await once(socket, "close");
    expect(await isOpen()).toBe(false);
  });

  test("that is deleted meanwhile goes on to its end", async () => {
    const url = `/v1/orgs/${gaffer.org.orgId}/files/${fileId}`;
    const headers = { authorization: `Bearer ${gaffer.org.apiKey}` };
    const response = await gaffer.app.http.request(`${url}/content`, { headers });
    expect(await gaffer.inOrg("DELETE", `/files/${fileId}`)).toMatchObject({ status: 204 });
    expect((await response.arrayBuffer()).byteLength).toBe(20 * 1024 * 1024);
    expect(await gaffer.inOrg("GET", `/files/${fileId}/content`)).toMatchObject({ status: 404 });
  });
});
