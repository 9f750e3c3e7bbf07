import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { UnreadableFileError } from "../errors.ts";
import { CsvRecords, type CsvSink } from "./csv-records.ts";
import { decodeText } from "./decode-text.ts";
import { NdjsonRecords, type NdjsonSink } from "./ndjson-records.ts";
import { PendingRecords } from "./pending-records.ts";
import { readBlocks } from "./read-blocks.ts";
import { findFormat, type ReadingOptions } from "./sniff.ts";

/** A row of a file, or a problem in its place. `line`: the 1-based physical line at which the row starts. */
export type Row = { readonly line: number } & (
  | { readonly header: readonly string[]; readonly cells: readonly string[] }
  | { readonly object: Readonly<Record<string, unknown>> }
  | { readonly problem: string }
);

export interface ReadRowsOptions extends ReadingOptions {
  readonly signal: AbortSignal;
}

/** Rows that were read together, and the number of bytes that were read for them. */
export interface FoundRows {
  readonly rows: readonly Row[];
  readonly bytes: number;
}

/**
 * Maximum number of rows that are yielded together. A block may contain thousands of short rows, and the caller's work
 * per row is slow.
 */
const maxRows = 1_000;

/**
 * Reads the rows of a CSV file, whose first record is the header, or of an NDJSON file. Yields up to 1,000 at a time, in the order of the
 * lines, and releases the event loop in between. It reads on demand, so memory doesn't grow with the file.
 *
 * Throws UnreadableFileError (not text, a record over 16 MiB or 100,000 fields, a header that names a column twice), what the source throws, and the
 * signal's reason.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  { signal, ...reading }: ReadRowsOptions,
): AsyncGenerator<FoundRows, void, undefined> {
  let found: Row[] = [];
  let records: PendingRecords | undefined;
  const add = (row: Row) => void found.push(row);
  async function* take(bytes: number): AsyncGenerator<FoundRows, void, undefined> {
    const rows = found;
    found = [];
    yield { rows: rows.slice(0, maxRows), bytes };
    for (let at = maxRows; at < rows.length; at += maxRows) {
      await eventLoopTurn();
      yield { rows: rows.slice(at, at + maxRows), bytes: 0 };
    }
  }
  for await (const text of decodeText(readBlocks(source, { signal }))) {
    records ??= openRecords(text, reading, add);
    records.write(text);
    yield* take(text.length);
  }
  signal.throwIfAborted();
  records?.end();
  yield* take(0);
}

function openRecords(head: Buffer, reading: ReadingOptions, add: (row: Row) => void): PendingRecords {
  const found = findFormat(head, reading);
  // The parser is JSON.parse, so that numbers are read as in a request.
  const parser =
    found.format === "ndjson"
      ? new NdjsonRecords(objectsTo(add), JSON.parse)
      : new CsvRecords(found.delimiter, cellsTo(add));
  return new PendingRecords(parser);
}

function objectsTo(add: (row: Row) => void): NdjsonSink {
  return {
    row: (object, line) => add({ line, object }),
    notARow: (line, problem) => add({ line, problem }),
  };
}

function cellsTo(add: (row: Row) => void): CsvSink {
  let header: readonly string[] | undefined;
  return {
    record(cells, line) {
      if (!header) {
        header = cells;
        refuseRepeated(header);
      } else if (cells.length !== header.length) {
        const fields = cells.length === 1 ? "1 field" : `${cells.length} fields`;
        add({ line, problem: `${fields} instead of the header's ${header.length}` });
      } else add({ line, header, cells });
    },
    unclosedQuote(line, bytes) {
      const problem = `A quote opened in the record that starts here is never closed: the file's last ${bytes} bytes are not read`;
      add({ line, problem });
    },
  };
}

function refuseRepeated(header: readonly string[]): void {
  const names = new Set<string>();
  for (const name of header) {
    if (names.has(name))
      throw new UnreadableFileError(`The header names "${name.slice(0, 100)}" more than once.`, "invalid_header");
    if (name !== "") names.add(name);
  }
}
