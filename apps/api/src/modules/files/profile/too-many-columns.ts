import { UnreadableFileError } from "../records/unreadable-file.ts";

/** The file has more than `limit` columns. `line` is where the first one too many appears, 1-based. */
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
