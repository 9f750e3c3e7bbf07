/** A server whose requests a test can hold after the first byte of their body. */
import { once } from "node:events";
import { type IncomingMessage, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { serve } from "@hono/node-server";
import type { TestGaffer } from "../harness/test-gaffer.ts";

export interface HeldRequest {
  method: string;
  path: string;
  as: { apiKey: string };
  /** The request's body: a string is the content of a file; any other value is sent as JSON. */
  body: unknown;
  headers?: Record<string, string>;
}

export interface HoldingServer {
  /** Resolves when the server waits for the body, after authorization. `release` sends the rest. */
  hold(request: HeldRequest): Promise<{ release: () => Promise<{ status: number; body: unknown }> }>;
  close(): Promise<void>;
}

export async function startHoldingServer(gaffer: TestGaffer): Promise<HoldingServer> {
  let bodyIsRead = Promise.withResolvers<void>();
  /** Wraps the request, so that reading its body resolves `bodyIsRead`. */
  const watched = (request: Request) =>
    new Proxy(request, {
      get(target, name) {
        if (name === "body" || name === "arrayBuffer") bodyIsRead.resolve();
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const server = serve({ fetch: (request, env) => gaffer.app.http.fetch(watched(request), env), port: 0 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    async hold({ method, path, as, body, headers = {} }) {
      bodyIsRead = Promise.withResolvers();
      const isFile = typeof body === "string";
      const content = Buffer.from(isFile ? body : JSON.stringify(body));
      const outgoing = openRequest({ port, host: "127.0.0.1", method, path });
      const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
      const all = {
        authorization: `Bearer ${as.apiKey}`,
        "content-type": isFile ? "text/plain" : "application/json",
        "content-length": String(content.length),
        ...headers,
      };
      for (const [name, value] of Object.entries(all)) outgoing.setHeader(name, value);
      outgoing.write(content.subarray(0, 1));
      const early = await Promise.race([bodyIsRead.promise, answered]);
      if (early)
        throw new Error(`the server responded before the body was sent: ${JSON.stringify(await json(early[0]))}`);
      return {
        async release() {
          outgoing.end(content.subarray(1));
          const [answer] = await answered;
          const isJson = answer.headers["content-type"]?.includes("json");
          return {
            status: Number(answer.statusCode),
            body: isJson ? await json(answer) : answer.resume() && undefined,
          };
        },
      };
    },
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await once(server, "close");
    },
  };
}
