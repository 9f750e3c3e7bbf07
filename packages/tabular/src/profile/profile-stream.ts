import { CsvRecords, type Delimiter } from "../records/csv-records.ts";
import { decodeText } from "../records/decode-text.ts";
import { NdjsonRecords } from "../records/ndjson-records.ts";
import { PendingRecords } from "../records/pending-records.ts";
import { readBlocks } from "../records/read-blocks.ts";
import { findFormat, type ReadingOptions } from "../records/sniff.ts";
import type { ColumnProfile } from "./column-stats.ts";
import { CsvTable } from "./csv-table.ts";
import { NdjsonTable } from "./ndjson-table.ts";
import { type Problem, Table } from "./table.ts";

export type { ColumnProfile } from "./column-stats.ts";
export type { ColumnType } from "./infer-type.ts";

export interface ProfileOptions extends ReadingOptions {
  /** Whether the first record names the columns. CSV only. Default: true. */
  readonly header?: boolean;
  /** Size of the file, in bytes. Used only for the interval of `onProgress`. */
  readonly totalBytes: number;
  /** Called after about each hundredth of the file, and at the end of the file. */
  readonly onProgress?: (bytesRead: number) => void;
  readonly signal?: AbortSignal;
}

export interface FileProfile {
  format: "csv" | "ndjson";
  /** The delimiter of a CSV file. Absent: NDJSON. */
  delimiter?: Delimiter;
  /**
   * Number of rows. CSV: records, without the header. NDJSON: lines that contain an object. Blank lines are never rows.
   */
  rows: number;
  bytes: number;
  /** At most 1,000 columns, in the order of the header, or of the first appearance of the key. */
  columns: ColumnProfile[];
  /**
   * Number of faulty rows. CSV: rows with more or fewer fields than columns. NDJSON: lines without a JSON object, which
   * `rows` doesn't count.
   */
  raggedRows: number;
  /** The first 20 problems. An unclosed quote is always among them, as the last. */
  problems: Problem[];
}

/**
 * Reads a CSV or NDJSON file once and profiles its columns. Memory doesn't grow with the file: about 10 MB and 18 KiB
 * per column, and up to 300 MB for a record near the limit. Releases the event loop after each 64 KiB, which take a few
 * milliseconds; a record of 16 MiB takes up to 1 s.
 *
 * Errors of the file, which a repetition won't fix: NotTextError, RecordTooLargeError (over 16 MiB), TooManyFieldsError
 * (over 100,000 in a record), TooManyColumnsError (over 1,000). Other errors: those of the source, and the signal's
 * reason as soon as it aborts.
 */
export async function profileStream(source: AsyncIterable<Uint8Array>, options: ProfileOptions): Promise<FileProfile> {
  let bytes = 0;
  const blocks = readBlocks(source, { signal: options.signal });
  const counted = withProgress(blocks, options, (read) => {
    bytes = read;
  });
  let reader: Reader | undefined;
  for await (const text of decodeText(counted)) {
    reader ??= openReader(text, options);
    reader.records.write(text);
    reader.table.releaseBlock();
  }
  options.signal?.throwIfAborted();
  const { table, records, ...found } = reader ?? openReader(Buffer.alloc(0), options);
  records.end();
  return {
    ...found,
    rows: table.rows,
    bytes,
    columns: table.columns.map((column) => column.toProfile(table.rows)),
    raggedRows: table.raggedRows,
    problems: table.problems,
  };
}

interface Reader {
  readonly format: "csv" | "ndjson";
  readonly delimiter?: Delimiter;
  readonly table: Table;
  readonly records: PendingRecords;
}

function openReader(head: Buffer, options: ProfileOptions): Reader {
  const table = new Table();
  const found = findFormat(head, options);
  const parser =
    found.format === "ndjson"
      ? new NdjsonRecords(new NdjsonTable(table))
      : new CsvRecords(found.delimiter, new CsvTable(table, options.header ?? true));
  return { ...found, table, records: new PendingRecords(parser) };
}

async function* withProgress(
  blocks: AsyncIterable<Buffer>,
  { totalBytes, onProgress }: ProfileOptions,
  onRead: (bytesRead: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let read = 0;
  let reported = 0;
  for await (const block of blocks) {
    read += block.length;
    onRead(read);
    yield block;
    if (read - reported < totalBytes / 100) continue;
    reported = read;
    onProgress?.(read);
  }
  if (reported < read) onProgress?.(read);
}
