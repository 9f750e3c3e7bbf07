import { TooManyColumnsError } from "../errors.ts";
import { ColumnStats, LONGEST_TEXT, toStorableText } from "./column-stats.ts";

export const MAX_COLUMNS = 1000;
export const MAX_PROBLEMS = 20;

export interface Problem {
  /** Physical line of the problem, 1-based. For a record of several lines, the first line. */
  line: number;
  message: string;
}

/** The columns and problems found so far, within MAX_COLUMNS and MAX_PROBLEMS. */
export class Table {
  rows = 0;
  raggedRows = 0;
  readonly columns: ColumnStats[] = [];
  readonly problems: Problem[] = [];
  readonly #names = new Set<string>();

  /**
   * Adds a column. An empty name becomes `column_3`, with the column's 1-based position. A repeated name becomes
   * `name_2`, `name_3`, … Throws TooManyColumnsError.
   */
  addColumn(wanted: string, line: number): ColumnStats {
    if (this.columns.length === MAX_COLUMNS) throw new TooManyColumnsError(line, MAX_COLUMNS);
    const base = toStorableText(wanted) || `column_${this.columns.length + 1}`;
    let name = base;
    for (let n = 2; this.#names.has(name); n++) name = withSuffix(base, `_${n}`);
    this.#names.add(name);
    const column = new ColumnStats(name);
    this.columns.push(column);
    return column;
  }

  ragged(line: number, message: string): void {
    this.raggedRows++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ line, message: toStorableText(message) });
  }

  /** Adds a problem that must not be lost. If the list is full, it replaces the last problem. */
  grave(line: number, message: string): void {
    this.problems.length = Math.min(this.problems.length, MAX_PROBLEMS - 1);
    this.problems.push({ line, message });
  }

  releaseBlock(): void {
    for (const column of this.columns) column.releaseBlock();
  }
}

function withSuffix(base: string, suffix: string): string {
  return toStorableText(base.slice(0, LONGEST_TEXT - suffix.length)) + suffix;
}
