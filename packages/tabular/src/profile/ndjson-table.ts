import { type NdjsonSink, rawDigits } from "../records/ndjson-records.ts";
import { type ColumnStats, type JsonCell, LONGEST_TEXT } from "./column-stats.ts";
import type { Table } from "./table.ts";

/** Adds the objects of an NDJSON file to a table: a column per top-level key, in the order of first appearance. */
export class NdjsonTable implements NdjsonSink {
  readonly #table: Table;
  readonly #columns = new Map<string, ColumnStats>();

  constructor(table: Table) {
    this.#table = table;
  }

  row(row: Readonly<Record<string, unknown>>, line: number): void {
    const keys = Object.keys(row);
    // The row is refused before anything is counted: names of columns are truncated, so two long keys could become
    // equal.
    if (keys.some((key) => key.length > LONGEST_TEXT)) {
      this.notARow(line, `A key is longer than ${LONGEST_TEXT} characters: the line is not counted`);
      return;
    }
    this.#table.rows++;
    for (const key of keys) {
      const column = this.#columns.get(key) ?? this.#addColumn(key, line);
      const cell = toCell(row[key]);
      if (cell !== null) column.addJson(cell);
    }
  }

  notARow(line: number, message: string): void {
    this.#table.ragged(line, message);
  }

  #addColumn(key: string, line: number): ColumnStats {
    const column = this.#table.addColumn(key, line);
    this.#columns.set(key, column);
    return column;
  }
}

function toCell(value: unknown): JsonCell | null {
  if (value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const digits = rawDigits(value);
  return digits === undefined ? { nested: JSON.stringify(value) } : { digits };
}
