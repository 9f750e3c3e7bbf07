import type { Backfill, MissedPolicy, OverlapPolicy, Recurrence, Schedule } from "@gaffer/client";

export const words = {
  noSchedulesMatchTheseFilters: "No schedules match these filters.",
  noSchedules: "There are no schedules yet. Create one to run a job at the times that you choose.",
  createSchedule: "Create schedule",
  noSchedulesExample: "Or create one with an API key of this organization:",
  dayOfTheMonth: "Day of the month",
  lastDay: "Last day",
  weekdayOfTheMonth: "Weekday, such as the second Tuesday",
  on: "On",
  day: "Day",
  shorterMonthsUseTheirLastDay: "Shorter months use their last day.",
  whichWeek: "Week",
  weekday: "Weekday",
  nextRunsOnceResumed: "Next runs once resumed",
  nextRuns: "Next runs",
  scheduleHasEnded: "This schedule has ended. Set a later end or more runs to run it again.",
  noMoreRuns: "No more runs.",
  yourTime: (time: string) => `, ${time} your time`,
  timesIn: (zone: string) => `Times in ${zone}.`,
  timesInBoth: (zone: string, viewerZone: string) => `Times in ${zone}, and in your time zone, ${viewerZone}.`,
  skipTheNewRun: "Skip the new run",
  runBoth: "Run both",
  cancelThePreviousRun: "Cancel the previous run",
  skipThem: "Skip them",
  runOnlyTheLatest: "Run only the latest",
  runAllUpTo100: "Run all, up to 100",
  policies: "Overlap, missed runs and failures",
  ifStillRunning: "If the previous run is still running",
  ifMissed: "If runs were missed",
  pauseAfterConsecutiveFailures: "Pause after consecutive failures",
  never: "Never",
  everyDay: "Every day",
  onDaysOfTheWeek: "On days of the week",
  onADayOfTheMonth: "On a day of the month",
  atAnInterval: "At an interval",
  cronExpression: "Cron expression",
  once: "Once",
  runs: "Runs",
  at: "At",
  every: "Every",
  unit: "Unit",
  cronHint: "Minute, hour, day of the month, month, day of the week. A sixth field in front is for seconds.",
  onYourTime: "On (your time)",
  noRunsYet: "There are no runs yet. Runs will appear here when the schedule is due or run manually.",
  byActor: (name: string) => `, by ${name}`,
  createPaused: "Create the schedule paused",
  tookTime: (duration: string) => `Took ${duration}`,
  openJob: "Open job",
  completed: "Completed",
  running: "Running",
  failed: "Failed",
  refused: "Refused",
  cancelled: "Cancelled",
  missed: "Missed",
  skipped: "Skipped (previous run still running)",
  sparklineEmpty: "No runs yet",
  latestRuns: (outcomes: string) => `Latest runs: ${outcomes}`,
  scheduleResumed: "Schedule resumed",
  schedulePaused: "Schedule paused",
  jobCreated: "Job created",
  backfillButton: "Create jobs of past times…",
  backfillHint: "Past times that have no job, such as missed ones, get one. Times are yours.",
  backfillFrom: "From",
  backfillTo: "To",
  countMissing: "Count missing jobs",
  missingTimes: ({ times, jobs }: Backfill) =>
    `${jobs.toLocaleString("en")} of ${times.toLocaleString("en")} past times have no job.`,
  createJobs: (count: number) => `Create ${count.toLocaleString("en")} ${count === 1 ? "job" : "jobs"}`,
  jobsCreated: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "job" : "jobs"} created`,
  scheduleDeleted: "Schedule deleted",
  runNow: "Run schedule now",
  pauseSchedule: "Pause schedule",
  resumeSchedule: "Resume schedule",
  editSchedule: "Edit schedule",
  deleteScheduleButton: "Delete schedule…",
  deleteScheduleQuestion: (name: string) => `Delete ${name}?`,
  deleteSchedule: "Delete schedule",
  deleteScheduleWarning: "The schedule and its run history are deleted. Its jobs are kept, and open jobs continue.",
  name: "Name",
  nameExample: "Morning report",
  theNextFiveRuns: "The next five runs",
  active: "Active",
  pausedAfterFailures: "Paused after failures",
  paused: "Paused",
  ended: "Ended",
  job: "Job",
  type: "Type",
  priority: "Priority",
  attempts: "Attempts",
  timeoutSeconds: "Timeout (seconds)",
  ttlSeconds: "Expires after (seconds)",
  ttlSecondsHint: "A job that hasn't started by then is cancelled.",
  when: "When",
  timeZone: "Time zone",
  runTimesUseThisTimeZone: "Run times use this time zone.",
  startAndEnd: "Start and end",
  startAtYourTime: "Start at (your time)",
  endAtYourTime: "End at (your time)",
  maxRuns: "Maximum runs",
  unlimited: "Unlimited",
  scheduleSaved: "Schedule saved",
  editNamed: (name: string) => `Edit ${name}`,
  changedByOther: "Another change made this version outdated, so your changes can't be saved.",
  reloadTheLatestVersion: "Reload the latest version",
  saveSchedule: "Save schedule",
  cancel: "Cancel",
  newSchedule: "New schedule",
  noJobTypes: "This server has no job types.",
  scheduleCreated: "Schedule created",
  inARow: (count: number) => `${count} in a row`,
  jobs: "Jobs",
  viewItsJobs: "View jobs",
  starts: "Starts",
  ends: "Ends",
  runsSoFar: "Runs so far",
  runsOf: (runCount: number, maxRuns: number) => `${runCount} of ${maxRuns}`,
  failures: "Failures",
  failuresOf: (count: number, pausesAt: number) => `${count} in a row (pauses at ${pausesAt})`,
  overlap: "Overlap",
  missedRuns: "Missed runs",
  created: "Created",
  createdBy: "Created by",
  scheduleDetails: "Schedule details",
  schedules: "Schedules",
  status: "Status",
  all: "All",
  noNextRun: "No next run",
};

const scheduleCount = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "schedule" : "schedules"}`;

