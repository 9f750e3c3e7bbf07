import { describe, expect, it } from "vitest";
import { profileCells } from "./profile-text.ts";

const typeOf = async (...cells: string[]) => (await profileCells(...cells)).type;

describe("inferType › the type of a CSV column", () => {
  it.each([
    ["integer", "0", "-0", "12", "-7", "9007199254740993", "123456789012345678901234567890"],
    ["number", "1.5", "-0.25", "1e5", "1E-7", "0.0", "2.50"],
    ["boolean", "true", "FALSE", "True"],
    ["date", "2026-02-28", "2024-02-29", "0001-01-01"],
    [
      "datetime",
      "2026-02-28T10:00",
      "2026-02-28 10:00:59",
      "2026-02-28T10:00:00.123456789Z",
      "2026-02-28T10:00:00+05:30",
    ],
    ["datetime", "2026-02-28T10:00:00-0800"],
    ["string", "007", "00", "-07", "+49", "1.", ".5", "NaN", "Infinity", "1e400", "0x1F", "1_5", "-", "--1"],
    ["string", " 12", "12 ", "yes", "t", "null", "é"],
    [
      "string",
      "2026-02-30",
      "2023-02-29",
      "1900-02-29",
      "2026-13-01",
      "2026-00-10",
      "26-01-01",
      "2026-1-1",
      "2026-01-00",
    ],
    [
      "string",
      "2026-02-28T24:00",
      "2026-02-28T10:60",
      "2026-02-28T10:00:60",
      "2026-02-30T10:00Z",
      "2026-02-28T10:00+24:00",
    ],
    ["string", "2026-02-28T10", "2026-02-28T10:00:00.", "2026-02-28T10:00:00.1234567890Z", "2026-02-28T10:00z"],
    ["string", "1".repeat(65)],
  ])("is %s for %s and others like it", async (type, ...cells) => {
    for (const cell of cells) expect([cell, await typeOf(cell)]).toEqual([cell, type]);
    expect(await typeOf(...cells)).toBe(type);
  });

  it("is empty without any value", async () => {
    expect(await profileCells("", "")).toEqual({
      name: "cell",
      type: "empty",
      nulls: 2,
      distinctEstimate: 0,
      min: null,
      max: null,
      mean: null,
    });
  });

  it("is number for integers and numbers, in either order", async () => {
    expect(await typeOf("1", "1.5")).toBe("number");
    expect(await typeOf("1.5", "", "1")).toBe("number");
  });

  it("is mixed for any other combination", async () => {
    for (const other of ["true", "2026-01-01", "2026-01-01T00:00Z", "007"])
      expect(await typeOf("1", other)).toBe("mixed");
    expect(await typeOf("2026-01-01", "2026-01-01T00:00Z")).toBe("mixed");
  });

  it("is not changed by empty cells", async () => {
    expect(await profileCells("", "3", "")).toMatchObject({ type: "integer", nulls: 2, min: 3, max: 3, mean: 3 });
  });
});

describe("inferType › the range of a column", () => {
  it("compares numbers by value", async () => {
    expect(await profileCells("9", "10", "-2")).toMatchObject({ min: -2, max: 10 });
    expect(await profileCells("1e5", "99999.5", "-0")).toMatchObject({ min: 0, max: 100_000 });
  });

  it("never shows a negative zero", async () => {
    const { min, max } = await profileCells("-0", "-0.0");
    expect([Object.is(min, 0), Object.is(max, 0)]).toEqual([true, true]);
  });

  it("returns integers beyond 2^53 exactly, as strings", async () => {
    expect(await profileCells("9007199254740993", "9007199254740992", "5")).toMatchObject({
      type: "integer",
      min: 5,
      max: "9007199254740993",
    });
    expect(await profileCells("-9007199254740993", "9007199254740991")).toMatchObject({
      min: "-9007199254740993",
      max: 9007199254740991,
    });
    expect(await profileCells("9007199254740993", "9007199254740992.0")).toMatchObject({
      type: "number",
      max: "9007199254740993",
    });
  });

  it("compares strings and mixed columns by text, also values from before the column was mixed", async () => {
    expect(await profileCells("b", "B", "a")).toMatchObject({ min: "B", max: "b" });
    expect(await profileCells("9", "10", "x")).toMatchObject({ type: "mixed", min: "10", max: "x", mean: null });
  });

  it("compares datetimes by instant, whatever the zone and precision", async () => {
    expect(
      await profileCells("2026-01-01T00:30:00+01:00", "2026-01-01T00:00:00Z", "2025-12-31T23:45:00Z"),
    ).toMatchObject({
      min: "2026-01-01T00:30:00+01:00",
      max: "2026-01-01T00:00:00Z",
    });
    expect(await profileCells("2026-01-01T00:00:00.0005Z", "2026-01-01T00:00:00.0004Z")).toMatchObject({
      min: "2026-01-01T00:00:00.0004Z",
    });
  });

  it("keeps at most 200 characters of a text, and never half a character", async () => {
    const { min } = await profileCells(`${"x".repeat(199)}😀😀`);
    expect(min).toBe("x".repeat(199));
    expect((await profileCells("y".repeat(300))).max).toBe("y".repeat(200));
  });
});

describe("inferType › the mean of a numeric column", () => {
  it("is right even where the sum loses precision", async () => {
    expect((await profileCells("1e308", "1.5e308", "1e308")).mean).toBeCloseTo(1.1666666666666667e308, -300);
    expect((await profileCells("1000000000.1", "1000000000.2", "1000000000.3")).mean).toBeCloseTo(1000000000.2, 6);
  });

  it("does not overflow between the extremes", async () => {
    expect((await profileCells("1.7e308", "-1.7e308")).mean).toBe(0);
  });

  it("is null for a column that stopped being numeric", async () => {
    expect((await profileCells("1", "2", "x")).mean).toBeNull();
  });
});
