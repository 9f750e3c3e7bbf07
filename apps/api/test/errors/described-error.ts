import { expect } from "vitest";
import type { ErrorDetail } from "../../src/describe-error.ts";
import { findUnstorable } from "../../src/json-safety.ts";
import type { Outcome } from "../../src/modules/jobs/states.ts";

export function expectStorable(details: readonly ErrorDetail[]): void {
  expect(findUnstorable(JSON.parse(JSON.stringify(details)))).toBeUndefined();
  expect(Buffer.byteLength(JSON.stringify(details))).toBeLessThanOrEqual(16 * 1024);
  expect(details.length).toBeLessThanOrEqual(10);
  expect(details[0]).toMatchObject({ relation: "thrown", depth: 0 });
}

/** Expects that the thrown value failed the attempt, and that its description is within all limits. */
export function expectFailed(outcome: Outcome): void {
  if (outcome.kind !== "failed") throw new Error(`the outcome is ${outcome.kind}`);
  const { error, retryAfterSeconds = 0, details = [] } = outcome;
  expect(error.code).toMatch(/^[\w.:-]{1,100}$/);
  expect(error.message).not.toBe("");
  expect(error.message.length).toBeLessThanOrEqual(2_000);
  expect(findUnstorable(error)).toBeUndefined();
  expect(Number.isFinite(retryAfterSeconds)).toBe(true);
  expectStorable(details);
}
