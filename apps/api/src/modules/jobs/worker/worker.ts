/**
 * The worker: claims as many jobs as it has free slots, executes each claim, and completes it with the outcome.
 *
 * It knows nothing of the database: it receives `claim`, `execute` and `complete`. It asks for a type when it hears of a
 * message of that type, when a slot of it falls free while there may be more, and when it polls for what has become due. A
 * slot falls free when the handler ends; the outcome is written while the next job runs already.
 */
import { setTimeout as wait } from "node:timers/promises";
import { type Backoff, backoffMs } from "../../../backoff.ts";
import type { Outcome } from "../states.ts";
import { type Claim, type ClaimedBatch, fetchedAs } from "./claim-jobs.ts";
import type { HandBackReason, StopReason } from "./run-job.ts";

export interface WorkerOptions {
  /** The types it runs, and how many of each at once. */
  types: readonly { type: string; concurrency: number }[];
  /** How many jobs it runs at once, of all types. */
  slots: number;
  /** Which of these types have something to claim. */
  due: (types: readonly string[]) => Promise<string[]>;
  claim: (type: string, limit: number) => Promise<ClaimedBatch>;
  execute: (claim: Claim, stop: AbortSignal) => Promise<Outcome>;
  complete: (claim: Claim, outcome: Outcome) => Promise<void>;
  pollMs: number;
  /** How long to wait before asking a database again that didn't answer. */
  retry: Backoff;
  onError: (error: { message: string; cause: unknown }) => void;
}

export interface Worker {
  start(): void;
  /** There may be new messages: of this type, or of any. */
  wake(type?: string): void;
  /** Tells the run of a message to stop. One that isn't running here is none of this worker's business. */
  stopRun(messageId: string, reason: StopReason): void;
  /** How many handlers run. */
  running(): number;
  /** The claims that it holds: those whose handlers run, and those whose outcome isn't written yet. */
  claims(): Claim[];
  /** Takes nothing new, lets what runs finish for `graceMs`, and hands back the rest, for this reason. */
  stop(graceMs: number, reason: HandBackReason): Promise<void>;
}

/** A claim from its start until its outcome is written. */
interface Run {
  claim: Claim;
  stop: AbortController;
  over: Promise<void>;
}

/** So many outcomes may wait to be written before the worker takes no more jobs: as many as two commits carry. */
const maxUnwritten = 1_000;

export function createWorker(options: WorkerOptions): Worker {
  const { types, slots, pollMs, retry, onError } = options;
  /** By message: each run of a job has its own. */
  const runs = new Map<string, Run>();
  let unwritten = 0;
  const runningOfType = new Map<string, number>(types.map(({ type }) => [type, 0]));
  /** Types that may have messages waiting. The first is asked next and goes to the end, so that none starves. */
  const waiting = new Set<string>();
  const stopping = new AbortController();
  let pulling: Promise<void> | undefined;
  let poll: NodeJS.Timeout | undefined;
  let looking = false;

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
      // A slot may have fallen free, or a type woken, after the last look.
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

  /** One look for all types: most of the time there is nothing. */
  async function lookForDue(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      for (const type of await options.due(types.map(({ type }) => type))) wake(type);
    } catch (cause) {
      onError({ message: "could not look for jobs that are due", cause });
    } finally {
      looking = false;
    }
  }

  function begin(claim: Claim): void {
    // The database has lost the moment in which it was claimed before. The run goes on, and holds the job again; one that
    // has been told that it lost the job makes way for another.
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

  /** An outcome that can't be written yet is kept until it can, or until another worker has taken the job over. */
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
      poll = setInterval(() => void lookForDue(), pollMs);
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
