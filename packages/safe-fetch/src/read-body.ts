import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";

export interface Body {
  body: string;
  bodyEncoding: "text" | "base64";
  /** True if the body was longer than the limit and was cut. */
  truncated: boolean;
}

/** Reads at most `maxBytes` of the decompressed body, so that endless responses and compression bombs are cut off. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let room = maxBytes;
  let truncated = false;
  const source = decompress(response);
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      chunks.push(chunk.subarray(0, room));
      truncated = chunk.length > room;
      room -= Math.min(room, chunk.length);
      if (truncated) break;
    }
  } catch (error) {
    if (!isEmptyBody(source, error)) throw error;
  } finally {
    response.destroy();
  }
  return toBody(Buffer.concat(chunks), response.headers["content-type"] ?? "", truncated);
}

/** Decompresses gzip and br. A body with another encoding, or with several, is left as it is. */
function decompress(response: IncomingMessage): Readable {
  const coding = response.headers["content-encoding"]?.trim().toLowerCase();
  if (coding === "gzip" || coding === "x-gzip") return pipeline(response, createGunzip(), () => {});
  if (coding === "br") return pipeline(response, createBrotliDecompress(), () => {});
  return response;
}

/** Whether the decompression failed because there is no body. A response to HEAD, for example, may name an encoding. */
function isEmptyBody(source: Readable, error: unknown): boolean {
  return "bytesWritten" in source && source.bytesWritten === 0 && (error as { code?: string }).code === "Z_BUF_ERROR";
}

/**
 * Returns the body as text if every byte is valid in its charset, otherwise in base64. Text must not contain NUL, which
 * PostgreSQL can't store.
 */
function toBody(bytes: Buffer, contentType: string, truncated: boolean): Body {
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
  try {
    // A truncated body may end in an incomplete character.
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: truncated });
    if (!text.includes("\0")) return { body: text, bodyEncoding: "text", truncated };
  } catch {
    // The charset is unknown, or the body isn't valid in it.
  }
  return { body: bytes.toString("base64"), bodyEncoding: "base64", truncated };
}
