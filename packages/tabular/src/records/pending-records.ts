import { RecordTooLargeError } from "../errors.ts";

/** 16 MiB: the largest record (one row with all its fields, or one line of NDJSON), its line end not counted. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** The most fields that one record of a CSV file may have. */
export const MAX_FIELDS = 100_000;

/** What turns bytes into records. */
export interface RecordParser {
  /**
   * Reads the complete records `bytes` begins with and answers how many bytes they took. With `isEnd`, nothing will follow, so all is
   * to be read. Never sees a part of the file twice, except what it didn't take.
   */
  read(bytes: Buffer, isEnd: boolean): number;
  /** 1-based line of the file at which the next record starts. */
  readonly line: number;
}

/** Holds the bytes of a record that hasn't arrived completely: at most one record and one block. */
export class PendingRecords {
  readonly #parser: RecordParser;
  #parts: Buffer[] = [];
  #size = 0;
  /** A record that has not ended is tried again only when there is twice as much of it, or a long one would take quadratic time. */
  #tryAt = 0;

  constructor(parser: RecordParser) {
    this.#parser = parser;
  }

  /** Throws RecordTooLargeError. */
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
    // 2: a line end of which only CR has arrived belongs to a record that may have just the largest size.
    if (rest.length >= MAX_RECORD_BYTES + 2) throw new RecordTooLargeError(this.#parser.line, MAX_RECORD_BYTES);
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    this.#tryAt = Math.min(rest.length * 2, MAX_RECORD_BYTES + 2);
  }
}
