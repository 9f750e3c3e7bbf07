import { describe, expect, it } from "vitest";
import { DistinctEstimate, EXACT_DISTINCT_LIMIT } from "../src/profile/distinct-estimate.ts";

function countOf(values: number, toText: (i: number) => string, times = 1): number {
  const estimate = new DistinctEstimate();
  for (let time = 0; time < times; time++) for (let i = 0; i < values; i++) estimate.add(toText(i));
  return estimate.count();
}

describe("Distinct estimate › counting distinct values", () => {
  it("is exact for few values", () => {
    for (const values of [0, 1, 2, 100, EXACT_DISTINCT_LIMIT]) expect(countOf(values, String, 3)).toBe(values);
  });

  it.each([
    ["numbers", String],
    ["padded ids", (i: number) => `ORD-${String(i).padStart(9, "0")}`],
    ["texts that differ at the start", (i: number) => `${i} of the customer's long and equal tail`],
    ["hexadecimal ids", (i: number) => Math.imul(i, 2654435761).toString(16)],
    ["bits of two characters", (i: number) => i.toString(2)],
  ])("is within 3 %% above the exact limit: %s", (_name, toText) => {
    for (const values of [EXACT_DISTINCT_LIMIT + 1, 5_000, 20_000, 40_000, 80_000, 200_000]) {
      const error = Math.abs(countOf(values, toText) / values - 1);
      expect(error, `${values}`).toBeLessThan(0.03);
    }
  });

  it("is within 3 % at a million, and repeats change nothing", () => {
    const once = countOf(1_000_000, String);
    expect(Math.abs(once / 1_000_000 - 1)).toBeLessThan(0.03);
    expect(countOf(50_000, String, 2)).toBe(countOf(50_000, String));
  });

  it("has the standard error it claims", () => {
    const runs = 60;
    let squares = 0;
    for (let run = 0; run < runs; run++) squares += (countOf(10_000, (i) => `${run}:${i}`) / 10_000 - 1) ** 2;
    expect(Math.sqrt(squares / runs)).toBeLessThan(0.0081 * 1.5);
  });

  it("distinguishes equal texts of two kinds", () => {
    const estimate = new DistinctEstimate();
    estimate.add("1", 0);
    estimate.add("1", 1);
    expect(estimate.count()).toBe(2);
  });
});
