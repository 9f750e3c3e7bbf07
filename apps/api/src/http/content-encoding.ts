/** Negotiates and applies the `Content-Encoding` of responses (RFC 9110, 8.4 and 12.5.3). */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

/** Maximum size of JSON that isn't compressed, in bytes. Compression would cost more time than it saves. */
export const plainJsonBytes = 1024;

/**
 * Returns the encoding with the highest quality in `Accept-Encoding`. Of encodings with the same quality, the first in
 * `available` is chosen. Without a match: `identity`.
 */
export function chooseEncoding(accepted: string | null, available: readonly Encoding[]): Encoding {
  if (!accepted) return "identity";
  const qualities = readQualities(accepted);
  const qualityOf = (name: Encoding) => qualities.get(name) ?? (name === "identity" ? 0 : (qualities.get("*") ?? 0));
  let best: Encoding = "identity";
  for (const name of available) if (qualityOf(name) > qualityOf(best)) best = name;
  return best;
}

/** Parses an `Accept-Encoding` header to the quality of each name in it. */
function readQualities(header: string): Map<string, number> {
  return new Map(
    header.split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
    }),
  );
}

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Returns JSON as the body of a response, with the headers that describe it. */
export async function encodeJson(
  json: string,
  acceptEncoding: string | null,
): Promise<{ content: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  // A character has at least one byte, so a longer text needs no count of its bytes.
  if (json.length <= plainJsonBytes && Buffer.byteLength(json) <= plainJsonBytes) return { content: json, headers: {} };
  const encoding = chooseEncoding(acceptEncoding, ["br", "gzip", "identity"]);
  const vary = { Vary: "Accept-Encoding" };
  if (encoding === "identity") return { content: json, headers: vary };
  return { content: await compress(json, encoding), headers: { ...vary, "Content-Encoding": encoding } };
}

/** Compresses in a thread of libuv's pool, so that the process answers other requests meanwhile. */
async function compress(json: string, encoding: "br" | "gzip"): Promise<Uint8Array<ArrayBuffer>> {
  const plain = Buffer.from(json);
  // Higher levels take several times as long and make JSON only a few percent smaller.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength };
  return encoding === "br" ? compressors.br(plain, { params }) : compressors.gzip(plain, { level: 5 });
}
