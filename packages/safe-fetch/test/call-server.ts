import { once } from "node:events";
import { readFileSync } from "node:fs";
import http, { type RequestListener } from "node:http";
import https from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { afterAll } from "vitest";
import { readAllowedHosts } from "../src/allowed-hosts.ts";
import { type Header, toRequest } from "../src/request.ts";
import type { Reach } from "../src/resolve.ts";
import { createSafeFetch, type SafeFetchOptions } from "../src/safe-fetch.ts";

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, "certificate", name), "utf8");

/** A self-signed certificate for `service.test`. */
export const certificate = { cert: pem("cert.pem"), key: pem("key.pem") };

export interface TestServer {
  port: number;
  /** URL of the server. It is internal, so only an allowed host can be called. */
  url: string;
  /** Number of connections to the server so far. */
  connections(): number;
}

/** Starts a server on a free port of the loopback interface. Stops it after the file's tests. */
export function startServer(listener: RequestListener, host = "127.0.0.1"): Promise<TestServer> {
  return listen(http.createServer(listener), host);
}

export function startTlsServer(listener: RequestListener): Promise<TestServer> {
  return listen(https.createServer(certificate, listener));
}

/** Starts a server that sends raw bytes, whatever it receives. */
export function startRawServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => onConnection(socket));
  });
  return listen(server);
}

async function listen(server: Server, host = "127.0.0.1"): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
  });
  await once(server.listen(0, host), "listening");
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://${host}:${port}`, connections: () => connections };
}

export interface Call extends Partial<SafeFetchOptions>, Partial<Omit<Reach, "allowed">> {
  method?: string;
  headers?: Header[];
  body?: string;
  /** The allowed hosts, in the format of the setting `OUTBOUND_ALLOW`. Default: `127.0.0.1`. */
  allow?: string;
  ca?: string;
}

/** Calls a URL with the defaults of the contract's `http:request`. The loopback address is allowed. */
export function call(url: string, { method = "GET", headers = [], body, allow = "127.0.0.1", ...call }: Call = {}) {
  const { resolve, ca, ...options } = call;
  const request = toRequest(method, url, headers, body === undefined ? undefined : Buffer.from(body));
  return createSafeFetch({ allowed: readAllowedHosts(allow), resolve, ca })(request, {
    timeoutMs: 10_000,
    maxRedirects: 5,
    maxResponseBytes: 65_536,
    signal: new AbortController().signal,
    ...options,
  });
}

/** Creates a resolver that returns the same addresses for every name. */
export const resolvesTo =
  (...addresses: string[]): NonNullable<Reach["resolve"]> =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
