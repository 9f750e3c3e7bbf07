import { TooManyColumnsError } from "../errors.ts";
import { ColumnStats, LONGEST_TEXT, toStorableText } from "./column-stats.ts";

export const MAX_COLUMNS = 1000;
export const MAX_PROBLEMS = 20;

export interface Problem {
  /** 1-based physical line; of a record that spans lines, the first. */
  line: number;
  message: string;
}

/** What is known of the file so far: its columns, and what is wrong with it. Bounded by the limits above. */
export class Table {
  rows = 0;
  raggedRows = 0;
  readonly columns: ColumnStats[] = [];
  readonly problems: Problem[] = [];
  readonly #names = new Set<string>();

  /**
   * An empty name becomes `column_3` (its 1-based place), a name that is taken `name_2`, `name_3`, …
   * Throws TooManyColumnsError.
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

  /** A problem that must not be missed: it takes the last place if there is no other. */
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
