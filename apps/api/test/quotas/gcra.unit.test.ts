import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leftAt, takeFrom, waitMs, windowMs } from "../../src/modules/quotas/gcra.ts";

const limits = fc.integer({ min: 1, max: 1_000_000 });
/** Random requests: the requested amount, and the pause before each request. */
const requests = fc.array(fc.record({ wanted: fc.integer({ min: 1, max: 2_000 }), pauseMs: fc.nat(5_000) }), {
  minLength: 1,
  maxLength: 200,
});

function run(limit: number, asked: { wanted: number; pauseMs: number }[]) {
  let [nowMs, arrivesAtMs] = [1_800_000_000_000, 0];
  return asked.map(({ wanted, pauseMs }) => {
    nowMs += pauseMs;
    const before = arrivesAtMs;
    const taken = takeFrom(before, wanted, { limit, nowMs });
    ({ arrivesAtMs } = taken);
    return { ...taken, wanted, nowMs, left: leftAt(before, { limit, nowMs }) };
  });
}

describe("GCRA › rate", () => {
  test("grants at most a minute's amount at once and what accumulates again, in any period", () => {
    fc.assert(
      fc.property(limits, requests, (limit, asked) => {
        const steps = run(limit, asked);
        for (let from = 0; from < steps.length; from += 7) {
          let granted = 0;
          for (const { granted: more, nowMs } of steps.slice(from)) {
            granted += more;
            const may = limit + (limit * (nowMs - (steps[from]?.nowMs as number))) / windowMs;
            expect(granted).toBeLessThanOrEqual(may + 1);
          }
        }
      }),
    );
  });

  test("grants a request as far as anything is left", () => {
    fc.assert(
      fc.property(limits, requests, (limit, asked) => {
        for (const { granted, wanted, left } of run(limit, asked)) expect(granted).toBe(Math.min(wanted, left));
      }),
    );
  });

  test("returns the time to wait, and no longer", () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 0, max: 120_000 }), (limit, aheadMs) => {
        const nowMs = 1_800_000_000_000;
        const arrivesAtMs = nowMs + aheadMs;
        const wait = waitMs(arrivesAtMs, { limit, nowMs });
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(windowMs / limit + 0.001);
        if (aheadMs <= windowMs) expect(leftAt(arrivesAtMs, { limit, nowMs: nowMs + wait + 0.01 })).toBeGreaterThan(0);
      }),
    );
  });

  test("is bounded when a clock was ahead, and never more than full", () => {
    const moment = { limit: 60, nowMs: 1_800_000_000_000 };
    expect(waitMs(moment.nowMs + 24 * 3_600_000, moment)).toBe(1_000);
    expect(leftAt(0, moment)).toBe(60);
  });

  test("of 60 per minute grants 60 at once and then one per second", () => {
    const nowMs = 1_800_000_000_000;
    const first = takeFrom(0, 100, { limit: 60, nowMs });
    expect(first.granted).toBe(60);
    expect(takeFrom(first.arrivesAtMs, 1, { limit: 60, nowMs: nowMs + 999 }).granted).toBe(0);
    expect(takeFrom(first.arrivesAtMs, 5, { limit: 60, nowMs: nowMs + 2_000 }).granted).toBe(2);
  });
});
