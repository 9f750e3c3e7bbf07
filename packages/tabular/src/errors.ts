/** The file can't be read. A second attempt fails in the same way. `message` is for people, `code` for programs. */
export class UnreadableFileError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The file is not UTF-8 text. The message says what was found, where, and what is expected. */
export class NotTextError extends UnreadableFileError {
  constructor(found: string) {
    super(`The file is not UTF-8 text: ${found}. Expected a CSV or NDJSON file encoded in UTF-8.`, "not_text");
  }
}

/**
 * A record is larger than `limitBytes`, so it can't be held in memory. `line` is the 1-based line at which the record
 * starts.
 */
export class RecordTooLargeError extends UnreadableFileError {
  readonly line: number;

  constructor(line: number, limitBytes: number) {
    const limit = `${limitBytes / 1024 / 1024} MiB`;
    super(
      `The record that starts at line ${line} is larger than ${limit}: is a quote never closed, or a line end missing?`,
      "record_too_large",
    );
    this.line = line;
  }
}

/** A record has more than `limit` fields. `line` is the 1-based line at which the record starts. */
export class TooManyFieldsError extends UnreadableFileError {
  constructor(line: number, limit: number) {
    const message = `The record that starts at line ${line} has more than ${limit.toLocaleString("en")} fields: is the delimiter right?`;
    super(message, "too_many_fields");
  }
}

/** The file has more than `limit` columns. `line` is the 1-based line of the first column above the limit. */
export class TooManyColumnsError extends UnreadableFileError {
  readonly line: number;

  constructor(line: number, limit: number) {
    super(
      `Line ${line} brings the file to more than ${limit.toLocaleString("en")} columns, which is the limit.`,
      "too_many_columns",
    );
    this.line = line;
  }
}
