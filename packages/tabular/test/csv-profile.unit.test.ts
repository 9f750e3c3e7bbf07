import { describe, expect, it } from "vitest";
import { profileStream } from "../src/profile/profile-stream.ts";
import { CsvRecords } from "../src/records/csv-records.ts";
import { PendingRecords } from "../src/records/pending-records.ts";
import { inChunks, profileText } from "./profile-text.ts";

const csv = (text: string, options = {}) => profileText(text, { format: "csv", ...options });
const names = async (text: string, options = {}) => (await csv(text, options)).columns.map(({ name }) => name);

describe("CSV profile › reading CSV", () => {
  it("counts the rows below the header and profiles each column", async () => {
    expect(await csv("id,amount,paid\n1,9.5,true\n2,,false\n")).toEqual({
      format: "csv",
      delimiter: ",",
      rows: 2,
      bytes: 35,
      raggedRows: 0,
      problems: [],
      columns: [
        { name: "id", type: "integer", nulls: 0, distinctEstimate: 2, min: 1, max: 2, mean: 1.5 },
        { name: "amount", type: "number", nulls: 1, distinctEstimate: 1, min: 9.5, max: 9.5, mean: 9.5 },
        { name: "paid", type: "boolean", nulls: 0, distinctEstimate: 2, min: "false", max: "true", mean: null },
      ],
    });
  });

  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("accepts %s line ends, and a last line without one", async (_name, end) => {
    const { rows, columns, bytes, ...rest } = await csv(["a,b", "1,2", "3,4"].join(end));
    expect(rows).toBe(2);
    expect(columns).toMatchObject([
      { name: "a", max: 3 },
      { name: "b", max: 4 },
    ]);
    expect(await csv(["a,b", "1,2", "3,4", ""].join(end))).toMatchObject({ rows, columns, ...rest });
    expect(bytes).toBe(9 + 2 * end.length);
  });

  it("accepts a mixture of line ends, quoted or not", async () => {
    expect(await csv('a,b\r1,2\n3,4\r\n"5",6\r7,8\n')).toMatchObject({ rows: 4, columns: [{ max: 7 }, { max: 8 }] });
  });

  it("accepts quoted delimiters, line ends and doubled quotes as part of the cell", async () => {
    const { rows, columns } = await csv('name,note\n"Doe, ""Jo""","two\r\nlines"\n"","x"\n');
    expect(rows).toBe(2);
    expect(columns).toMatchObject([
      { min: 'Doe, "Jo"', nulls: 1 },
      { min: "two\r\nlines", max: "x", nulls: 0 },
    ]);
  });

  it("accepts a quote inside an unquoted cell, or text after a closing quote, literally", async () => {
    expect((await csv('a,b\n5" pipe,1\n"x"y,2\n')).columns).toMatchObject([
      { min: '"x"y', max: '5" pipe' },
      { max: 2 },
    ]);
  });

  it("skips the byte order mark", async () => {
    expect(await csv("\uFEFFid\n1\n")).toMatchObject({ bytes: 8, columns: [{ name: "id" }] });
    expect(await csv('\uFEFF"id"\n1\n')).toMatchObject({ columns: [{ name: "id" }] });
  });

  it("skips blank lines, but not a quoted empty cell", async () => {
    expect(await csv('a\n\n1\n\n\n""\n\n')).toMatchObject({ rows: 2, columns: [{ nulls: 1 }], problems: [] });
  });

  it("reports an empty file without rows and columns", async () => {
    for (const text of ["", "\uFEFF", "\n\n"])
      expect(await csv(text)).toMatchObject({ rows: 0, columns: [], problems: [] });
  });

  it("reports a file with only a header with columns and no rows", async () => {
    expect(await csv("a,b")).toMatchObject({
      rows: 0,
      columns: [{ name: "a", type: "empty", nulls: 0 }, { name: "b" }],
    });
  });
});

describe("CSV profile › naming columns", () => {
  it("makes duplicate and empty names unique", async () => {
    expect(await names("name,,name,name_2,\n")).toEqual(["name", "column_2", "name_2", "name_2_2", "column_5"]);
  });

  it("numbers them without a header", async () => {
    expect(await names("1,2\n3,4\n", { header: false })).toEqual(["column_1", "column_2"]);
    expect((await csv("1,2\n3,4\n", { header: false })).rows).toBe(2);
  });

  it("keeps no more than 200 characters, and keeps them unique", async () => {
    const long = "n".repeat(300);
    expect(await names(`${long},${long}\n`)).toEqual(["n".repeat(200), `${"n".repeat(198)}_2`]);
  });

  it("accepts 1,000 columns and refuses more", async () => {
    expect(await names(",".repeat(999))).toHaveLength(1000);
    await expect(csv(`${",".repeat(1000)}\n`)).rejects.toMatchObject({ code: "too_many_columns", line: 1 });
  });

  it.each(["", '"'])("accepts 100,000 fields in one record and refuses more (quote %j)", async (quote) => {
    const row = (fields: number) => `a,b\n1,${quote}2${quote}${",".repeat(fields - 2)}\n`;
    expect(await csv(row(100_000))).toMatchObject({ rows: 1, raggedRows: 1 });
    await expect(csv(row(100_001))).rejects.toMatchObject({
      code: "too_many_fields",
      message: expect.stringMatching(/line 2 .* 100,000/),
    });
  });
});

