import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { NotTextError } from "../src/errors.ts";
import { profileText } from "./profile-text.ts";

const refusal = async (...parts: (string | number[] | Uint8Array)[]) => {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
  const error = await profileText(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NotTextError);
  expect(error).toMatchObject({ code: "not_text" });
  return (error as NotTextError).message;
};

describe("Text detection › refuses a file that is not UTF-8 text", () => {
  it.each([
    ["gzip", gzipSync("a,b\n1,2\n")],
    ["ZIP", Buffer.from("PK\x03\x04\x14\x00", "latin1")],
    ["Parquet", Buffer.from("PAR1\x15\x04", "latin1")],
    ["PDF", Buffer.from("%PDF-1.7\n")],
    ["PNG", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
    ["UTF-16 (little-endian)", Buffer.from("\uFEFFa,b", "utf16le")],
    ["UTF-16 (big-endian)", Buffer.from([0xfe, 0xff, 0, 0x61])],
  ])("with the name of its format: %s", async (name, bytes) => {
    expect(await refusal(bytes)).toContain(name);
  });

  it("with the offset of a NUL byte", async () => {
    expect(await refusal("a,b\n1,2\n3,4\n5,6\n7", [0])).toBe(
      "The file is not UTF-8 text: a NUL byte at offset 17 (binary data, or UTF-16). Expected a CSV or NDJSON file encoded in UTF-8.",
    );
    expect(await refusal("x".repeat(100_000), [0], "y")).toContain("offset 100000 ");
  });

  it.each([
    ["Latin-1", [0xe9, 0x74, 0xe9], 0],
    ["a lone continuation byte", [0x80], 0],
    ["an overlong form", [0xc0, 0xaf], 0],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["a code point beyond Unicode", [0xf4, 0x90, 0x80, 0x80], 0],
    ["a broken sequence after a good one", [0xc3, 0xa9, 0xe2, 0x82, 0x20], 2],
  ])("with the offset of malformed bytes: %s", async (_name, bytes, at) => {
    for (const before of [0, 1, 65_533, 65_534, 65_535, 65_536]) {
      expect(await refusal("x".repeat(before), bytes, "more")).toContain(
        `invalid UTF-8 at byte offset ${before + at} `,
      );
    }
  });

  it("when it ends within a character", async () => {
    expect(await refusal("abc", [0xe2, 0x82])).toContain("ends in the middle of a character, at byte offset 3");
  });

  it("but accepts a column named PAR1, and characters that straddle blocks", async () => {
    expect(await profileText("PAR1,PAR2\n1,2\n")).toMatchObject({ columns: [{ name: "PAR1" }, { name: "PAR2" }] });
    for (const before of [65_530, 65_531, 65_532, 65_533]) {
      const { columns } = await profileText(`a\n${"x".repeat(before)}😀\n😀\n`);
      expect(columns).toMatchObject([{ max: "😀" }]);
    }
  });
});
