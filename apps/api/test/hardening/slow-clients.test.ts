/** Clients that are slow on purpose, over sockets. */
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

/** A server that waits as usual, but for what the test says. */
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

/** Everything that the server says before it hangs up. */
async function untilCutOff({ url = "" }: Gaffer, head: string, trickle?: string): Promise<string> {
  const socket: Socket = connect(Number(new URL(url).port), "127.0.0.1");
  let said = "";
  socket.on("data", (data) => {
    said += data;
  });
  socket.on("error", () => {});
  socket.write(head);
  const drops = trickle === undefined ? undefined : setInterval(() => socket.write(trickle), 10);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(drops);
  return said;
}

const put = ({ demo }: Gaffer, contentType: string, url: string) =>
  `POST /v1/orgs/${demo?.orgId}${url} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${demo?.apiKey}\r\nContent-Type: ${contentType}\r\nContent-Length: 1000000\r\n\r\n`;

test("Slow clients › headers that don't end are cut off", async () => {
  const server = await serve({ headersMs: 100 });
  expect(await untilCutOff(server, "GET /livez HTTP/1.1\r\nHost: test\r\n")).toMatch(/^HTTP\/1.1 408 /);
});

test("Slow clients › headers that go on and on, a letter at a time, are cut off", async () => {
  const server = await serve({ headersMs: 100 });
  expect(await untilCutOff(server, "GET /livez HTTP/1.1\r\nX-Slow: ", "a")).toMatch(/^HTTP\/1.1 408 /);
});

test.each([
  ["JSON", "application/json", "/jobs"],
  ["a file", "text/plain", "/files?name=a"],
])("Slow clients › a body that comes a letter at a time is cut off: %s", async (_, contentType, url) => {
  const server = await serve({ headersMs: 100, requestMs: 200 });
  expect(await untilCutOff(server, put(server, contentType, url), "a")).not.toContain("HTTP/1.1 2");
});

test("Slow clients › a body that comes in chunks of a letter is cut off", async () => {
  const server = await serve({ headersMs: 100, requestMs: 200 });
  const head = put(server, "application/json", "/jobs").replace(
    "Content-Length: 1000000",
    "Transfer-Encoding: chunked",
  );
  expect(await untilCutOff(server, head, "1\r\na\r\n")).not.toContain("HTTP/1.1 2");
});

test("Slow clients › a body that stands still is cut off, however long one may take", async () => {
  const server = await serve({ idleMs: 100 });
  expect(await untilCutOff(server, `${put(server, "text/plain", "/files?name=a")}half`)).not.toContain("HTTP/1.1 2");
});

test("Slow clients › more than 16 KB of headers are refused", async () => {
  const server = await serve({});
  const head = `GET /livez HTTP/1.1\r\nHost: test\r\nX-Long: ${"a".repeat(17_000)}\r\n\r\n`;
  expect(await untilCutOff(server, head)).toMatch(/^HTTP\/1.1 431 /);
});

test("Slow clients › nobody else waits for any of them", async () => {
  const server = await serve({});
  const slow = connect(Number(new URL(server.url ?? "").port), "127.0.0.1");
  await once(slow, "connect");
  slow.write("GET /livez HTTP/1.1\r\n");
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  slow.destroy();
});
