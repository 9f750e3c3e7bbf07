/** A small correct history. Tests add a fault to it and expect the checker to report the fault. */
import { checkHistory } from "./checker.ts";
import type { History, JobAtEnd, Standing, Transition } from "./history.ts";

export const orgId = "org";
/** A job that its second attempt completed. Worker `one` lost the first attempt. */
export const lostOnce = "job-lost-once";
/** A job that was cancelled while pending, retried, and then failed by its handler. */
export const retried = "job-retried";
/** A job that was cancelled while processing. */
export const cancelled = "job-cancelled";

/** A write of a job's row without its position in the history. */
type Write = Omit<Transition, "seq" | "committed">;

type Step = [to: Transition["to"], attempt: number, worker: string | null, admission: string | null];

/** The consecutive writes of a job's row. */
export function writesOf(jobId: string, steps: readonly Step[]): Write[] {
  return steps.map(([to, attempt, worker, admission], index) => {
    const [from, fromAttempt, fromWorker] = steps[index - 1] ?? [null, null, null];
    return { jobId, orgId, from, to, fromAttempt, attempt, fromWorker, worker, admission, progress: null };
  });
}

export const inOrder = (writes: readonly Write[]): Transition[] =>
  writes.map((write, index) => ({ seq: index + 1, committed: index + 1, ...write }));

export const standing: Standing = {
  orgId,
  counted: 1,
  places: 1,
  countedOpen: 1,
  open: 1,
  contradictory: 0,
  withoutMessage: 0,
  withoutRow: 0,
};

export function goodHistory(): History {
  const run = (jobId: string, attempt: number, workerPid: number) => ({
    jobId,
    attempt,
    workerPid,
    nonce: `${jobId}/${attempt}`,
    at: 0,
  });
  return {
    orgLimit: 1,
    clients: [
      { event: "create", key: "a", orgId, numbers: [1, 2] },
      { event: "answerLost", request: "POST /jobs/batch" },
      { event: "acknowledged", key: "a", orgId, number: 1, jobId: lostOnce },
      { event: "acknowledged", key: "a", orgId, number: 2, jobId: retried },
      { event: "create", key: "b", orgId, numbers: [3] },
      { event: "acknowledged", key: "b", orgId, number: 3, jobId: cancelled },
      { event: "cancel", orgId, jobId: retried },
      { event: "retry", orgId, jobId: retried },
      { event: "cancel", orgId, jobId: cancelled },
    ],
    effects: [
      { event: "started", ...run(lostOnce, 1, 11) },
      { event: "started", ...run(lostOnce, 2, 22) },
      { event: "finished", ...run(lostOnce, 2, 22) },
      // The worker that lost the job finished its run of the job nevertheless.
      { event: "finished", ...run(lostOnce, 1, 11) },
      { event: "started", ...run(retried, 1, 22) },
      { event: "started", ...run(cancelled, 1, 22) },
    ],
    transitions: inOrder([
      ...writesOf(lostOnce, [
        ["pending", 0, null, "admitted"],
        ["processing", 1, "one", "admitted"],
        ["pending", 1, null, "admitted"],
        ["processing", 2, "two", "admitted"],
        ["processing", 2, "two", "admitted"],
        ["completed", 2, null, null],
      ]),
      ...writesOf(retried, [
        ["pending", 0, null, "parked"],
        ["cancelled", 0, null, null],
        ["pending", 0, null, "parked"],
        ["pending", 0, null, "admitted"],
        ["processing", 1, "two", "admitted"],
        ["failed", 1, null, null],
      ]),
      ...writesOf(cancelled, [
        ["pending", 0, null, "admitted"],
        ["processing", 1, "two", "admitted"],
        ["cancelled", 1, null, null],
      ]),
    ]),
    standings: [standing],
    workers: [
      { id: "one", pid: 11 },
      { id: "two", pid: 22 },
    ],
    jobs: [
      {
        id: lostOnce,
        orgId,
        number: 1,
        status: "completed",
        attempt: 2,
        output: { attempt: 2, nonce: `${lostOnce}/2` },
      },
      { id: retried, orgId, number: 2, status: "failed", attempt: 1, output: null },
      { id: cancelled, orgId, number: 3, status: "cancelled", attempt: 1, output: null },
    ],
    attempts: [
      { jobId: lostOnce, attempt: 1, status: "lost", workerId: "one" },
      { jobId: lostOnce, attempt: 2, status: "completed", workerId: "two" },
      { jobId: retried, attempt: 1, status: "failed", workerId: "two" },
      { jobId: cancelled, attempt: 1, status: "cancelled", workerId: "two" },
    ],
    messages: [],
    loads: [{ orgId, admitted: 0, open: 0 }],
    ended: [],
  };
}

/** A fault, the rule that must report it (other rules may too), and a function that adds the fault to a history. */
export type Spoilt = [what: string, rule: string, spoil: (history: History) => void];

export function rulesBrokenBy(spoil: (history: History) => void): string[] {
  const history = goodHistory();
  spoil(history);
  return checkHistory(history).map(({ rule }) => rule);
}

export const jobOf = (history: History, id: string) => history.jobs.find((job) => job.id === id) as JobAtEnd;

export const writeOf = (history: History, jobId: string, to: string) =>
  history.transitions.findLast((write) => write.jobId === jobId && write.to === to) as Transition;

export function add(history: History, ...writes: Write[]): void {
  history.transitions = inOrder([...history.transitions, ...writes]);
}
