import type { CsvSink } from "../records/csv-records.ts";
import type { Table } from "./table.ts";

/**
 * Adds the records of a CSV file to a table. The first record determines the number of columns and, with `header`,
 * their names.
 */
export class CsvTable implements CsvSink {
  readonly #table: Table;
  readonly #header: boolean;
  #hasColumns = false;

  constructor(table: Table, header: boolean) {
    this.#table = table;
    this.#header = header;
  }

  record(fields: string[], line: number): void {
    const table = this.#table;
    if (!this.#hasColumns) {
      this.#hasColumns = true;
      for (const field of fields) table.addColumn(this.#header ? field : "", line);
      if (this.#header) return;
    }
    table.rows++;
    const { columns } = table;
    const width = columns.length;
    if (fields.length !== width) {
      const found = fields.length === 1 ? "1 field" : `${fields.length} fields`;
      table.ragged(
        line,
        `${found} instead of ${width}${fields.length > width ? ": those beyond are not counted" : ""}`,
      );
    }
    for (let i = 0; i < width && i < fields.length; i++) columns[i]?.addCell(fields[i] ?? "");
  }

  unclosedQuote(line: number, bytes: number): void {
    this.#table.grave(
      line,
      `A quote opened in the record that starts here is never closed: the file's last ${bytes} bytes are not read`,
    );
  }
}
