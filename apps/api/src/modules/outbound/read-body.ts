import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";

export interface Body {
  body: string;
  bodyEncoding: "text" | "base64";
  /** There was more than was to be kept. */
  truncated: boolean;
}

/** Reads no further than it has to: of an answer without an end, or a small one that unpacks to a huge one. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let room = maxBytes;
  let truncated = false;
  const source = unpacked(response);
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      chunks.push(chunk.subarray(0, room));
      truncated = chunk.length > room;
      room -= Math.min(room, chunk.length);
      if (truncated) break;
    }
  } catch (error) {
    if (!isEmptyPack(source, error)) throw error;
  } finally {
    response.destroy();
  }
  return toBody(Buffer.concat(chunks), response.headers["content-type"] ?? "", truncated);
}

/** What is packed in another way, or several times, stays as it is. */
function unpacked(response: IncomingMessage): Readable {
  const coding = response.headers["content-encoding"]?.trim().toLowerCase();
  if (coding === "gzip" || coding === "x-gzip") return pipeline(response, createGunzip(), () => {});
  if (coding === "br") return pipeline(response, createBrotliDecompress(), () => {});
  return response;
}

/** Answers without a body, such as those to HEAD, may say how it would be packed. */
function isEmptyPack(source: Readable, error: unknown): boolean {
  return "bytesWritten" in source && source.bytesWritten === 0 && (error as { code?: string }).code === "Z_BUF_ERROR";
}

/** Text, if it is what it says in every byte. PostgreSQL stores no NUL in texts. */
function toBody(bytes: Buffer, contentType: string, truncated: boolean): Body {
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
  try {
    // Where the rest is cut off, the last character may be incomplete.
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: truncated });
    if (!text.includes("\0")) return { body: text, bodyEncoding: "text", truncated };
  } catch {
    // No such charset, or not in it.
  }
  return { body: bytes.toString("base64"), bodyEncoding: "base64", truncated };
}
