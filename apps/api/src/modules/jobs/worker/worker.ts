/**
 * The worker: claims as many jobs as it has free slots, executes each claim, and completes it with the outcome.
 *
 * It doesn't access the database: `claim`, `execute` and `complete` do. It claims jobs of a type in three cases: a
 * message of the type is notified, a slot becomes free while more messages may wait, or the poll finds due messages. A
 * slot becomes free when the handler ends, so the next job runs while the outcome is written.
 */
import { setTimeout as wait } from "node:timers/promises";
import { type Backoff, backoffMs } from "../../../backoff.ts";
import type { Outcome } from "../states.ts";
import { type Claim, type ClaimedBatch, fetchedAs } from "./claim-jobs.ts";
import type { HandBackReason, StopReason } from "./run-job.ts";

export interface WorkerOptions {
  /** The job types. `concurrency`: maximum number of running jobs of the type. */
  types: readonly { type: string; concurrency: number }[];
  /** Maximum number of running jobs of all types. */
  slots: number;
  /** Returns the types that have a due message. */
  due: (types: readonly string[]) => Promise<string[]>;
  claim: (type: string, limit: number) => Promise<ClaimedBatch>;
  execute: (claim: Claim, stop: AbortSignal) => Promise<Outcome>;
  complete: (claim: Claim, outcome: Outcome) => Promise<void>;
  pollMs: number;
  /** Delays between tries while the database doesn't respond. */
  retry: Backoff;
  onError: (error: { message: string; cause: unknown }) => void;
}

export interface Worker {
  start(): void;
  /** Notifies the worker of new messages of a type. Default: of any type. */
  wake(type?: string): void;
  /** Asks the run of a message to stop. Ignores a message that isn't running here. */
  stopRun(messageId: string, reason: StopReason): void;
  /** Number of running handlers. */
  running(): number;
  /** The claims whose handlers run or whose outcomes aren't written yet. */
  claims(): Claim[];
  /**
   * Stops claiming jobs, lets running jobs finish for `graceMs`, and hands the others back to the queue with this
   * reason.
   */
  stop(graceMs: number, reason: HandBackReason): Promise<void>;
}

/** A claim from its start until its outcome is written. */
interface Run {
  claim: Claim;
  stop: AbortController;
  over: Promise<void>;
}

/** Maximum number of unwritten outcomes, the size of two commits. Above it the worker claims no more jobs. */
const maxUnwritten = 1_000;

export function createWorker(options: WorkerOptions): Worker {
  const { types, slots, pollMs, retry, onError } = options;
  /** The runs by message id, because each run has its own message. */
  const runs = new Map<string, Run>();
  let unwritten = 0;
  const runningOfType = new Map<string, number>(types.map(({ type }) => [type, 0]));
  /**
   * Types that may have messages. Jobs of the first type are claimed next, and the type moves to the end, so that no
   * type starves.
   */
  const waiting = new Set<string>();
  const stopping = new AbortController();
  let pulling: Promise<void> | undefined;
  let poll: NodeJS.Timeout | undefined;
  let polling = false;

  const running = () => runs.size - unwritten;
  const freeSlots = ({ type, concurrency }: WorkerOptions["types"][number]) =>
    unwritten >= maxUnwritten ? 0 : Math.min(slots - running(), concurrency - (runningOfType.get(type) ?? 0));
  const nextType = () =>
    [...waiting].flatMap((name) => types.find(({ type }) => type === name) ?? []).find((type) => freeSlots(type) > 0);

  function wake(type?: string): void {
    if (stopping.signal.aborted) return;
    for (const known of types) if (type === undefined || known.type === type) waiting.add(known.type);
    pulling ??= pull().finally(() => {
      pulling = undefined;
      // Checks again: after the last check, a slot may have become free, or a type may have been announced.
      if (!stopping.signal.aborted && nextType()) wake("");
    });
  }

  async function pull(): Promise<void> {
    let failures = 0;
    for (let next = nextType(); next && !stopping.signal.aborted; next = nextType()) {
      waiting.delete(next.type);
      const limit = freeSlots(next);
      try {
        const { claims, mayHaveMore } = await options.claim(next.type, limit);
        failures = 0;
        if (mayHaveMore) waiting.add(next.type);
        for (const claim of claims) begin(claim);
      } catch (cause) {
        onError({ message: `could not fetch jobs of type ${next.type}; trying again`, cause });
        waiting.add(next.type);
        await wait(backoffMs(failures++, retry), undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  /** Reads the types with due messages. One query for all types, because usually none has a due message. */
  async function pollDue(): Promise<void> {
    if (polling) return;
    polling = true;
    try {
      for (const type of await options.due(types.map(({ type }) => type))) wake(type);
    } catch (cause) {
      onError({ message: "could not look for due jobs", cause });
    } finally {
      polling = false;
    }
  }

  function begin(claim: Claim): void {
    // The message was fetched again, because a failover of the database lost its earlier claim. If the earlier run still
    // holds the job, that run continues. Otherwise it ends first, and then the new claim starts.
    const earlier = runs.get(claim.messageId);
    if (earlier) {
      if (earlier.stop.signal.reason === ("lost" satisfies StopReason)) void earlier.over.then(() => begin(claim));
      return;
    }
    const run: Run = { claim, stop: new AbortController(), over: Promise.resolve() };
    runs.set(claim.messageId, run);
    const type = fetchedAs(claim);
    runningOfType.set(type, (runningOfType.get(type) ?? 0) + 1);
    run.over = runToEnd(run).finally(() => {
      runs.delete(claim.messageId);
      unwritten--;
      wake("");
    });
  }

  /**
   * Executes a claim and writes its outcome. Repeats a failed write until it succeeds, or until another worker has the
   * job.
   */
  async function runToEnd(run: Run): Promise<void> {
    const { claim } = run;
    const stop = run.stop.signal;
    const outcome = await options.execute(claim, stop);
    unwritten++;
    const type = fetchedAs(claim);
    runningOfType.set(type, (runningOfType.get(type) ?? 1) - 1);
    wake("");
    if (stop.aborted && stop.reason === "lost") return;
    for (let failures = 0; ; failures++) {
      try {
        return await options.complete(claim, outcome);
      } catch (cause) {
        onError({ message: `could not write the outcome of a job of type ${claim.type}; trying again`, cause });
        await wait(backoffMs(failures, retry), undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted || stop.aborted) return;
      }
    }
  }

  return {
    start() {
      poll = setInterval(() => void pollDue(), pollMs);
      wake();
    },
    wake,
    stopRun(messageId, reason) {
      runs.get(messageId)?.stop.abort(reason);
    },
    running,
    claims: () => [...runs.values()].map(({ claim }) => claim),
    async stop(graceMs, reason) {
      stopping.abort();
      clearInterval(poll);
      await pulling;
      const all = Promise.all([...runs.values()].map(({ over }) => over));
      await Promise.race([all, wait(graceMs, undefined, { ref: false })]);
      for (const { stop } of runs.values()) stop.abort(reason);
      await all;
    },
  };
}