/** Texts of the actions on all schedules with a status. */
export const changeAllWords = {
  pause: {
    action: "Pause all active schedules",
    done: (count: number) => `${scheduleCount(count)} paused`,
    effect: "No schedule runs until it is resumed. Existing jobs continue.",
  },
  resume: {
    action: "Resume all paused schedules",
    done: (count: number) => `${scheduleCount(count)} resumed`,
    effect: "They continue with their next runs. Times during the pause are skipped.",
  },
};

/** Labels of the policies. */
export const overlapLabels: Record<OverlapPolicy, string> = {
  skip: words.skipTheNewRun,
  allow: words.runBoth,
  cancelPrevious: words.cancelThePreviousRun,
};
export const missedLabels: Record<MissedPolicy, string> = {
  skip: words.skipThem,
  latest: words.runOnlyTheLatest,
  all: words.runAllUpTo100,
};

/** Describes when a schedule runs. Includes the time zone if the recurrence depends on it. */
export function describeTimetable({ recurrence, timezone }: Pick<Schedule, "recurrence" | "timezone">): string {
  const text = describeRecurrence(recurrence);
  return recurrence.kind === "interval" || recurrence.kind === "once" ? text : `${text}, ${timezone}`;
}

function describeRecurrence(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case "daily":
      return `Every day at ${recurrence.time}`;
    case "weekly":
      return `Every ${listed(recurrence.weekdays.map(capitalized))} at ${recurrence.time}`;
    case "monthly":
      return `Every month on ${describeDay(recurrence.on)} at ${recurrence.time}`;
    case "interval":
      return recurrence.every === 1
        ? `Every ${recurrence.unit.slice(0, -1)}`
        : `Every ${recurrence.every} ${recurrence.unit}`;
    case "cron":
      return `Cron ${recurrence.expression}`;
    case "once":
      return `Once, on ${new Date(recurrence.at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })} (your time)`;
  }
}

type MonthlyDay = Extract<Recurrence, { kind: "monthly" }>["on"];

function describeDay(on: MonthlyDay): string {
  switch (on.kind) {
    case "day":
      return `day ${on.day}`;
    case "lastDay":
      return "the last day";
    case "weekday":
      return `the ${on.week} ${capitalized(on.weekday)}`;
  }
}

export function capitalized(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function listed(items: readonly string[]): string {
  return new Intl.ListFormat("en").format(items);
}
