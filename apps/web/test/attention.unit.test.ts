import type { Job, JobStatus, Usage } from "@gaffer/client";
import { describe, expect, test } from "vitest";
import { findFailingTypes } from "../src/features/overview/components/failing-types.ts";
import { findNearlyUsedUp } from "../src/features/overview/components/nearly-used-up.ts";
import {
  countSeries,
  sliceFilters,
  summaryOfCounts,
  summaryOfPercentiles,
} from "../src/features/overview/components/timeline-series.ts";

const to = new Date("2026-11-01T12:00:00Z");
const from = new Date("2026-11-01T11:00:00Z");
const minutesAgo = (minutes: number) => new Date(to.getTime() - minutes * 60_000);
const failed = (minutes: number, type: Job["type"] = "http:request") =>
  ({ type, createdAt: minutesAgo(minutes).toISOString() }) as Job;

describe("Attention › a type whose failures rise", () => {
  const find = (jobs: readonly Job[], limit = 100) => findFailingTypes(jobs, { from, to, limit });

  test("is one of which more failed in the newer half of the period than in the older one", () => {
    const jobs = [failed(1), failed(2), failed(29), failed(40), failed(50, "report:generate"), failed(90)];
    expect(find(jobs)).toEqual([{ type: "http:request", count: 3, since: minutesAgo(30), before: 1 }]);
  });

  test("isn't one that fails as before, less than before, or once", () => {
    expect(find([failed(1), failed(2), failed(31), failed(32)])).toEqual([]);
    expect(find([failed(1), failed(31), failed(32)])).toEqual([]);
    expect(find([failed(1)])).toEqual([]);
    expect(find([])).toEqual([]);
  });

  test("is looked for as far back as is known: what lies before isn't taken for nothing", () => {
    // Five in the latest ten minutes, and there may be any number before.
    const steady = [failed(1), failed(3), failed(5), failed(7), failed(9)];
    expect(find(steady, 5)).toEqual([]);
    expect(find(steady)).toMatchObject([{ count: 5, before: 0 }]);
  });
});

test("Attention › a limit is nearly used up from 80 % on, and never where there is none", () => {
  const usage = {
    queuedJobs: { used: 79, limit: 100 },
    schedules: { used: 4, limit: 5 },
    storedBytes: { used: 9e9, limit: null },
  };
  expect(findNearlyUsedUp(usage)).toEqual([{ name: "schedules", isFull: false, amount: "4 of 5" }]);
  const full: Pick<Usage, keyof typeof usage> = { ...usage, storedBytes: { used: 2e9, limit: 2e9 } };
  expect(findNearlyUsedUp(full)[1]).toEqual({ name: "storedBytes", isFull: true, amount: "2 GB of 2 GB" });
});

describe("Attention › a timeline", () => {
  const counts: Record<JobStatus, number> = { pending: 1, processing: 1, completed: 4, failed: 2, cancelled: 1 };
  const slice = {
    at: "2026-11-01T11:00:00.000Z",
    created: 9,
    byStatus: counts,
    waitSeconds: { p50: 0.5, p95: 90 },
    runSeconds: null,
  };
  const none = { ...slice, created: 0, byStatus: { ...counts, completed: 0, failed: 0 }, waitSeconds: null };

  test("is drawn so that each job is in one series", () => {
    expect(countSeries([slice]).map(({ label, values }) => [label, ...values])).toEqual([
      ["Failed", 2],
      ["Completed", 4],
      ["Others", 3],
    ]);
  });

  test("is said in a sentence to whoever doesn't see it", () => {
    expect(summaryOfCounts([slice, none])).toBe("Jobs: 9; 4 completed, 2 failed; at most 9 per interval.");
    expect(summaryOfPercentiles("Wait time", [slice, none], "waitSeconds")).toBe(
      "Wait time, latest: median 500 ms, p95 1 min 30 s; highest p95 1 min 30 s.",
    );
    expect(summaryOfPercentiles("Run time", [slice], "runSeconds")).toBe("Run time: no data yet.");
  });

  test("leads to the list of the jobs of a slice", () => {
    expect(sliceFilters(slice, 60)).toEqual({ createdFrom: slice.at, createdBefore: "2026-11-01T11:01:00.000Z" });
  });
});
