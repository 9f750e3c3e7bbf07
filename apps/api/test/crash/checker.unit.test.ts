/** The checker is only worth what it can see. Here what a job owes those who asked for it; its other rules beside it. */
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
  writesOf,
} from "./sample-history.ts";

test("Crash checker › nothing is wrong with a history in which everything went as promised", () => {
  expect(checkHistory(goodHistory())).toEqual([]);
});

const spoilt: Spoilt[] = [
  [
    "an acknowledged job is gone",
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
    "one key was answered with two jobs",
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
    "an organization has something admitted that isn't there",
    "the count of admitted is right",
    (history) => {
      history.loads = [{ orgId, admitted: 1 }];
    },
  ],
  [
    "the count and the messages differed for a moment",
    "the count of admitted is right",
    (history) => {
      history.standings.push({ orgId, counted: 0, messages: 1, withoutMessage: 0, withoutRow: 0 });
    },
  ],
  [
    "a job in line had no message for a moment",
    "a job in line has a message",
    (history) => {
      history.standings.push({ orgId, counted: 0, messages: 0, withoutMessage: 1, withoutRow: 0 });
    },
  ],
  [
    "a message had no job for a moment",
    "a message has a job",
    (history) => {
      history.standings.push({ orgId, counted: 1, messages: 1, withoutMessage: 0, withoutRow: 1 });
    },
  ],
  [
    "an attempt is left running",
    "attempts tell the same story as their job",
    (history) => {
      Object.assign(history.attempts[0] as object, { status: "running" });
    },
  ],
  [
    "two attempts completed one job",
    "attempts tell the same story as their job",
    (history) => {
      Object.assign(history.attempts[0] as object, { status: "completed" });
    },
  ],
  [
    "an attempt is missing",
    "attempts tell the same story as their job",
    (history) => {
      history.attempts.shift();
    },
  ],
  [
    "a process ended by itself",
    "processes end only when told to",
    (history) => {
      history.ended.push("worker-1 ended by itself (1)");
    },
  ],
  [
    "the API gave up with a 500",
    "the API answers as promised",
    (history) => {
      history.clients.push({ event: "unexpected", request: "POST /jobs", status: 500, body: "" });
    },
  ],
];

test.each(spoilt)("Crash checker › it sees that %s", (_name, rule, spoil) => {
  expect(rulesBrokenBy(spoil)).toContain(rule);
});
