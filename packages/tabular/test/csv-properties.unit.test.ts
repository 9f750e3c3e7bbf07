import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profileStream } from "../src/profile/profile-stream.ts";
import { CsvRecords, type Delimiter } from "../src/records/csv-records.ts";
import { PendingRecords } from "../src/records/pending-records.ts";
import { inChunks, profileText } from "./profile-text.ts";

const delimiters = fc.constantFrom<Delimiter>(",", ";", "\t", "|");
const lineEnds = fc.constantFrom("\n", "\r\n", "\r");
/** Short texts for cells. About half of their characters are special in CSV. */
const cells = fc.string({
  unit: fc.constantFrom('"', ",", ";", "\t", "|", "\n", "\r", " ", "a", "b", "0", "1", "-", ".", "é", "€", "😀"),
  maxLength: 6,
});
const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));

/** Writes a table as CSV. `choices` decide what CSV leaves open: quoting, line ends, and the last line end. */
function write(table: string[][], delimiter: Delimiter, end: string, choices: boolean[]): string {
  let next = 0;
  const choose = () => choices[next++ % choices.length] ?? false;
  const lines = table.map((row) =>
    row
      .map((cell) => {
        const mustQuote = /["\n\r]/.test(cell) || cell.includes(delimiter) || (row.length === 1 && cell === "");
        return mustQuote || choose() ? `"${cell.replaceAll('"', '""')}"` : cell;
      })
      .join(delimiter),
  );
  return lines.join(end) + (choose() ? end : "");
}

interface Read {
  records: { fields: string[]; line: number }[];
  unclosed: number[];
}

/** Parses the bytes in pieces of these sizes, used in turn until the end. */
function readInPieces(bytes: Buffer, delimiter: Delimiter, sizes: number[]): Read {
  const read: Read = { records: [], unclosed: [] };
  const pending = new PendingRecords(
    new CsvRecords(delimiter, {
      record: (fields, line) => read.records.push({ fields, line }),
      unclosedQuote: (line, left) => read.unclosed.push(line, left),
    }),
  );
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pending.write(bytes.subarray(at, at + size));
    at += size;
  }
  pending.end();
  return read;
}

// Timeout of a test in milliseconds. On a busy machine a test may take longer than the default of 5 s.
const timeout = 60_000;

describe("CSV parser properties › any table written as CSV", { timeout }, () => {
  it("is read back, with the line of each record, whatever the chunks", () => {
    fc.assert(
      fc.property(
        tables,
        delimiters,
        lineEnds,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (table, delimiter, end, choices, sizes) => {
          const bytes = Buffer.from(write(table, delimiter, end, choices));
          let line = 1;
          const records = table.map((fields) => {
            const record = { fields, line };
            line += 1 + fields.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
            return record;
          });
          const expected: Read = { records, unclosed: [] };
          expect(readInPieces(bytes, delimiter, [bytes.length])).toEqual(expected);
          expect(readInPieces(bytes, delimiter, [1])).toEqual(expected);
          expect(readInPieces(bytes, delimiter, sizes)).toEqual(expected);
          for (let cut = 1; cut < bytes.length; cut++) {
            expect(readInPieces(bytes, delimiter, [cut, bytes.length])).toEqual(expected);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it("has the same profile as a direct computation", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        delimiters,
        lineEnds,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (table, delimiter, end, choices, size, bom) => {
          const bytes = Buffer.from((bom ? "\uFEFF" : "") + write(table, delimiter, end, choices));
          const profile = await profileStream(inChunks(bytes, size), {
            format: "csv",
            delimiter,
            header: false,
            totalBytes: bytes.length,
          });
          expect(profile).toMatchObject({ rows: table.length, bytes: bytes.length, raggedRows: 0, problems: [] });
          expect(profile.columns).toHaveLength(table[0]?.length ?? 0);
          for (const [i, column] of profile.columns.entries())
            expect(column).toMatchObject(directly(table.map((row) => row[i] ?? "")));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function directly(column: string[]) {
  const values = column.filter((cell) => cell !== "");
  const counted = { nulls: column.length - values.length, distinctEstimate: new Set(values).size };
  if (values.length === 0) return { ...counted, type: "empty", min: null, max: null, mean: null };
  const isNumeric = values.every((cell) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(cell));
  if (!isNumeric) {
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return { ...counted, min: sorted[0], max: sorted.at(-1), mean: null };
  }
  const numbers = values.map((cell) => Number(cell) + 0);
  return {
    ...counted,
    type: values.some((cell) => cell.includes(".")) ? "number" : "integer",
    min: Math.min(...numbers),
    max: Math.max(...numbers),
    mean: expect.closeTo(numbers.reduce((sum, n) => sum + n, 0) / numbers.length, 6),
  };
}

describe("CSV parser properties › any text", { timeout }, () => {
  const texts = fc.string({
    unit: fc.constantFrom('"', '"', ",", "\n", "\r", "\r\n", " ", "a", "1", "é", "😀"),
    maxLength: 60,
  });

  it("is read like csv-parse reads the whole text, whatever the chunks", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (text, sizes) => {
        const bytes = Buffer.from(text);
        const whole = readInPieces(bytes, ",", [bytes.length || 1]);
        expect(readInPieces(bytes, ",", sizes)).toEqual(whole);
        expect(readInPieces(bytes, ",", [1])).toEqual(whole);
        const records: string[][] = [];
        try {
          parse(bytes, {
            record_delimiter: ["\r\n", "\n", "\r"],
            relax_column_count: true,
            relax_quotes: true,
            skip_empty_lines: true,
            on_record: (fields: string[]) => {
              records.push(fields);
              return null;
            },
          });
          expect(whole.unclosed).toEqual([]);
        } catch (error) {
          expect(error).toMatchObject({ code: "CSV_QUOTE_NOT_CLOSED" });
          expect(whole.unclosed).toHaveLength(2);
        }
        expect(whole.records.map(({ fields }) => fields)).toEqual(records);
      }),
      { numRuns: 1000 },
    );
  });

  it("has the same profile for any chunks of its source", async () => {
    const anything = fc.oneof(
      texts,
      fc.array(fc.json({ maxDepth: 2 })).map((lines) => lines.join("\n")),
    );
    await fc.assert(
      fc.asyncProperty(anything, fc.integer({ min: 1, max: 7 }), async (text, size) => {
        const bytes = Buffer.from(text);
        const chunked = await profileStream(inChunks(bytes, size, 1), { format: "auto", totalBytes: bytes.length });
        expect(chunked).toEqual(await profileText(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it("has the same profile for any chunks when it spans many blocks", async () => {
    const rows = Array.from(
      { length: 6000 },
      (_, i) => `${i},"é ${i} ""q""\r\nx${"y".repeat(i % 90)}",${i % 7 === 3 ? "a,b" : "€"}`,
    );
    const bytes = Buffer.from(`id,note,more\r\n${rows.join("\r\n")}`);
    const whole = await profileText(bytes);
    expect(whole).toMatchObject({
      rows: 6000,
      raggedRows: 857,
      problems: [{ line: 8 }, { line: 22 }, ...Array(18).fill({})],
    });
    for (const sizes of [[1000], [65_535, 2], [7, 65_536]]) {
      expect(await profileStream(inChunks(bytes, ...sizes), { format: "auto", totalBytes: bytes.length })).toEqual(
        whole,
      );
    }
  });
});
