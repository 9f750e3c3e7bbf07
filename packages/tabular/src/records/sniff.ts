import { type Delimiter, parseWithQuotes } from "./csv-records.ts";
import { completeLinesLength } from "./text-lines.ts";

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t", "|"];
const SAMPLE_RECORDS = 20;

export interface ReadingOptions {
  /** Format of the file. `auto`: NDJSON if the first character that is not blank is `{`, else CSV. */
  readonly format: "auto" | "csv" | "ndjson";
  /** Delimiter of a CSV file. Absent: detected from the first 20 records (see sniffDelimiter). */
  readonly delimiter?: Delimiter;
}

export type FoundFormat = { readonly format: "ndjson" } | { readonly format: "csv"; readonly delimiter: Delimiter };

/** Returns the format of a file: from the options, or detected from the beginning of the file. */
export function findFormat(head: Buffer, { format, delimiter }: ReadingOptions): FoundFormat {
  const found = format === "auto" ? sniffFormat(head) : format;
  return found === "ndjson" ? { format: found } : { format: found, delimiter: delimiter ?? sniffDelimiter(head) };
}

/** Returns NDJSON if the first character that is not blank is `{`, else CSV. `head`: the beginning of the file. */
function sniffFormat(head: Buffer): "csv" | "ndjson" {
  return /^\s*\{/.test(head.toString("utf8")) ? "ndjson" : "csv";
}

/**
 * Returns the delimiter with which most of the first 20 records have as many fields as the first record. In a tie, the
 * delimiter with more fields wins, then the order `,` `;` tab `|`. Default: comma, if no delimiter splits the first
 * record.
 *
 * csv-parse's own `delimiter_auto` is not used: it fails on non-ASCII characters and may return any character.
 */
function sniffDelimiter(head: Buffer): Delimiter {
  const sample = head.subarray(0, completeLinesLength(head, false) || head.length);
  let best: { delimiter: Delimiter; agreement: number; width: number } = { delimiter: ",", agreement: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const widths: number[] = [];
    parseWithQuotes(sample, delimiter, (fields) => widths.push(fields.length), SAMPLE_RECORDS);
    const width = widths[0] ?? 0;
    const agreement = widths.filter((other) => other === width).length / widths.length;
    const isBetter = agreement > best.agreement || (agreement === best.agreement && width > best.width);
    if (width > 1 && isBetter) best = { delimiter, agreement, width };
  }
  return best.delimiter;
}