describe("CSV profile › ragged rows", () => {
  it("are counted, and their absent fields are nulls", async () => {
    expect(await csv("a,b,c\n1,2\n1,2,3,4\n1,2,3\n")).toMatchObject({
      rows: 3,
      raggedRows: 2,
      columns: [{ nulls: 0 }, { nulls: 0 }, { nulls: 1, max: 3 }],
      problems: [
        { line: 2, message: "2 fields instead of 3" },
        { line: 3, message: "4 fields instead of 3: those beyond are not counted" },
      ],
    });
  });

  it.each(["\n", "\r\n", "\r"])("are reported with the line their record starts at (line end %j)", async (end) => {
    const lines = ["a,b", '"one', "", 'two",x', "", "short", '"q', 'r"', "1,2", "short"];
    const { problems } = await csv(lines.join(end));
    expect(problems.map(({ line }) => line)).toEqual([6, 7, 10]);
  });

  it("are reported 20 times at most", async () => {
    const { raggedRows, problems } = await csv(`a,b\n${"x\n".repeat(50)}`);
    expect(raggedRows).toBe(50);
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
  });
});

describe("CSV profile › an unclosed quote", () => {
  it("is reported with its line, and the rows before it count", async () => {
    expect(await csv('a,b\n1,2\n\n3,"open\nand\nmore')).toMatchObject({
      rows: 1,
      problems: [
        {
          line: 4,
          message:
            "A quote opened in the record that starts here is never closed: the file's last 16 bytes are not read",
        },
      ],
    });
  });

  it("is reported even after 20 problems", async () => {
    const { problems } = await csv(`a,b\n${"x\n".repeat(30)}"open`);
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)).toMatchObject({ line: 32, message: expect.stringContaining("never closed") });
  });
});

describe("CSV profile › format detection", () => {
  it.each([",", ";", "\t", "|"])("finds the delimiter %j", async (delimiter) => {
    const text = [`name${delimiter}b`, `"q,;|\t"${delimiter}1`, `é${delimiter}2`].join("\n");
    expect(await profileText(text)).toMatchObject({
      format: "csv",
      delimiter,
      rows: 2,
      columns: [{}, { type: "integer" }],
    });
  });

  it("is not misled by decimal commas", async () => {
    expect(await profileText("a;b\n1,5;2,5\n3,5;4,5\n")).toMatchObject({
      delimiter: ";",
      columns: [{ max: "3,5" }, {}],
    });
  });

  it("prefers the delimiter that gives more fields when several fit every record", async () => {
    expect(await profileText("a,b;c;d\n1,2;3;4\n")).toMatchObject({
      delimiter: ";",
      columns: [{ name: "a,b" }, {}, {}],
    });
  });

  it("uses a comma when nothing splits the first line, or the given delimiter", async () => {
    expect(await profileText("a\nx;y\n")).toMatchObject({ delimiter: "," });
    expect(await csv("a,b|c\n", { delimiter: "|" })).toMatchObject({ columns: [{ name: "a,b" }, { name: "c" }] });
  });

  it("treats a file that starts with { as NDJSON, unless the format is given", async () => {
    expect(await profileText('\n {"a":1}\n')).toMatchObject({ format: "ndjson", columns: [{ name: "a" }] });
    expect(await csv("{a,b\n1,2\n")).toMatchObject({ format: "csv", columns: [{ name: "{a" }, {}] });
  });
});

describe("CSV profile › large records", () => {
  const limit = 16 * 1024 * 1024;
  const mebibyte = Buffer.alloc(1024 * 1024, "x");
  async function* file(head: string, sizeBytes: number, tail: string) {
    yield Buffer.from(head);
    for (let left = sizeBytes; left > 0; left -= mebibyte.length) yield mebibyte.subarray(0, left);
    yield Buffer.from(tail);
  }
  const profile = (source: AsyncIterable<Uint8Array>) =>
    profileStream(source, { format: "csv", totalBytes: 1, delimiter: "," });

  it.each(["\n", "\r\n", ""])("are accepted up to 16 MiB (line end %j)", async (end) => {
    expect(await profile(file("a,b\n1,", limit - 2, end))).toMatchObject({ rows: 1 });
    expect(await profile(file('a,b\n1,"', limit - 4, `"${end}`))).toMatchObject({ rows: 1, problems: [] });
  });

  it.each(["\n", "\r\n2,3\n", ""])("above 16 MiB are refused with their line (then %j)", async (end) => {
    const refusal = { code: "record_too_large", line: 3, message: expect.stringContaining("larger than 16 MiB") };
    await expect(profile(file("a,b\n1,2\n1,", limit - 1, end))).rejects.toMatchObject(refusal);
    await expect(profile(file('a,b\n1,2\n1,"', limit - 3, `"${end}`))).rejects.toMatchObject(refusal);
  });

  it("are accepted up to 16 MiB wherever their line end is cut", () => {
    const lines: number[] = [];
    const records = new CsvRecords(",", { record: (_fields, line) => lines.push(line), unclosedQuote: () => {} });
    const pending = new PendingRecords(records);
    for (const bytes of [Buffer.alloc(limit, "x"), Buffer.from("\r"), Buffer.from("\n1"), Buffer.from("\n")]) {
      pending.write(bytes);
    }
    pending.end();
    expect(lines).toEqual([1, 2]);
  });

  it("are refused without reading on", async () => {
    let read = 0;
    async function* endless() {
      yield Buffer.from('a,b\n"');
      for (;;) {
        read += mebibyte.length;
        yield mebibyte;
      }
    }
    await expect(profile(endless())).rejects.toMatchObject({ code: "record_too_large", line: 2 });
    expect(read).toBeLessThan(limit + 2 * mebibyte.length);
  });

  it("are not mistaken for a run of blank lines", async () => {
    const blank = Buffer.alloc(9 * 1024 * 1024, "\n");
    expect(
      await profile(inChunks(Buffer.concat([Buffer.from('a\n"1"\n'), blank, blank, Buffer.from('"2"\n')]), 1_000_000)),
    ).toMatchObject({
      rows: 2,
    });
  });
});
