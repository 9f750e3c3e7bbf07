import { createSocket, type RemoteInfo } from "node:dgram";
import { once } from "node:events";
import { afterAll } from "vitest";

const types = { A: 1, AAAA: 28 } as const;
const notFound = 3;
const serverFailed = 2;

/** The server's answers by type of record: addresses, an error, or none. */
export type Answers = Partial<Record<keyof typeof types, number[][] | "notFound" | "failed" | "silent">>;

/** Starts a name server whose answers depend on the first label of a name. Stops it after the file's tests. */
export async function startDnsServer(names: Record<string, Answers>): Promise<{ address: string; asked(): number }> {
  const socket = createSocket("udp4");
  let asked = 0;
  socket.on("message", (query: Buffer, { port, address }: RemoteInfo) => {
    asked++;
    const label = query.subarray(13, 13 + (query[12] ?? 0)).toString();
    const end = query.indexOf(0, 12) + 5;
    const type = query.readUInt16BE(end - 4) === types.A ? "A" : "AAAA";
    const found = names[label]?.[type] ?? "notFound";
    if (found !== "silent") socket.send(answer(query.subarray(0, end), types[type], found), port, address);
  });
  await once(socket.bind(0, "127.0.0.1"), "listening");
  afterAll(() => socket.close());
  return { address: `127.0.0.1:${socket.address().port}`, asked: () => asked };
}

/** Encodes a DNS response: the question, and records that point back to its name (RFC 1035, 4.1). */
function answer(question: Buffer, type: number, found: number[][] | "notFound" | "failed"): Buffer {
  const addresses = typeof found === "string" ? [] : found;
  const head = Buffer.from(question);
  const code = found === "notFound" ? notFound : found === "failed" ? serverFailed : 0;
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((bytes) =>
    Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length, ...bytes]),
  );
  return Buffer.concat([head, ...records]);
}
