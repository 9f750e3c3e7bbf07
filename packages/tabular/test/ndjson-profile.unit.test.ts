import { describe, expect, it } from "vitest";
import { profileText } from "./profile-text.ts";

const ndjson = (...lines: string[]) => profileText(lines.join("\n"), { format: "ndjson" });

describe("NDJSON profile › reading NDJSON", () => {
  it("creates a column per key, in the order of first appearance", async () => {
    expect(await ndjson('{"b":1,"a":"x"}', '{"a":null,"c":true}', "")).toEqual({
      format: "ndjson",
      rows: 2,
      bytes: 36,
      raggedRows: 0,
      problems: [],
      columns: [
        { name: "b", type: "integer", nulls: 1, distinctEstimate: 1, min: 1, max: 1, mean: 1 },
        { name: "a", type: "string", nulls: 1, distinctEstimate: 1, min: "x", max: "x", mean: null },
        { name: "c", type: "boolean", nulls: 1, distinctEstimate: 1, min: "true", max: "true", mean: null },
      ],
    });
  });

  it("uses JSON's types: texts are never numbers, but may be times", async () => {
    const { columns } = await ndjson(
      '{"n":1.5,"s":"12","b":"true","d":"2026-01-31","t":"2026-01-31T10:00:00Z","e":1e2,"z":"","j":{"k":[1]}}',
    );
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ["n", "number"],
      ["s", "string"],
      ["b", "string"],
      ["d", "date"],
      ["t", "datetime"],
      ["e", "integer"],
      ["z", "string"],
      ["j", "json"],
    ]);
  });

  it('distinguishes 1 and "1"', async () => {
    expect((await ndjson('{"a":1}', '{"a":"1"}', '{"a":1}')).columns).toMatchObject([
      { type: "mixed", distinctEstimate: 2 },
    ]);
  });

  it("shows nested values as JSON", async () => {
    expect((await ndjson('{"a":{"x":9007199254740993}}', '{"a":[1]}')).columns).toMatchObject([
      { type: "json", min: "[1]", max: '{"x":9007199254740993}', distinctEstimate: 2 },
    ]);
  });

  it("keeps the digits of integers beyond 2^53", async () => {
    const { columns } = await ndjson(
      '{"a":9007199254740993,"b":1e400,"c":-9007199254740993}',
      '{"a":1,"b":1e20,"c":2e0}',
    );
    expect(columns).toMatchObject([
      { type: "integer", min: 1, max: "9007199254740993" },
      { type: "mixed" },
      { type: "integer", min: "-9007199254740993", max: 2 },
    ]);
  });

  it("accepts LF, CRLF and CR, and skips blank lines and the byte order mark", async () => {
    const { rows, problems } = await profileText('\uFEFF{"a":1}\r\n \n\n{"a":2}\r{"a":\t3}\nx', { format: "ndjson" });
    expect(rows).toBe(3);
    expect(problems.map(({ line }) => line)).toEqual([6]);
  });

  it("reports lines without an object and does not count them as rows", async () => {
    const { rows, raggedRows, problems } = await ndjson(
      '{"a":1}',
      "[1]",
      "null",
      "7",
      '"x"',
      '{"a":',
      "9007199254740993",
    );
    expect([rows, raggedRows]).toEqual([1, 6]);
    expect(problems).toMatchObject([
      { line: 2, message: "Not a JSON object but an array" },
      { line: 3, message: "Not a JSON object but null" },
      { line: 4, message: "Not a JSON object but a number" },
      { line: 5, message: "Not a JSON object but a string" },
      { line: 6, message: expect.stringMatching(/^Not valid JSON: /) },
      { line: 7, message: "Not a JSON object but a number" },
    ]);
  });

  it("accepts keys with a meaning in JavaScript", async () => {
    const { columns } = await ndjson('{"__proto__":1,"constructor":2,"toString":null,"":3}');
    expect(columns.map(({ name, nulls }) => [name, nulls])).toEqual([
      ["__proto__", 0],
      ["constructor", 0],
      ["toString", 1],
      ["column_4", 0],
    ]);
  });

  it("returns only what jsonb accepts: no NUL, no half of a surrogate pair", async () => {
    const { columns, problems } = await ndjson('{"a\\u0000":"\\u0000","b\\ud800":"\\udc00x"}', "😀😀");
    expect(columns.map(({ name, min }) => [name, min])).toEqual([
      ["a\uFFFD", "\uFFFD"],
      ["b\uFFFD", "\uFFFDx"],
    ]);
    expect(problems[0]?.message.isWellFormed()).toBe(true);
  });

  it("refuses lines over the budget, or with keys over 200 characters, one by one", async () => {
    const nested = (levels: number) => `{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
    const listed = (values: number) => `{"a":[${Array(values).fill(1)}]}`;
    const lines = [
      nested(33),
      nested(200_000),
      listed(100_000),
      `{"${"k".repeat(201)}":1}`,
      nested(32),
      listed(99_000),
    ];
    const { rows, problems } = await ndjson(...lines);
    expect(rows).toBe(2);
    expect(problems).toMatchObject([
      { line: 1, message: "The line is nested deeper than 32 levels" },
      { line: 2, message: "The line is nested deeper than 32 levels" },
      { line: 3, message: "The line has more than 100000 values and names" },
      { line: 4, message: expect.stringContaining("longer than 200 characters") },
    ]);
  });

  it("refuses more than 1,000 keys", async () => {
    const lines = Array.from({ length: 1001 }, (_, i) => `{"k${i}":1}`);
    await expect(ndjson(...lines)).rejects.toMatchObject({ code: "too_many_columns", line: 1001 });
  });

  it("refuses a line over 16 MiB", async () => {
    const line = `{"a":"${"x".repeat(16 * 1024 * 1024)}"}`;
    await expect(ndjson('{"a":1}', line)).rejects.toMatchObject({ code: "record_too_large", line: 2 });
  });
});
