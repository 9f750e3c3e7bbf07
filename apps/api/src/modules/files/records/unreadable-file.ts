import { NonRetryableError } from "../../jobs/handlers/types.ts";

/** The file itself can't be read, so that reading it again won't help. The message is for people, `code` for programs. */
export class UnreadableFileError extends NonRetryableError {
  constructor(message: string, code: string) {
    super(message, { code });
  }
}

/** The file is not UTF-8 text: the message says what was found, where, and what is expected. */
export class NotTextError extends UnreadableFileError {
  constructor(found: string) {
    super(`The file is not UTF-8 text: ${found}. Expected a CSV or NDJSON file encoded in UTF-8.`, "not_text");
  }
}

/** One record is larger than `limitBytes`, so it can't be held in memory. `line` is where it starts, 1-based. */
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

/** One record has more than `limit` fields. `line` is where it starts, 1-based. */
export class TooManyFieldsError extends UnreadableFileError {
  constructor(line: number, limit: number) {
    const message = `The record that starts at line ${line} has more than ${limit.toLocaleString("en")} fields: is the delimiter right?`;
    super(message, "too_many_fields");
  }
}
