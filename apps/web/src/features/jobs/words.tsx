import type { BlockedBy, ErrorDetail, Job, JobAttempt } from "@gaffer/client";
import type { ReactNode } from "react";

export const words = {
  jobCount: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "job" : "jobs"}`,
  /** A number of jobs. `more`: there are more than were counted. */
  countOf: (count: number, more = false) => `${count.toLocaleString("en")}${more && count > 0 ? "+" : ""}`,
  countSelected: (count: number) => `${count.toLocaleString("en")} selected`,
  allMatchingSelected: (count: number | undefined) => `All ${matching(count)} selected`,
  selectAllMatching: (count: number | undefined) => `Select all ${matching(count)}`,
  laterJobsExcluded: "Jobs created after your selection are not included.",
  allMatchingJobs: "all matching jobs",
  /**
   * Formats the progress of a bulk action: "500 of 1,200". Returns only the number of changed jobs if the total is
   * unknown or reached.
   */
  amountOf: (changed: number, total: number | undefined) =>
    [...new Set([changed, total])].flatMap((count) => count?.toLocaleString("en") ?? []).join(" of "),
  jobsOf: (changed: number, total: number | undefined) =>
    `${words.amountOf(changed, total)} ${total === 1 ? "job" : "jobs"}`,
  inputFiles: "Input files",
  outputFiles: "Output files",
  selectedJobs: "Selected jobs",
  clearSelection: "Clear selection",
  stopping: "Stopping",
  stop: "Stop",
  noJobsMatchTheseFilters: "No jobs match these filters.",
  noJobs: "There are no jobs yet. Create one to see its progress, output and log here.",
  createJob: "Create job",
  noJobsExample: "Or create one with an API key of this organization:",
  chooseAFile: "Choose a file",
  uploadAFile: "Upload a file",
  showOlderFiles: "Show older files",
  jobRetried: "Job retried",
  jobRestored: "Job restored",
  jobCancelled: "Job cancelled",
  cancellationRequested: "Cancellation requested",
  cancelJob: "Cancel job",
  cloneJob: "Clone job…",
  retryJob: "Retry job",
  editJobButton: "Edit job…",
  editJob: "Edit job",
  save: "Save changes",
  jobChanged: "Job changed",
  timeoutSeconds: "Timeout (seconds)",
  expiresAt: "Expires at",
  expiresAtHint: "A job that hasn't started by then is cancelled.",
  expires: "Expires",
  concurrencyKey: "Concurrency key",
  concurrencyKeyHint: "Jobs with the same key share a limit.",
  concurrencyLimit: "Jobs at once with this key",
  atOnce: (key: string, limit: number) => `${key} (${words.jobCount(limit)} at once)`,
  notStartedInTime: "Not started in time",
  deleteJobButton: "Delete job…",
  deleteJob: "Delete job",
  deleteJobQuestion: "Delete this job?",
  deleteJobWarning: "The job, its attempts and its log are deleted. Files stay.",
  jobDeleted: "Job deleted",
  cancelJobQuestion: "Cancel this job?",
  cancelJobWarning: "The job is asked to stop. Completed work is not undone.",
  whyNotRunning: "Why isn't this job running?",
  nextAttemptStarts: (when: ReactNode) => <>The last attempt failed. The next one starts {when}.</>,
  scheduledToStart: "Scheduled to start",
  scheduledToStartAt: (when: ReactNode) => <>Scheduled to start {when}.</>,
  startsAutomatically: "It starts automatically.",
  id: "ID",
  title: "Title",
  tags: "Tags",
  tag: "Tag",
  tagsHint: "Words that mark the job, with commas between them.",
  metadata: "Metadata",
  metadataHint: "One name and value a line, such as customer: 4711.",
  uniqueKey: "Unique key",
  type: "Type",
  created: "Created",
  createdBy: "Created by",
  trigger: "Trigger",
  attempts: "Attempts",
  attemptsOf: (attempt: number, maxAttempts: number, duration: string) =>
    `${attempt} (limit ${maxAttempts}, timeout ${duration})`,
  retries: "Retries",
  parentJob: "Parent job",
  openParentJob: "Open parent job",
  childJobs: "Child jobs",
  scheduledFor: "Scheduled for",
  priority: "Priority",
  schedule: "Schedule",
  openSchedule: "Open schedule",
  viewItsJobs: "View jobs of the schedule",
  jobDetails: "Job details",
  copyId: "Copy ID",
  files: "Files",
  downloadFile: (name: string) => `Download ${name}`,
  download: "Download",
  any: "Any",
  oneScheduleFilter: "One schedule ✕",
  clearFilters: "Clear filters",
  moreFilters: "More filters",
  createdFrom: "Created from",
  createdBefore: "Created before",
  all: "All",
  status: "Status",
  input: "Input",
  asJson: "As JSON",
  inputAsJson: "Input as JSON",
  selectAllLoadedJobs: "Select all loaded jobs",
  keysMove: "next and previous,",
  keySelect: "select,",
  keyRetry: "retry,",
  keyFilter: "filter",
  jobs: "Jobs",
  log: "Log",
  noLogLines: "No log lines.",
  selectJob: (type: string, id: string) => `Select ${type} ${id}`,
  latestDuration: "Duration of the latest attempt",
  pending: "Pending",
  processing: "Processing",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
  cancelling: "Cancelling…",
  attempt: ({ attempt, status }: JobAttempt) => `Attempt ${attempt} ${attemptStatuses[status]}`,
  readyToRunSince: "Ready to run since",
  timeline: "Timeline",
  errorDetails: (attempt: number) => `Error details of attempt ${attempt}`,
  copyErrorDetails: (attempt: number) => `Copy error details of attempt ${attempt}`,
  jobCreated: "Job created",
  options: "Options",
  startAt: "Start at",
  cancel: "Cancel",
  viewDeleted: (name: string) => `View ${name} deleted`,
  savedViewsHint: "Saved views (this browser only):",
  savedViews: "Saved views",
  saveViewButton: "Save view…",
  deleteViewNamed: (name: string) => `Delete view ${name}`,
  deleteView: "Delete view",
  viewName: "View name",
  saveView: "Save view",
  viewIsLocal: "The view is saved in this browser only.",
  otherJobsUnchanged: "The other jobs are unchanged.",
  typeRetried: (type: string) => `${type} retried`,
  progress: "Progress",
  failedWith: (code: string) => `Failed: ${code}`,
  latestAttemptFailed: (code: string) => `The latest attempt failed: ${code}`,
  output: "Output",
  newJob: "New job",
  noJobTypes: "This server has no job types.",
};

/** What created a job. */
export const triggers: Record<Job["trigger"], string> = {
  api: "API request",
  schedule: "Schedule",
  manual: "Manual run of a schedule",
  job: "Another job",
};

/** Texts of the actions on many jobs. */
export const bulkWords = {
  retry: {
    action: (jobs: string) => `Retry ${jobs}`,
    doing: "Retrying",
    done: (jobs: string) => `${jobs} retried`,
    effect: "Failed and cancelled jobs get one more attempt.",
  },
  cancel: {
    action: (jobs: string) => `Cancel ${jobs}`,
    doing: "Cancelling",
    done: (jobs: string) => `${jobs} cancelled`,
    effect: "Pending jobs are cancelled. Processing jobs are asked to stop; completed work is not undone.",
  },
};

const matching = (count: number | undefined) =>
  count === undefined ? "matching jobs" : `${count.toLocaleString("en")} matching jobs`;

const attemptStatuses: Record<JobAttempt["status"], string> = {
  running: "is running",
  completed: "completed",
  failed: "failed",
  timedOut: "timed out",
  cancelled: "was cancelled",
  lost: "was lost because its worker stopped responding",
};

/** Words in front of an error of an attempt. They tell how the error relates to the error that it belongs to. */
export const errorRelations: Record<ErrorDetail["relation"], string> = {
  thrown: "",
  cause: "Caused by ",
  member: "Includes ",
};

export interface BlockedByWords {
  /** The reason why the job waits, in one or two sentences. */
  why: ReactNode;
  /** What ends the wait, or what the user can do. */
  until: string;
  /** True if the job stays pending until an operator acts. */
  isStuck?: boolean;
}

/** Describes why a due job isn't running. */
export function describeBlockedBy(
  blockedBy: Exclude<BlockedBy, { kind: "scheduled" }>,
): BlockedByWords & { why: string } {
  switch (blockedBy.kind) {
    case "suspended":
      return {
        why: "This organization is suspended.",
        until: "It starts when the operator of the installation ends the suspension.",
        isStuck: true,
      };
    case "noWorker":
      return {
        why: `No running worker has a handler for ${blockedBy.type}.`,
        until: "Check that a worker is running and that its handlers include this type.",
        isStuck: true,
      };
    case "concurrency":
      return {
        why: `${limits[blockedBy.limitedBy]} ${words.jobCount(blockedBy.limit)} at once. ${countOf(blockedBy.ahead)} ahead of this one.`,
        until: "It starts when other jobs end.",
      };
    case "concurrencyKey":
      return {
        why: `The key ${blockedBy.key} runs ${words.jobCount(blockedBy.limit)} at once. ${countOf(blockedBy.ahead)} ahead of this one.`,
        until: "It starts when other jobs with this key end.",
      };
    case "queued":
      return {
        why: `${countOf(blockedBy.ahead)} ahead of this one in the queue.`,
        until: "It starts when a worker has a free slot. Add workers or slots to start it sooner.",
      };
    case "quarantine":
      return {
        why: `A worker crashed while it ran this job, so the job runs in its own process. ${countOf(blockedBy.ahead)} ahead of this one.`,
        until: "Each worker runs only a few such jobs at once.",
      };
    case "starting":
      return { why: "A worker is about to start this job.", until: "This takes a moment." };
  }
}

const limits: Record<Extract<BlockedBy, { kind: "concurrency" }>["limitedBy"], string> = {
  plan: "Your plan runs",
  installation: "For each organization, this installation runs",
};

function countOf(ahead: { count: number; more: boolean }): string {
  if (ahead.more) return `More than ${words.jobCount(ahead.count)} are`;
  return ahead.count === 0 ? "No other job is" : `${words.jobCount(ahead.count)} ${ahead.count === 1 ? "is" : "are"}`;
}
