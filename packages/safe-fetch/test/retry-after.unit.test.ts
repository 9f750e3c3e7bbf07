import { expect, test } from "vitest";
import { readRetryAfter } from "../src/retry-after.ts";

const now = new Date("2026-11-22T12:00:00Z");

test.each([
  ["0", 0],
  ["17", 17],
  ["3600", 3600],
  ["3601", 3600],
  ["99999999999999999999999", 3600],
  ["Sun, 22 Nov 2026 12:01:30 GMT", 90],
  ["Sunday, 22-Nov-26 12:01:30 GMT", 90],
  ["Mon, 23 Nov 2026 12:00:00 GMT", 3600],
  ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
  ["", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  [undefined, undefined],
])("Retry-After › %j is %j seconds", (value, seconds) => {
  expect(readRetryAfter(value, now)).toBe(seconds);
});
