import type { TimelinePeriod } from "@gaffer/client";
import type { ReactNode } from "react";

export const words = {
  oldestDueSince: (why: string, duration: string) => `${why} The oldest job has been due for ${duration}.`,
  jobsPending: (count: number, type: string) =>
    `${countOf(count, `${type} job`)} ${count === 1 ? "is" : "are"} pending`,
  viewPendingJobs: "View pending jobs",
  openJob: "Open job",
  failsMoreOften: (type: string) => `${type} fails more often than before`,
  failedCounts: (failed: number, duration: string, before: number) =>
    `${countOf(failed, "job")} created in the last ${duration} failed; ${before} in the ${duration} before.`,
  viewFailedJobs: "View failed jobs",
  pausedAfterFailures: (name: string) => `${name} is paused after failures`,
  lastRunFailed: (name: string) => `${name}: the last run failed`,
  lastRunRefused: (name: string) => `${name}: the last run was refused`,
  failuresInARow: (count: number) => `${countOf(count, "failure")} in a row. Resume the schedule to run it again.`,
  lastRunAt: (when: ReactNode) => <>The last run was {when}.</>,
  openSchedule: "Open schedule",
  openLastJob: "Open last job",
  openJobs: "Open jobs",
  viewJobs: "View jobs",
  schedules: "Schedules",
  viewSchedules: "View schedules",
  fileStorage: "File storage",
  viewFiles: "View files",
  limitUsed: (limit: string, amount: string) => `${limit}: ${amount} used`,
  limitReached: "The limit of the plan is reached. Requests for more are refused until usage drops.",
  limitNear: "At the limit of the plan, requests for more are refused.",
  needsAttention: "Needs attention",
  nothingNeedsAttention:
    "Nothing needs attention. Failing schedules, jobs without a worker and nearly used limits will appear here.",
  now: "Now",
  noneDue: "None due",
  oldestDueFor: (duration: string) => `Oldest due for ${duration}`,
  figures: "Figures",
  pending: "Pending",
  processing: "Processing",
  completed: "Completed",
  createdIn: (period: TimelinePeriod) => `Created in ${periodWords[period].long}`,
  failed: "Failed",
  jobsCreatedIn: (period: TimelinePeriod) => `Jobs created in ${periodWords[period].long}`,
  throughput: "Throughput",
  waitTime: "Wait time",
  runTime: "Run time",
  showAsTable: "Show as table",
  usedOf: (used: string, limit: string) => `${used} of ${limit}`,
  newestFailures: "Newest failures",
  allFailures: (count: number) => `All ${count.toLocaleString("en")}`,
  noJobsHaveFailed: "No jobs have failed. The newest failures will appear here.",
  others: "Others",
  median: "Median",
  countSummary: (jobs: number, completed: number, failed: number, most: number) =>
    `Jobs: ${jobs}; ${completed} completed, ${failed} failed; at most ${most} per interval.`,
  noDataYet: (what: string) => `${what}: no data yet.`,
  durationSummary: (what: string, p50: string, p95: string, worst: string) =>
    `${what}, latest: median ${p50}, p95 ${p95}; highest p95 ${worst}.`,
  created: "Created",
  jobs: "Jobs",
  waitTimeMedianP95: "Wait time (median, p95)",
  runTimeMedianP95: "Run time (median, p95)",
  noJobsWereCreated: "No jobs were created.",
  jobsOverTime: "Jobs over time",
  byType: "By type",
  jobsByType: "Jobs by type",
  type: "Type",
  overview: "Overview",
  firstJob: "First job",
  figuresWillAppear: "Job counts, wait times and run times will appear here.",
  period: "Period",
};

/** Names of the periods: a short one, and one for use within a sentence. */
export const periodWords: Record<TimelinePeriod, { short: string; long: string }> = {
  hour: { short: "1 h", long: "the last hour" },
  day: { short: "24 h", long: "the last 24 hours" },
  week: { short: "7 d", long: "the last 7 days" },
};

function countOf(amount: number, thing: string): string {
  return `${amount.toLocaleString("en")} ${thing}${amount === 1 ? "" : "s"}`;
}
