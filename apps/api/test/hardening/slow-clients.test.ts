/** Clients that send slowly on purpose, over sockets. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/server/config.ts";
import { type ClientLimits, defaultClientLimits, type Gaffer, start } from "../../src/server/start.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { createLogProbe } from "../harness/log-probe.ts";

let database: TestDatabase;
let dataDir: string;
let gaffer: Gaffer | undefined;
beforeAll(async () => {
  database = await cloneDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-slow-"));
});
afterEach(() => gaffer?.stop());
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts a server with these client limits. The other client limits have their defaults. */
async function serve(limits: Partial<ClientLimits>): Promise<Gaffer> {
  const config = readConfig({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ROLE: "api",
    PORT: "0",
  });
  gaffer = await start(config, createLogProbe().log, { ...defaultClientLimits, checkMs: 20, ...limits });
  return gaffer;
}

/**
 * Sends `head`, and then `trickle` repeatedly. Returns everything that the server sends before it closes the
 * connection.
 */
async function untilCutOff({ url = "" }: Gaffer, head: string, trickle?: string): Promise<string> {
  const socket: Socket = connect(Number(new URL(url).port), "127.0.0.1");
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  socket.on("error", () => {});
  socket.write(head);
  const drops = trickle === undefined ? undefined : setInterval(() => socket.write(trickle), 10);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(drops);
  return received;
}

const put = ({ demo }: Gaffer, contentType: string, url: string) =>
  `POST /v1/orgs/${demo?.orgId}${url} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${demo?.apiKey}\r\nContent-Type: ${contentType}\r\nContent-Length: 1000000\r\n\r\n`;

test("Slow clients › unfinished headers › time out", async () => {
  const server = await serve({ headersMs: 100 });
  expect(await untilCutOff(server, "GET /livez HTTP/1.1\r\nHost: test\r\n")).toMatch(/^HTTP\/1.1 408 /);
});

test("Slow clients › headers one byte at a time › time out", async () => {
  const server = await serve({ headersMs: 100 });
  expect(await untilCutOff(server, "GET /livez HTTP/1.1\r\nX-Slow: ", "a")).toMatch(/^HTTP\/1.1 408 /);
});

test.each([
  ["JSON", "application/json", "/jobs"],
  ["a file", "text/plain", "/files?name=a"],
])("Slow clients › body one byte at a time › times out: %s", async (_, contentType, url) => {
  const server = await serve({ headersMs: 100, requestMs: 200 });
  expect(await untilCutOff(server, put(server, contentType, url), "a")).not.toContain("HTTP/1.1 2");
});

test("Slow clients › body in chunks of one byte › times out", async () => {
  const server = await serve({ headersMs: 100, requestMs: 200 });
  const head = put(server, "application/json", "/jobs").replace(
    "Content-Length: 1000000",
    "Transfer-Encoding: chunked",
  );
  expect(await untilCutOff(server, head, "1\r\na\r\n")).not.toContain("HTTP/1.1 2");
});

test("Slow clients › stalled body › times out, with any limit of the whole request", async () => {
  const server = await serve({ idleMs: 100 });
  expect(await untilCutOff(server, `${put(server, "text/plain", "/files?name=a")}half`)).not.toContain("HTTP/1.1 2");
});

test("Slow clients › headers of more than 16 KB › are refused", async () => {
  const server = await serve({});
  const head = `GET /livez HTTP/1.1\r\nHost: test\r\nX-Long: ${"a".repeat(17_000)}\r\n\r\n`;
  expect(await untilCutOff(server, head)).toMatch(/^HTTP\/1.1 431 /);
});

test("Slow clients › other requests › don't wait for a slow one", async () => {
  const server = await serve({});
  const slow = connect(Number(new URL(server.url ?? "").port), "127.0.0.1");
  await once(slow, "connect");
  slow.write("GET /livez HTTP/1.1\r\n");
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  slow.destroy();
});
