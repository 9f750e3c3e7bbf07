/** The file is not UTF-8 text: the message says what was found, where, and what is expected. */
export class NotTextError extends Error {
  override readonly name = "NotTextError";
  readonly code = "not_text";

  constructor(found: string) {
    super(`The file is not UTF-8 text: ${found}. Expected a CSV or NDJSON file encoded in UTF-8.`);
  }
}

/** One record is larger than `limitBytes`, so it can't be held in memory. `line` is where it starts, 1-based. */
export class RecordTooLargeError extends Error {
  override readonly name = "RecordTooLargeError";
  readonly code = "record_too_large";
  readonly line: number;

  constructor(line: number, limitBytes: number) {
    const limit = `${limitBytes / 1024 / 1024} MiB`;
    super(
      `The record that starts at line ${line} is larger than ${limit}: is a quote never closed, or a line end missing?`,
    );
    this.line = line;
  }
}

/** The file has more than `limit` columns. `line` is where the first one too many appears, 1-based. */
export class TooManyColumnsError extends Error {
  override readonly name = "TooManyColumnsError";
  readonly code = "too_many_columns";
  readonly line: number;

  constructor(line: number, limit: number) {
    super(`Line ${line} brings the file to more than ${limit.toLocaleString("en")} columns, which is the limit.`);
    this.line = line;
  }
}
