import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffSeconds } from "../../src/backoff.ts";
import {
  accepts,
  isOpen,
  type JobStatus,
  maxLostAttempts,
  nextState,
  type Outcome,
  transitions,
} from "../../src/modules/jobs/states.ts";

const now = new Date("2026-03-01T12:00:00Z");
const error = { code: "handler_error", message: "no" };

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant<Outcome>({ kind: "completed", output: {} }),
  fc.boolean().map((retryable): Outcome => ({ kind: "failed", error, retryable })),
  fc.nat(1000).map((retryAfterSeconds): Outcome => ({ kind: "failed", error, retryable: true, retryAfterSeconds })),
  fc.constant<Outcome>({ kind: "timedOut", error }),
  fc.constant<Outcome>({ kind: "cancelled" }),
  fc.constant<Outcome>({ kind: "released" }),
  fc.constant<Outcome>({ kind: "lost" }),
);
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("states › attempt", () => {
  test("ends its job within the allowed number of attempts, however it ends", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.array(fc.tuple(outcomes, random), { minLength: 60 }),
        (maxAttempts, ends) => {
          let budget = { attempt: 0, lostAttempts: 0, crashes: 0, maxAttempts };
          let started = 0;
          for (const [outcome, dice] of ends) {
            budget = { ...budget, attempt: budget.attempt + 1 };
            started++;
            const next = nextState(outcome, budget, now, dice);
            budget = { ...budget, lostAttempts: next.lostAttempts, crashes: next.crashes };
            if (next.status !== "pending") break;
          }
          expect(started).toBeLessThanOrEqual(Math.min(ends.length, maxAttempts + maxLostAttempts - 1));
        },
      ),
    );
  });

  test("settles only to a status that `transitions` allows", () => {
    fc.assert(
      fc.property(outcomes, fc.nat(24), random, (outcome, lostAttempts, dice) => {
        const budget = { attempt: lostAttempts + 1, lostAttempts, crashes: 0, maxAttempts: 2 };
        expect(transitions.settle.to).toContain(nextState(outcome, budget, now, dice).status);
      }),
    );
  });

  test("allows cancelling open jobs, retrying failed or cancelled jobs and restoring cancelled jobs only", () => {
    const statuses: JobStatus[] = ["pending", "processing", "completed", "failed", "cancelled"];
    expect(statuses.filter((status) => accepts(status, "cancel"))).toEqual(statuses.filter(isOpen));
    expect(statuses.filter((status) => accepts(status, "retry"))).toEqual(["failed", "cancelled"]);
    expect(statuses.filter((status) => accepts(status, "restore"))).toEqual(["cancelled"]);
  });

  test("is charged only if it failed or timed out", () => {
    fc.assert(
      fc.property(outcomes, fc.nat(10), fc.nat(2), random, (outcome, lostAttempts, crashes, dice) => {
        const budget = { attempt: lostAttempts + 1, lostAttempts, crashes, maxAttempts: 25 };
        const next = nextState(outcome, budget, now, dice);
        const free = outcome.kind === "released" || outcome.kind === "lost";
        expect(next.lostAttempts).toBe(lostAttempts + (free ? 1 : 0));
        expect(next.crashes).toBe(crashes + (outcome.kind === "lost" ? 1 : 0));
      }),
    );
  });

  test("uses the retryAfterSeconds of an error", () => {
    const outcome: Outcome = { kind: "failed", error, retryable: true, retryAfterSeconds: 90 };
    const next = nextState(outcome, { attempt: 1, lostAttempts: 0, crashes: 0, maxAttempts: 3 }, now, 0.5);
    expect(next).toMatchObject({ status: "pending", runAt: new Date("2026-03-01T12:01:30Z") });
  });

  test.each(["released", "lost"] as const)("fails the job when it is the 25th that is %s", (kind) => {
    const budget = { attempt: 24, lostAttempts: 23, crashes: 0, maxAttempts: 1 };
    expect(nextState({ kind }, budget, now, 0)).toMatchObject({ status: "pending", runAt: now });
    const last = nextState({ kind }, { ...budget, attempt: 25, lostAttempts: 24 }, now, 0);
    expect(last).toMatchObject({ status: "failed", error: { code: "worker_lost" } });
    expect(last.error?.message).toMatch(/^25 attempts of the job ended because their worker's process/);
  });

  test("may be lost 25 times more after a retry", () => {
    const retried = { attempt: 26, lostAttempts: 25, crashes: 3, maxAttempts: 1 };
    expect(nextState({ kind: "lost" }, retried, now, 0)).toMatchObject({ status: "pending" });
    expect(nextState({ kind: "lost" }, { ...retried, attempt: 50, lostAttempts: 49 }, now, 0)).toMatchObject({
      status: "failed",
    });
  });

  test("is followed by a backoff that doubles, with a factor between 0.5 and 2, up to an hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), random, (attempt, dice) => {
        const seconds = backoffSeconds(attempt, dice);
        expect(seconds).toBeLessThanOrEqual(3600);
        expect(seconds).toBeGreaterThanOrEqual(Math.min(3600, 2 ** (attempt - 1)));
        expect(seconds).toBeLessThanOrEqual(2 ** attempt);
      }),
    );
  });
});
