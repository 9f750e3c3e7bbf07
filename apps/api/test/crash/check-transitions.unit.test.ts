/** A broken history for each rule about writes of a job's row. */
import { expect, test } from "vitest";
import { add, cancelled, jobOf, lostOnce, retried, rulesBrokenBy, type Spoilt, writeOf } from "./sample-history.ts";

const spoilt: Spoilt[] = [
  [
    "a stale attempt completed a terminal job",
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
    "the last recorded write differs from the row",
    "every write is audited",
    (history) => {
      jobOf(history, retried).status = "cancelled";
    },
  ],
  [
    "a start didn't count as an attempt",
    "only a start is a new attempt",
    (history) => {
      writeOf(history, cancelled, "processing").attempt = 0;
    },
  ],
  [
    "a running attempt changed its worker",
    "a running attempt stays with its worker",
    (history) => {
      writeOf(history, lostOnce, "processing").fromWorker = "one";
    },
  ],
  [
    "a stale attempt wrote progress while the next one ran",
    "progress is the running attempt's",
    (history) => {
      writeOf(history, lostOnce, "processing").progress = "1: step 3";
    },
  ],
  [
    "a job was retried without a request",
    "only a user's retry reopens a job",
    (history) => {
      history.clients = history.clients.filter(({ event }) => event !== "retry");
    },
  ],
  [
    "a job was cancelled without a request",
    "only requested jobs are cancelled",
    (history) => {
      history.clients = history.clients.filter((entry) => entry.event !== "cancel" || entry.jobId !== cancelled);
    },
  ],
  [
    "two jobs of an organization ran although its limit is one",
    "no organization exceeds its limit",
    (history) => {
      writeOf(history, cancelled, "processing").committed = 0;
    },
  ],
];

test.each(spoilt)("checkTransitions › reports that %s", (_name, rule, spoil) => {
  expect(rulesBrokenBy(spoil)).toContain(rule);
});
