import type { JobStats } from "@gaffer/client";
import { expect, test } from "vitest";
import { countJobs } from "../src/features/jobs/queries/job-filters.ts";

const none = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
const stats: JobStats = {
  byStatus: { ...none, pending: 5, failed: 3, cancelled: 2 },
  byType: [
    { type: "file:profile", byStatus: { ...none, pending: 5 } },
    { type: "report:generate", byStatus: { ...none, failed: 3, cancelled: 2 } },
  ],
  oldestPendingAgeSeconds: null,
  more: false,
};

test("countJobs › counts by status", () => {
  expect(countJobs(stats, {}, ["failed", "cancelled"])).toBe(5);
  expect(countJobs(stats, { status: "failed" }, ["failed", "cancelled"])).toBe(3);
  expect(countJobs(stats, { type: "file:profile", createdBy: "system" }, ["pending"])).toBe(5);
});

test("countJobs › returns 0 if no status can match, and undefined if the server counted not all jobs", () => {
  expect(countJobs(undefined, { status: "completed", createdBy: "system" }, ["failed"])).toBe(0);
  expect(countJobs({ ...stats, more: true }, { createdBy: "system" }, ["failed"])).toBeUndefined();
  expect(countJobs(undefined, {}, ["failed"])).toBeUndefined();
});
