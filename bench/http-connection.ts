/**
 * HTTP over one kept-alive connection, one request at a time. A load generator of its own, because the machine's cores are shared with
 * the server under test: a request is a buffer made once, and of an answer only its status and its end are looked at.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface HttpConnection {
  /** Sends a request and resolves when its answer is complete. Throws unless the status is 2xx. */
  send(request: Buffer): Promise<void>;
  /** Not when the server has closed it, which it does after some seconds without a request. */
  isOpen(): boolean;
  close(): void;
}

export function toRequest(
  url: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown },
): Buffer {
  const content = Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const lines = Object.entries({
    host: url.host,
    ...headers,
    ...(body !== undefined && { "content-type": "application/json" }),
    "content-length": String(content.length),
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${url.pathname}${url.search} HTTP/1.1`, ...lines, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head), content]);
}

export async function openConnection(url: URL): Promise<HttpConnection> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  await once(socket, "connect");
  socket.on("error", () => {});
  return {
    send: (request) => exchange(socket, request),
    isOpen: () => !socket.destroyed && socket.readyState === "open",
    close: () => socket.destroy(),
  };
}

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

function exchange(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (isComplete(received)) end();
    };
    const end = (error?: Error) => {
      socket.off("data", onData).off("error", end).off("close", closed);
      // "HTTP/1.1 201 …": the tenth byte is the class of the status.
      if (error) reject(error);
      else if (received[9] === "2".charCodeAt(0)) resolve();
      else reject(new Error(`the server answered ${received.toString("utf8", 9, 1_000)}`));
    };
    const closed = () => end(new Error("the server closed the connection"));
    socket.on("data", onData).on("error", end).on("close", closed);
    if (socket.destroyed) closed();
    else socket.write(request);
  });
}

function isComplete(received: Buffer): boolean {
  const head = received.indexOf(headEnd);
  if (head === -1) return false;
  const [, length] = received.toString("latin1", 0, head).match(/\r\ncontent-length: *(\d+)/i) ?? [];
  if (length !== undefined) return received.length >= head + headEnd.length + Number(length);
  return received.subarray(-lastChunk.length).equals(lastChunk);
}
