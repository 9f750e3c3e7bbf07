/**
 * HTTP over one keep-alive connection, one request at a time. The client must use little CPU, because it shares the
 * cores with the server under test. It builds a request once, and reads only the status and the end of a response.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface HttpConnection {
  /** Sends a request and waits for the whole response. Throws unless the status is 2xx. */
  send(request: Buffer): Promise<void>;
  /** False after the server has closed the idle connection. */
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
      // In "HTTP/1.1 201 …" the tenth byte is the class of the status.
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
