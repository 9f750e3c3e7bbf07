/** Broken histories for the rules about acknowledged jobs, messages, counters, attempts and processes. */
import { expect, test } from "vitest";
import { checkHistory } from "./checker.ts";
import {
  add,
  cancelled,
  goodHistory,
  jobOf,
  lostOnce,
  orgId,
  retried,
  rulesBrokenBy,
  type Spoilt,
  standing,
  writesOf,
} from "./sample-history.ts";

test("Crash checker › correct history › breaks no rule", () => {
  expect(checkHistory(goodHistory())).toEqual([]);
});

const spoilt: Spoilt[] = [
  [
    "an acknowledged job doesn't exist",
    "a 2xx means committed",
    (history) => {
      history.jobs = history.jobs.filter(({ id }) => id !== retried);
    },
  ],
  [
    "a job is left processing",
    "every job ends",
    (history) => {
      Object.assign(jobOf(history, cancelled), { status: "processing" });
      history.transitions = history.transitions.filter(({ jobId, to }) => jobId !== cancelled || to !== "cancelled");
    },
  ],
  [
    "a create that was sent twice made two jobs",
    "a key creates once",
    (history) => {
      history.jobs.push({ ...jobOf(history, cancelled), id: "job-again" });
      add(history, ...writesOf("job-again", [["pending", 0, null, "admitted"]]));
    },
  ],
  [
    "a key was answered with two jobs",
    "a key creates once",
    (history) => {
      history.clients.push({ event: "acknowledged", key: "b", orgId, number: 3, jobId: retried });
    },
  ],
  [
    "a key was answered with a job that it didn't make",
    "a key creates once",
    (history) => {
      for (const entry of history.clients)
        if (entry.event === "acknowledged" && entry.number === 3) entry.jobId = retried;
    },
  ],
  [
    "a message is left",
    "no message is left",
    (history) => {
      history.messages.push({ id: "message", jobId: lostOnce });
    },
  ],
  [
    "an organization counts an admitted job that doesn't exist",
    "the number of admitted jobs is right",
    (history) => {
      history.loads = [{ orgId, admitted: 1, open: 0 }];
    },
  ],
  [
    "the counter and the messages differed in a snapshot",
    "the number of admitted jobs is right",
    (history) => {
      history.standings.push({ ...standing, counted: 0 });
    },
  ],
  [
    "an organization counts an open job that doesn't exist",
    "the number of open jobs is right",
    (history) => {
      history.loads = [{ orgId, admitted: 0, open: 1 }];
    },
  ],
  [
    "the counter of open jobs and the rows differed in a snapshot",
    "the number of open jobs is right",
    (history) => {
      history.standings.push({ ...standing, open: 2 });
    },
  ],
  [
    "an ended job had a row of open_jobs in a snapshot",
    "the tables agree",
    (history) => {
      history.standings.push({ ...standing, contradictory: 1 });
    },
  ],
  [
    "an admitted job had no message in a snapshot",
    "an admitted or delayed job has a message",
    (history) => {
      history.standings.push({ ...standing, withoutMessage: 1 });
    },
  ],
  [
    "a message had no job in a snapshot",
    "a message has a job",
    (history) => {
      history.standings.push({ ...standing, withoutRow: 1 });
    },
  ],
  [
    "an attempt is left running",
    "attempts agree with their job",
    (history) => {
      Object.assign(history.attempts[0] as object, { status: "running" });
    },
  ],
  [
    "two attempts completed one job",
    "attempts agree with their job",
    (history) => {
      Object.assign(history.attempts[0] as object, { status: "completed" });
    },
  ],
  [
    "an attempt is missing",
    "attempts agree with their job",
    (history) => {
      history.attempts.shift();
    },
  ],
  [
    "a process ended unexpectedly",
    "processes end only when stopped",
    (history) => {
      history.ended.push("worker-1 ended unexpectedly (1)");
    },
  ],
  [
    "the API responded with a 500",
    "the API keeps its contract",
    (history) => {
      history.clients.push({ event: "unexpected", request: "POST /jobs", status: 500, body: "" });
    },
  ],
];

test.each(spoilt)("Crash checker › reports that %s", (_name, rule, spoil) => {
  expect(rulesBrokenBy(spoil)).toContain(rule);
});
