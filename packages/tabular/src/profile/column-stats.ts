import { DistinctEstimate } from "./distinct-estimate.ts";
import {
  type ColumnType,
  columnTypeOf,
  instantOf,
  isNumeric,
  type Kind,
  kind,
  kindOfCell,
  kindOfString,
} from "./infer-type.ts";

/** Maximum length of a column's name, min and max, in UTF-16 code units. */
export const LONGEST_TEXT = 200;

/** Seed for values that aren't strings. It distinguishes JSON's 1 and "1" in the count of distinct values. */
const NOT_A_STRING = 1;

export interface ColumnProfile {
  /** Name of the column, unique within the file. At most 200 characters. */
  name: string;
  /**
   * The common kind of all values, as defined by `kindOfCell` and `kindOfString`. Integers and numbers together are
   * `number`; other combinations are `mixed`.
   */
  type: ColumnType;
  /** Number of rows without a value: an empty cell, JSON null, an absent key or an absent field. */
  nulls: number;
  /** Number of distinct values, compared by their text. Exact up to 1,024, then within about 1 %. */
  distinctEstimate: number;
  /**
   * The smallest value. null: there are no values.
   * `integer`, `number`: by value, as a number. An integer beyond ±(2^53 − 1) is a string with its digits.
   * `datetime`: by instant, as text. Other types: by text in UTF-16 order, at most the first 200 characters.
   */
  min: string | number | null;
  max: string | number | null;
  /** Arithmetic mean of `integer` and `number`. null for other types. */
  mean: number | null;
}

/**
 * A JSON value other than null. `digits`: a number that a double can't represent. `nested`: the JSON of an object or
 * array.
 */
export type JsonCell = string | number | boolean | { readonly digits: string } | { readonly nested: string };

/**
 * Statistics of a column in bounded memory: 16 KiB for the distinct values, and a few texts of at most 200 characters.
 */
export class ColumnStats {
  readonly name: string;
  #seen = 0;
  #values = 0;
  readonly #distinct = new DistinctEstimate();
  #minText = "";
  #maxText = "";
  #minNumber: number | bigint = Number.POSITIVE_INFINITY;
  #maxNumber: number | bigint = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #first = { at: Number.POSITIVE_INFINITY, text: "" };
  #last = { at: Number.NEGATIVE_INFINITY, text: "" };
  #holdsBlock = false;

  constructor(name: string) {
    this.name = name;
  }

  addCell(text: string): void {
    if (text !== "") this.#addCell(text, 0);
  }

  addJson(value: JsonCell): void {
    if (typeof value === "string") this.#add(kindOfString(value), value, undefined, 0);
    else if (typeof value === "boolean") this.#add(kind.boolean, String(value), undefined, NOT_A_STRING);
    else if (typeof value === "number") this.#add(kindOfNumber(value), String(value), value, NOT_A_STRING);
    else if ("digits" in value) this.#addCell(value.digits, NOT_A_STRING);
    else this.#add(kind.json, value.nested, undefined, NOT_A_STRING);
  }

  /**
   * Copies the kept texts. Call this after each block of the file: in V8, a substring keeps the whole string that it
   * was cut from in memory.
   */
  releaseBlock(): void {
    if (!this.#holdsBlock) return;
    this.#holdsBlock = false;
    this.#minText = copyOf(this.#minText);
    this.#maxText = copyOf(this.#maxText);
    this.#first.text = copyOf(this.#first.text);
    this.#last.text = copyOf(this.#last.text);
  }

  /**
   * Returns the column's profile. `rows`: number of rows of the file. Rows without a value in this column count as
   * nulls.
   */
  toProfile(rows: number): ColumnProfile {
    const type = columnTypeOf(this.#seen);
    const [min, max] = this.#range(type);
    return {
      name: this.name,
      type,
      nulls: rows - this.#values,
      distinctEstimate: Math.min(this.#distinct.count(), this.#values),
      min,
      max,
      mean: type === "integer" || type === "number" ? this.#mean : null,
    };
  }

  #addCell(text: string, seed: number): void {
    const cellKind = kindOfCell(text);
    this.#add(cellKind, text, isNumeric(cellKind) ? exactNumber(cellKind, text) : undefined, seed);
  }

  #add(cellKind: Kind, text: string, value: number | bigint | undefined, seed: number): void {
    this.#seen |= cellKind;
    this.#values++;
    this.#distinct.add(text, seed);
    if (this.#values === 1 || text < this.#minText) {
      this.#minText = text.slice(0, LONGEST_TEXT);
      this.#holdsBlock = true;
    }
    if (this.#values === 1 || text > this.#maxText) {
      this.#maxText = text.slice(0, LONGEST_TEXT);
      this.#holdsBlock = true;
    }
    // These statistics are needed only for a `datetime` or numeric column. A value of another kind rules out both
    // types.
    if (this.#seen === kind.datetime) this.#addInstant(instantOf(text), text);
    else if (value !== undefined && isNumeric(this.#seen)) this.#addNumber(value);
  }

  #addNumber(value: number | bigint): void {
    // JavaScript compares a number with a bigint without rounding.
    if (value < this.#minNumber) this.#minNumber = value;
    if (value > this.#maxNumber) this.#maxNumber = value;
    // Welford's running mean. It divides before it subtracts, because the difference of two doubles can overflow.
    this.#mean += Number(value) / this.#values - this.#mean / this.#values;
  }

  #addInstant(at: number, text: string): void {
    // Several texts can mean one instant. Their text order decides, so that the order of rows has no effect.
    this.#holdsBlock = true;
    if (at < this.#first.at || (at === this.#first.at && text < this.#first.text)) this.#first = { at, text };
    if (at > this.#last.at || (at === this.#last.at && text > this.#last.text)) this.#last = { at, text };
  }

  #range(type: ColumnType): readonly [min: string | number | null, max: string | number | null] {
    if (type === "empty") return [null, null];
    if (type === "integer" || type === "number") return [toJsonNumber(this.#minNumber), toJsonNumber(this.#maxNumber)];
    if (type === "datetime") return [this.#first.text, this.#last.text];
    return [toStorableText(this.#minText), toStorableText(this.#maxText)];
  }
}

/**
 * Truncates a text to 200 characters and replaces what PostgreSQL's jsonb can't store: NUL and half of a surrogate
 * pair.
 */
export function toStorableText(text: string): string {
  const cut = text.slice(0, LONGEST_TEXT);
  const endsInHalf = cut.length === LONGEST_TEXT && /[\uD800-\uDBFF]$/.test(cut);
  return copyOf((endsInHalf ? cut.slice(0, -1) : cut).replaceAll("\0", "\uFFFD").toWellFormed());
}

function exactNumber(cellKind: Kind, text: string): number | bigint {
  const value = Number(text);
  if (cellKind === kind.integer && !Number.isSafeInteger(value)) return BigInt(text);
  // Turns -0 into 0, so that min and max are never -0.
  return value + 0;
}

function kindOfNumber(value: number): Kind {
  return Number.isInteger(value) ? kind.integer : kind.number;
}

function toJsonNumber(value: number | bigint): number | string {
  return typeof value === "bigint" ? value.toString() : value;
}

function copyOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
