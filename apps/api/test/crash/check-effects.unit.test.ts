/** A broken history for each rule about runs of handlers. */
import { expect, test } from "vitest";
import { cancelled, jobOf, lostOnce, retried, rulesBrokenBy, type Spoilt, writeOf } from "./sample-history.ts";

const spoilt: Spoilt[] = [
  [
    "an attempt was started twice",
    "an attempt runs once",
    (history) => {
      history.effects.push({ event: "started", jobId: retried, attempt: 1, workerPid: 22, nonce: "another", at: 0 });
    },
  ],
  [
    "a handler ran for an attempt that was never claimed",
    "only claimed attempts run",
    (history) => {
      history.effects.push({ event: "started", jobId: retried, attempt: 2, workerPid: 22, nonce: "another", at: 0 });
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
    "the output of a lost attempt was stored as the last attempt's",
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
    "a cancelled job has an output",
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
];

test.each(spoilt)("checkEffects › reports that %s", (_name, rule, spoil) => {
  expect(rulesBrokenBy(spoil)).toContain(rule);
});
