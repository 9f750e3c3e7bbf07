import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonBudget, measureJson } from "../src/index.ts";

const unlimited: JsonBudget = { maxDepth: 1_000, maxNames: 1_000_000, maxNodes: 1_000_000 };

/** Counts the nodes by walking the parsed value. */
function countNodes(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  const entries = Object.entries(value);
  const names = Array.isArray(value) ? 0 : entries.length;
  // An empty array or object counts as two nodes.
  return entries.reduce((sum, [, child]) => sum + countNodes(child), 1 + names + (entries.length === 0 ? 1 : 0));
}

const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t"))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

describe("measureJson", () => {
  test("counts the values and names of any JSON text", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(measureJson(text, unlimited)).toEqual({ nodes: countNodes(JSON.parse(text)) });
      }),
    );
  });

  test("finds the end of strings of any length with any escapes", () => {
    const part = fc.constantFrom('"', "\\", "[", ",", "x", "é", "😀", "\u2028", "x".repeat(63), "\\".repeat(64));
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (one, other) => {
        const text = JSON.stringify([one.join(""), { [other.join("")]: one.join("") }, [1, 2]]);
        expect(measureJson(text, unlimited)).toEqual({ nodes: 8 });
      }),
      { numRuns: 500 },
    );
  });

  test("never counts less than JSON.parse builds, at any limit", () => {
    fc.assert(
      fc.property(jsonText, fc.integer({ min: 1, max: 40 }), (text, maxNodes) => {
        const nodes = countNodes(JSON.parse(text));
        const { excess } = measureJson(text, { ...unlimited, maxNodes });
        expect(excess).toBe(nodes > maxNodes ? `has more than ${maxNodes} values and names` : undefined);
      }),
    );
  });

  test.each([
    ["levels of arrays", `${"[".repeat(33)}${"]".repeat(33)}`, "is nested deeper than 32 levels"],
    ["levels that never close", "[".repeat(100_000), "is nested deeper than 32 levels"],
    ["levels of objects", '{"a":'.repeat(33), "is nested deeper than 32 levels"],
    ["elements", `[${"1,".repeat(100_000)}1]`, "has more than 100000 values and names"],
    ["empty arrays", `[${"[],".repeat(60_000)}1]`, "has more than 100000 values and names"],
    ["names", `{${'"a":1,'.repeat(1_001)}"a":1}`, "has more than 1000 fields in one object"],
  ])("refuses too many %s", (_, text, excess) => {
    expect(measureJson(text).excess).toBe(excess);
  });

  test.each([
    ["32 levels", `${"[".repeat(32)}${"]".repeat(32)}`],
    ["1,000 names in each of many objects", `[${Array(40).fill(`{${Array(1_000).fill('"a":1').join()}}`)}]`],
    ["99,999 elements", `[${"1,".repeat(99_997)}1]`],
  ])("accepts %s", (_, text) => {
    expect(JSON.parse(text)).toBeDefined();
    expect(measureJson(text).excess).toBeUndefined();
  });

  test.each([
    ["strings", '"'],
    ["ends of arrays", "]"],
    ["escaped quotes", '\\"'],
    ["colons", ":"],
    ["nothing", ""],
  ])("returns for an invalid text of %s", (_, part) => {
    expect(measureJson(part.repeat(100_000)).nodes).toBeLessThanOrEqual(1_002);
  });
});
