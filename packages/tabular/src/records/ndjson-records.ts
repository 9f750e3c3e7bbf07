import { type JsonBudget, jsonBudget, measureJson } from "@gaffer/json-budget";
import { RecordTooLargeError } from "../errors.ts";
import { MAX_RECORD_BYTES, type RecordParser } from "./pending-records.ts";
import { completeLinesLength, splitLines } from "./text-lines.ts";

export interface NdjsonSink {
  /** Receives a row. `line`: its 1-based line in the file. */
  row(row: Readonly<Record<string, unknown>>, line: number): void;
  notARow(line: number, message: string): void;
}

/**
 * Finds numbers that a double may not represent: integers of 16 digits or more, or numbers with a positive exponent. A
 * match inside a string does no harm but costs time.
 */
const MAY_LOSE_DIGITS = /(?:^|[:,[\s])-?\d{16}|\d[eE]\+?\d+\s*[,\]}]/;

/** The number of names is unlimited here, because each name is a column and columns have their own limit. */
const recordBudget: JsonBudget = { ...jsonBudget, maxNames: Number.POSITIVE_INFINITY };

/**
 * Reads the objects of an NDJSON file, one per line. Lines may end in LF, CRLF or CR (a JSON string can't contain a raw CR). Skips blank lines.
 * The default `parse` returns a JSON.rawJSON object for a number that a double can't represent, so that its digits are kept. A line with more
 * than 100,000 values and names, or more than 32 levels, is refused before it is parsed.
 */
export class NdjsonRecords implements RecordParser {
  line = 1;
  readonly #sink: NdjsonSink;
  readonly #parse: (text: string) => unknown;

  constructor(sink: NdjsonSink, parse = parseKeepingDigits) {
    this.#sink = sink;
    this.#parse = parse;
  }

  /** Throws RecordTooLargeError. */
  read(bytes: Buffer, isEnd: boolean): number {
    const end = completeLinesLength(bytes, isEnd);
    for (const text of splitLines(bytes.toString("utf8", 0, end))) {
      if (text.length > MAX_RECORD_BYTES / 4 && Buffer.byteLength(text) > MAX_RECORD_BYTES) {
        throw new RecordTooLargeError(this.line, MAX_RECORD_BYTES);
      }
      this.#readLine(text);
      this.line++;
    }
    return end;
  }

  #readLine(text: string): void {
    if (text === "" || /^[ \t]+$/.test(text)) return;
    const excess = findExcess(text);
    if (excess !== undefined) {
      this.#sink.notARow(this.line, `The line ${excess}`);
      return;
    }
    let value: unknown;
    try {
      value = this.#parse(text);
    } catch (error) {
      this.#sink.notARow(this.line, `Not valid JSON: ${(error as Error).message}`);
      return;
    }
    if (typeof value === "object" && value !== null && !Array.isArray(value) && rawDigits(value) === undefined) {
      this.#sink.row(value as Record<string, unknown>, this.line);
    } else {
      this.#sink.notARow(this.line, `Not a JSON object but ${nameOf(value)}`);
    }
  }
}

/** Returns a text that describes the exceeded limit of a line. undefined: no limit is exceeded. */
function findExcess(text: string): string | undefined {
  // Measuring takes longer than parsing, so lines that are too short and too flat to exceed the budget are not measured.
  const { maxDepth, maxNodes } = recordBudget;
  const isSmall =
    text.length <= maxNodes && countUpTo(text, "{", maxDepth) + countUpTo(text, "[", maxDepth) <= maxDepth;
  return isSmall ? undefined : measureJson(text, recordBudget).excess;
}

/** Returns the number of occurrences of a character. Stops counting at `most` + 1. */
function countUpTo(text: string, character: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && count <= most; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** Parts of JSON that TypeScript's library doesn't declare yet (ECMAScript 2026, Node 22). */
interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
}
const exactJson = JSON as unknown as ExactJson;

/** Returns the digits, as in the file, of a number that a double can't represent. undefined: any other value. */
export function rawDigits(value: unknown): string | undefined {
  return exactJson.isRawJSON(value) ? value.rawJSON : undefined;
}

function parseKeepingDigits(text: string): unknown {
  return MAY_LOSE_DIGITS.test(text) ? parseExactly(text) : JSON.parse(text);
}

function parseExactly(text: string): unknown {
  return exactJson.parse(text, (_key, value, { source }) => {
    const isHeld = typeof value !== "number" || Number.isSafeInteger(value) || !Number.isInteger(value);
    return source === undefined || (isHeld && value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY)
      ? value
      : exactJson.rawJSON(source);
  });
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value === "object" ? "number" : typeof value}`;
}
