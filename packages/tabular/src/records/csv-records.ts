import { CsvError, parse } from "csv-parse/sync";
import { RecordTooLargeError, TooManyFieldsError } from "../errors.ts";
import { MAX_FIELDS, MAX_RECORD_BYTES, type RecordParser } from "./pending-records.ts";
import { completeLinesLength, countLineEnds, isLineEnd, lineStart, splitLines } from "./text-lines.ts";

export type Delimiter = "," | ";" | "\t" | "|";

const QUOTE = 0x22;

export interface CsvSink {
  /** Receives a record. `line`: the 1-based physical line at which the record starts. */
  record(fields: string[], line: number): void;
  /**
   * Called if the file ends inside a quoted field. The last `bytes` bytes of the file, from the record at `line` on,
   * are not read.
   */
  unclosedQuote(line: number, bytes: number): void;
}

/**
 * The records of a CSV file (RFC 4180). Beyond the RFC: any line end, also mixed; blank lines are skipped; rows may be ragged; a quote inside an
 * unquoted field, or text after a closing quote, is taken literally.
 *
 * csv-parse reads the parts with quotes. It takes 50 to 70 ns per byte, so the lines before the first quote of a block are split without it.
 * A file without quotes is read several times as fast.
 */
export class CsvRecords implements RecordParser {
  line = 1;
  readonly #delimiter: Delimiter;
  readonly #sink: CsvSink;

  constructor(delimiter: Delimiter, sink: CsvSink) {
    this.#delimiter = delimiter;
    this.#sink = sink;
  }

  /** Throws RecordTooLargeError and TooManyFieldsError. */
  read(bytes: Buffer, isEnd: boolean): number {
    const end = completeLinesLength(bytes, isEnd);
    const lines = bytes.subarray(0, end);
    const quote = lines.indexOf(QUOTE);
    if (quote === -1) {
      this.#readPlain(lines);
      return end;
    }
    const start = lineStart(lines, quote);
    this.#readPlain(lines.subarray(0, start));
    return start + this.#readQuoted(lines.subarray(start), isEnd);
  }

  #readPlain(lines: Buffer): void {
    for (const text of splitLines(lines.toString("utf8"))) {
      if (text !== "") {
        if (text.length > MAX_RECORD_BYTES / 4) this.#refuseLarge(Buffer.byteLength(text));
        const fields = text.split(this.#delimiter, MAX_FIELDS + 1);
        if (fields.length > MAX_FIELDS) throw new TooManyFieldsError(this.line, MAX_FIELDS);
        this.#sink.record(fields, this.line);
      }
      this.line++;
    }
  }

  /** Reads complete lines. If the last line ends inside a quoted field, its record is not read yet. */
  #readQuoted(lines: Buffer, isEnd: boolean): number {
    let taken = 0;
    const onRecord = (fields: string[], endsAt: number) => {
      const start = this.#skipBlankLines(lines, taken);
      if (endsAt - start > MAX_RECORD_BYTES) this.#refuseLarge(withoutLineEnd(lines.subarray(start, endsAt)).length);
      taken = endsAt;
      this.#sink.record(fields, this.line);
      this.line++;
      // csv-parse's own line count isn't used, because it counts a CRLF inside quotes twice.
      for (const field of fields) this.line += countLineEnds(field);
    };
    const end = parseWithQuotes(lines, this.#delimiter, onRecord);
    taken = this.#skipBlankLines(lines, taken);
    if (end === "too many fields") throw new TooManyFieldsError(this.line, MAX_FIELDS);
    if (end === "complete" || !isEnd) return taken;
    this.#sink.unclosedQuote(this.line, lines.length - taken);
    return lines.length;
  }

  #skipBlankLines(lines: Buffer, from: number): number {
    let at = from;
    while (isLineEnd(lines[at])) at++;
    if (at > from) this.line += countLineEnds(lines.toString("latin1", from, at));
    return at;
  }

  #refuseLarge(bytes: number): void {
    if (bytes > MAX_RECORD_BYTES) throw new RecordTooLargeError(this.line, MAX_RECORD_BYTES);
  }
}

class FieldLimitReached extends Error {}

function limitFields(field: string, { index }: { index: number }): string {
  if (index >= MAX_FIELDS) throw new FieldLimitReached();
  return field;
}

/**
 * Parses at most `limit` records of `bytes`. `onRecord` receives each record with the offset of its end, including the
 * line end. Returns why the parsing stopped: at the end, inside a quoted field, or at a record with more than 100,000
 * fields.
 */
export function parseWithQuotes(
  bytes: Buffer,
  delimiter: Delimiter,
  onRecord: (fields: string[], endsAt: number) => void,
  limit = -1,
): "complete" | "unclosed quote" | "too many fields" {
  try {
    parse(bytes, {
      delimiter,
      // All three line ends, because by default csv-parse accepts only the first kind that it finds.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: limit,
      // The limit isn't checked in fewer bytes, which can't contain too many fields: a call per field is slow.
      ...(bytes.length > MAX_FIELDS && { cast: limitFields }),
      on_record: (fields: string[], { bytes: endsAt }) => {
        onRecord(fields, endsAt);
        return null;
      },
    });
    return "complete";
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") return "unclosed quote";
    if (error instanceof FieldLimitReached) return "too many fields";
    throw error;
  }
}

function withoutLineEnd(record: Buffer): Buffer {
  let end = record.length;
  while (end > 0 && isLineEnd(record[end - 1])) end--;
  return record.subarray(0, end);
}
