import { describe, expect, test } from "vitest";
import type { OpenJob } from "../../src/modules/jobs/schedule-runs.ts";
import { decideOverlap } from "../../src/modules/schedules/overlap.ts";

const job = (jobId: string): OpenJob => ({ orgId: "org", jobId, scheduleId: "schedule" });
const both = [job("one"), job("two")];
const startAlone = { action: "start", cancel: [] };

describe("decideOverlap", () => {
  test.each(["allow", "skip", "cancelPrevious"])("starts a run of a schedule without open jobs under %s", (overlap) => {
    expect(decideOverlap(overlap, [], new Set())).toEqual(startAlone);
  });

  test("starts a run beside open jobs under allow, and cancels none", () => {
    expect(decideOverlap("allow", both, new Set(["one", "two"]))).toEqual(startAlone);
  });

  test("skips a run under skip, and names the open job", () => {
    expect(decideOverlap("skip", both, new Set())).toEqual({ action: "skip", openJobId: "one" });
  });

  test("cancels all open jobs under cancelPrevious when all are locked", () => {
    expect(decideOverlap("cancelPrevious", both, new Set(["one", "two"]))).toEqual({ action: "start", cancel: both });
  });

  test("retries under cancelPrevious when another transaction has locked one of them", () => {
    expect(decideOverlap("cancelPrevious", both, new Set(["one"]))).toEqual({ action: "retry" });
  });
});
