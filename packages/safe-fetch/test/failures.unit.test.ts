import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { UnreachableError } from "../src/errors.ts";
import { call, certificate, resolvesTo, startRawServer, startServer, startTlsServer } from "./call-server.ts";

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error("it was answered"),
    (error: Error) => error,
  );
}

/** Returns a port on which no server can listen during the test: the local port of an open connection. */
async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = createConnection((server.address() as AddressInfo).port, "127.0.0.1");
  await once(client, "connect");
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return client.localPort ?? 0;
}

describe("safeFetch failure › an incomplete response is unreachable", () => {
  test.each([
    ["is reset", "", "ECONNRESET"],
    ["is closed", "end", "ECONNRESET"],
    ["isn't HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "HPE_INVALID_CONSTANT"],
    ["ends within the headers", "HTTP/1.1 200 OK\r\nX: y\r\n|", "ECONNRESET"],
    ["ends within the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf|", "ECONNRESET"],
    ["ends within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf|", "ECONNRESET"],
    [
      "has two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "HPE_UNEXPECTED_CONTENT_LENGTH",
    ],
    [
      "upgrades unasked",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhello",
      "ECONNRESET",
    ],
  ])("when it %s", async (_, said, code) => {
    const { url, port } = await startRawServer((socket) => {
      if (said === "") socket.resetAndDestroy();
      else if (said.endsWith("|")) socket.end(said.slice(0, -1));
      else if (said === "end") socket.end();
      else socket.write(said);
    });
    const error = await rejection(call(url));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toBe(`No answer from 127.0.0.1:${port}: ${code}.`);
  });

  test("when the connection is refused, without the address in the message", async () => {
    const unused = await unusedPort();
    const resolve = resolvesTo("127.0.0.1", "127.0.0.1");
    const error = await rejection(call(`http://inside.test:${unused}/`, { allow: "inside.test", resolve }));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toBe(`No answer from inside.test:${unused}: ECONNREFUSED.`);
  });
});

describe("safeFetch failure › the timeout", () => {
  const never = () => {};
  test.each([
    ["a name server", async () => call("http://slow.test/", { resolve: () => new Promise(never), timeoutMs: 50 })],
    ["the first byte", async () => call((await startServer(never)).url, { timeoutMs: 50 })],
    [
      "the rest of the headers",
      async () =>
        call((await startRawServer((socket) => socket.write("HTTP/1.1 200 OK\r\nX:"))).url, { timeoutMs: 50 }),
    ],
    [
      "the rest of the body",
      async () => call((await startServer((_, response) => response.write("half"))).url, { timeoutMs: 50 }),
    ],
    ["a handshake", async () => call((await startRawServer(never)).url.replace("http", "https"), { timeoutMs: 50 })],
  ])("covers the wait for %s", async (_, calling) => {
    const error = await rejection(calling());
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toMatch(/^No complete response from .* within 0\.05 seconds\.$/);
  });

  test("covers a body that arrives byte by byte", async () => {
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(timer));
    });
    expect((await rejection(call(server.url, { timeoutMs: 100 }))).message).toMatch(/within 0\.1 seconds/);
  });

  test("covers all redirects together", async () => {
    const server = await startServer((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: "/" }).end(), 60);
    });
    expect((await rejection(call(server.url, { timeoutMs: 150 }))).message).toMatch(/within 0\.15 seconds/);
  });
});

describe("safeFetch failure › an abort", () => {
  test.each([
    ["name servers answer", "http://slow.test/", () => new Promise<never>(() => {})],
    ["the server answers", undefined, undefined],
  ])("ends the call while %s", async (_, url, resolve) => {
    const asked = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      response.on("close", closed.resolve).write("half");
      asked.resolve();
    });
    const stop = new AbortController();
    const calling = rejection(call(url ?? server.url, { signal: stop.signal, ...(resolve && { resolve }) }));
    if (!url) await asked.promise;
    stop.abort("cancelled");
    expect(await calling).toBe("cancelled");
    if (!url) await closed.promise;
  });

  test("before the call prevents it", async () => {
    const server = await startServer((_request, response) => response.end());
    const resolve = vi.fn(resolvesTo("127.0.0.1"));
    for (const url of [server.url, `http://name.test:${server.port}`]) {
      const calling = call(url, { signal: AbortSignal.abort("cancelled"), allow: "name.test,127.0.0.1", resolve });
      expect(await rejection(calling)).toBe("cancelled");
    }
    expect([server.connections(), resolve.mock.calls.length]).toEqual([0, 0]);
  });
});

describe("safeFetch failure › TLS", async () => {
  const secure = await startTlsServer((request, response) => {
    const { servername } = request.socket as unknown as { servername: string };
    response.end(`${servername} ${request.headers.host}`);
  });
  const url = (host: string) => `https://${host}:${secure.port}/`;
  const reach = { allow: "service.test,other.test,127.0.0.1", resolve: resolvesTo("127.0.0.1") };

  test("verifies the name, not the resolved address", async () => {
    const { body } = await call(url("service.test"), { ...reach, ca: certificate.cert });
    expect(body).toBe(`service.test service.test:${secure.port}`);
  });

  test.each([
    ["for another name", url("other.test"), certificate.cert, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["for a name, while the URL has an address", url("127.0.0.1"), certificate.cert, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["of an unknown authority", url("service.test"), undefined, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ])("with a certificate %s is unreachable", async (_, called, ca, code) => {
    const error = await rejection(call(called, { ...reach, ...(ca && { ca }) }));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toMatch(code);
  });

  test("with a server without TLS is unreachable", async () => {
    const { port } = await startServer(() => {});
    expect(await rejection(call(`https://127.0.0.1:${port}/`))).toBeInstanceOf(UnreachableError);
  });
});
