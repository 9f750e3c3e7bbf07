import { isUtf8 } from "node:buffer";
import { NotTextError } from "../errors.ts";

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * First bytes of file formats that aren't text. Each is long enough to be certain: "PAR1" alone could be a column name.
 */
const SIGNATURES: readonly { readonly starts: Buffer; readonly found: string }[] = [
  { starts: Buffer.from([0xff, 0xfe]), found: "it begins with a UTF-16 (little-endian) byte order mark" },
  { starts: Buffer.from([0xfe, 0xff]), found: "it begins with a UTF-16 (big-endian) byte order mark" },
  { starts: Buffer.from([0x1f, 0x8b]), found: "it is gzip-compressed" },
  { starts: Buffer.from("PK\x03\x04", "latin1"), found: "it is a ZIP archive (an Excel workbook is one, too)" },
  { starts: Buffer.from("PK\x05\x06", "latin1"), found: "it is an empty ZIP archive" },
  { starts: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), found: "it is Zstandard-compressed" },
  { starts: Buffer.from("PAR1\x15", "latin1"), found: "it is a Parquet file" },
  { starts: Buffer.from("%PDF-", "latin1"), found: "it is a PDF document" },
  { starts: Buffer.from("\x89PNG", "latin1"), found: "it is a PNG image" },
  { starts: Buffer.from([0xff, 0xd8, 0xff]), found: "it is a JPEG image" },
  { starts: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), found: "it is an old Microsoft Office document (.xls, .doc)" },
];

/**
 * Validates UTF-8. Yields blocks of bytes that end between characters, without the byte order mark. The blocks stay
 * bytes, because searching bytes for line ends and quotes is faster, and csv-parse takes bytes.
 *
 * The first block must contain at least the first 5 bytes of the file, if the file has as many. Throws NotTextError,
 * with 0-based byte offsets.
 */
export async function* decodeText(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let offset = 0;
  let carry: Buffer = Buffer.alloc(0);
  for await (const block of blocks) {
    if (offset === 0 && carry.length === 0) refuseKnownFormats(block);
    const bytes = carry.length === 0 ? block : Buffer.concat([carry, block]);
    const end = completeLength(bytes);
    const text = bytes.subarray(0, end);
    refuseBinary(text, offset);
    carry = bytes.subarray(end);
    yield offset === 0 && text.subarray(0, 3).equals(UTF8_BOM) ? text.subarray(3) : text;
    offset += end;
  }
  if (carry.length > 0) throw new NotTextError(`it ends in the middle of a character, at byte offset ${offset}`);
}

function refuseKnownFormats(head: Buffer): void {
  const known = SIGNATURES.find(({ starts }) => head.subarray(0, starts.length).equals(starts));
  if (known) throw new NotTextError(known.found);
}

function refuseBinary(text: Buffer, offset: number): void {
  const nul = text.indexOf(0);
  if (nul !== -1) throw new NotTextError(`a NUL byte at offset ${offset + nul} (binary data, or UTF-16)`);
  if (isUtf8(text)) return;
  const at = firstMalformed(text);
  const byte = (text[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  throw new NotTextError(
    `invalid UTF-8 at byte offset ${offset + at} (byte 0x${byte}; is it Latin-1 or Windows-1252?)`,
  );
}

/** Returns the offset of the first malformed UTF-8 sequence, found by bisection. */
function firstMalformed(text: Buffer): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    const prefix = text.subarray(0, middle);
    if (isUtf8(prefix.subarray(0, completeLength(prefix)))) good = middle;
    else bad = middle;
  }
  return completeLength(text.subarray(0, good));
}

/** Returns the length of the text in bytes, without an incomplete last character. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isContinuation = (byte & 0xc0) === 0x80;
    if (isContinuation) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
