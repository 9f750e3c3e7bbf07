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

describe("findFailingTypes", () => {
  const find = (jobs: readonly Job[], limit = 100) => findFailingTypes(jobs, { from, to, limit });

  test("finds a type with more failures in the newer half of the period than in the older half", () => {
    const jobs = [failed(1), failed(2), failed(29), failed(40), failed(50, "report:generate"), failed(90)];
    expect(find(jobs)).toEqual([{ type: "http:request", count: 3, since: minutesAgo(30), before: 1 }]);
  });

  test("skips a type that fails as often as before, less often, or once", () => {
    expect(find([failed(1), failed(2), failed(31), failed(32)])).toEqual([]);
    expect(find([failed(1), failed(31), failed(32)])).toEqual([]);
    expect(find([failed(1)])).toEqual([]);
    expect(find([])).toEqual([]);
  });

  test("compares only the time that the known failures cover", () => {
    // Five jobs that failed in the last ten minutes. If five is the limit of the read, earlier failed jobs are unknown.
    const steady = [failed(1), failed(3), failed(5), failed(7), failed(9)];
    expect(find(steady, 5)).toEqual([]);
    expect(find(steady)).toMatchObject([{ count: 5, before: 0 }]);
  });
});

test("findNearlyUsedUp › finds limits from 80 % on, and ignores missing limits", () => {
  const usage = {
    openJobs: { used: 79, limit: 100 },
    schedules: { used: 4, limit: 5 },
    storedBytes: { used: 9e9, limit: null },
  };
  expect(findNearlyUsedUp(usage)).toEqual([{ name: "schedules", isFull: false, amount: "4 of 5" }]);
  const full: Pick<Usage, keyof typeof usage> = { ...usage, storedBytes: { used: 2e9, limit: 2e9 } };
  expect(findNearlyUsedUp(full)[1]).toEqual({ name: "storedBytes", isFull: true, amount: "2 GB of 2 GB" });
});

describe("Timeline series", () => {
  const counts: Record<JobStatus, number> = { pending: 1, processing: 1, completed: 4, failed: 2, cancelled: 1 };
  const slice = {
    at: "2026-11-01T11:00:00.000Z",
    created: 9,
    byStatus: counts,
    waitSeconds: { p50: 0.5, p95: 90 },
    runSeconds: null,
  };
  const none = { ...slice, created: 0, byStatus: { ...counts, completed: 0, failed: 0 }, waitSeconds: null };

  test("count each job in one series", () => {
    expect(countSeries([slice]).map(({ label, values }) => [label, ...values])).toEqual([
      ["Failed", 2],
      ["Completed", 4],
      ["Others", 3],
    ]);
  });

  test("have a summary for screen readers", () => {
    expect(summaryOfCounts([slice, none])).toBe("Jobs: 9; 4 completed, 2 failed; at most 9 per interval.");
    expect(summaryOfPercentiles("Wait time", [slice, none], "waitSeconds")).toBe(
      "Wait time, latest: median 500 ms, p95 1 min 30 s; highest p95 1 min 30 s.",
    );
    expect(summaryOfPercentiles("Run time", [slice], "runSeconds")).toBe("Run time: no data yet.");
  });

  test("link a slice to the list of its jobs", () => {
    expect(sliceFilters(slice, 60)).toEqual({ createdFrom: slice.at, createdBefore: "2026-11-01T11:01:00.000Z" });
  });
});
