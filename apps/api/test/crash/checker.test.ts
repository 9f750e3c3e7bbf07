/** The checker is only worth what it can see: each rule, on a history that breaks it. */
import { expect, test } from "vitest";
import { checkHistory } from "./checker.ts";
import type { History, JobAtEnd, Transition } from "./history.ts";
import { cancelled, goodHistory, inOrder, lostOnce, orgId, retried, writesOf } from "./sample-history.ts";

const jobOf = (history: History, id: string) => history.jobs.find((job) => job.id === id) as JobAtEnd;
const add = (history: History, ...writes: Omit<Transition, "seq">[]) => {
  history.transitions = inOrder([...history.transitions, ...writes]);
};
const writeOf = (history: History, jobId: string, to: string) =>
  history.transitions.findLast((write) => write.jobId === jobId && write.to === to) as Transition;

test("nothing is wrong with a history in which everything went as promised", () => {
  expect(checkHistory(goodHistory())).toEqual([]);
});

/** Each with the rule that must see it. Others may see it too. */
const bad: [name: string, rule: string, spoil: (history: History) => void][] = [
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
    "a stale attempt completed a job that had ended",
    "no write after the end",
    (history) => {
      const last = writeOf(history, lostOnce, "completed");
      add(history, { ...last, from: "completed", fromAttempt: 2, fromWorker: null });
    },
  ],
  [
    "progress was written after the end",
    "no write after the end",
    (history) => {
      const last = writeOf(history, retried, "failed");
      add(history, { ...last, from: "failed", fromAttempt: 1, fromWorker: null });
    },
  ],
  [
    "a completed job was deleted",
    "no write after the end",
    (history) => {
      add(history, { ...writeOf(history, lostOnce, "completed"), from: "completed", fromWorker: null, to: null });
    },
  ],
  [
    "a pending job was completed",
    "only legal transitions",
    (history) => {
      Object.assign(writeOf(history, cancelled, "processing"), { to: "pending", attempt: 0, worker: null });
      Object.assign(writeOf(history, cancelled, "cancelled"), { from: "pending", to: "completed", fromAttempt: 0 });
    },
  ],
  [
    "a write skipped a state",
    "every write is audited",
    (history) => {
      history.transitions = history.transitions.filter(({ jobId, to }) => jobId !== cancelled || to !== "processing");
    },
  ],
  [
    "a row isn't what was last written to it",
    "every write is audited",
    (history) => {
      jobOf(history, retried).status = "cancelled";
    },
  ],
  [
    "a start didn't count as an attempt",
    "a start is a new attempt, and nothing else is",
    (history) => {
      writeOf(history, cancelled, "processing").attempt = 0;
    },
  ],
  [
    "a running attempt changed hands",
    "a running attempt stays with its worker",
    (history) => {
      writeOf(history, lostOnce, "processing").fromWorker = "one";
    },
  ],
  [
    "a job was reopened, and nobody had asked",
    "only a user's retry reopens a job",
    (history) => {
      history.clients = history.clients.filter(({ event }) => event !== "retry");
    },
  ],
  [
    "a job was cancelled, and nobody had asked",
    "only what somebody cancels is cancelled",
    (history) => {
      history.clients = history.clients.filter((entry) => entry.event !== "cancel" || entry.jobId !== cancelled);
    },
  ],
  [
    "two jobs of an organization ran where one may",
    "no organization exceeds its limit",
    (history) => {
      const start = writeOf(history, cancelled, "processing");
      history.transitions = [start, ...history.transitions.filter((write) => write !== start)];
    },
  ],
  [
    "an attempt was started twice",
    "an attempt runs once",
    (history) => {
      history.effects.push({ event: "started", jobId: retried, attempt: 1, workerPid: 22, nonce: "another" });
    },
  ],
  [
    "a handler ran for an attempt that was never claimed",
    "only claimed attempts run",
    (history) => {
      history.effects.push({ event: "started", jobId: retried, attempt: 2, workerPid: 22, nonce: "another" });
    },
  ],
  [
    "a handler ran at a worker that hadn't claimed its attempt",
    "only claimed attempts run",
    (history) => {
      for (const effect of history.effects) if (effect.jobId === retried) effect.workerPid = 11;
    },
  ],
  [
    "the output of the lost attempt was stored as that of the last",
    "an output is of the last attempt",
    (history) => {
      jobOf(history, lostOnce).output = { attempt: 1, nonce: `${lostOnce}/1` };
    },
  ],
  [
    "an output names a run that never finished",
    "an output is of the last attempt",
    (history) => {
      jobOf(history, lostOnce).output = { attempt: 2, nonce: "made up" };
    },
  ],
  [
    "a job was completed while another worker held it",
    "an output is of the last attempt",
    (history) => {
      writeOf(history, lostOnce, "completed").fromWorker = "one";
    },
  ],
  [
    "a job that was cancelled has an output",
    "an output is of the last attempt",
    (history) => {
      jobOf(history, cancelled).output = { attempt: 1, nonce: `${cancelled}/1` };
    },
  ],
  [
    "a completed job has no output",
    "an output is of the last attempt",
    (history) => {
      jobOf(history, lostOnce).output = null;
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

test.each(bad)("it sees that %s", (_name, rule, spoil) => {
  const history = goodHistory();
  spoil(history);
  expect(checkHistory(history).map((violation) => violation.rule)).toContain(rule);
});
