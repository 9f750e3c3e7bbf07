import { RecordTooLargeError } from "../errors.ts";

/** Maximum size of a record (a CSV row or a line of NDJSON) without its line end: 16 MiB. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** Maximum number of fields of a CSV record. */
export const MAX_FIELDS = 100_000;

/** Parses bytes into the records of a file. */
export interface RecordParser {
  /**
   * Reads the complete records at the start of `bytes`. Returns the number of bytes read; the next call must start with
   * the rest. `isEnd`: no more bytes follow, so all must be read.
   */
  read(bytes: Buffer, isEnd: boolean): number;
  /** 1-based line of the file at which the next record starts. */
  readonly line: number;
}

/** Buffers the bytes of an incomplete record: at most one record and one block. */
export class PendingRecords {
  readonly #parser: RecordParser;
  #parts: Buffer[] = [];
  #size = 0;
  /**
   * Size of the buffer at which the incomplete record is parsed again: twice the size at the last attempt. Parsing at
   * every block would take quadratic time for a long record.
   */
  #tryAt = 0;

  constructor(parser: RecordParser) {
    this.#parser = parser;
  }

  /** Adds bytes and parses the complete records. Throws RecordTooLargeError. */
  write(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= this.#tryAt) this.#read(false);
  }

  end(): void {
    this.#read(true);
  }

  #read(isEnd: boolean): void {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    const rest = bytes.subarray(this.#parser.read(bytes, isEnd));
    // 2 bytes more than the maximum: a record of the maximum size may be followed by the CR of a CRLF whose LF is still
    // missing.
    if (rest.length >= MAX_RECORD_BYTES + 2) throw new RecordTooLargeError(this.#parser.line, MAX_RECORD_BYTES);
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    this.#tryAt = Math.min(rest.length * 2, MAX_RECORD_BYTES + 2);
  }
}
