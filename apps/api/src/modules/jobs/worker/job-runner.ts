/** Runs jobs in this process: the worker claims them, the executor executes them, the completer writes their outcomes. */
import type { Services } from "../../../server/services.ts";
import * as jobChanges from "../job-changes.ts";
import { createClaimBatch } from "./claim-jobs.ts";
import { createCompleter } from "./completer.ts";
import { createExecutor, type ExecutorHandlers } from "./executor.ts";
import type { HeartbeatTiming } from "./heartbeat.ts";
import { createRescuer } from "./rescuer.ts";
import type { HandBackReason } from "./run-job.ts";
import { createWorker } from "./worker.ts";

/** Times in milliseconds. */
export interface WorkerTiming extends HeartbeatTiming {
  pollMs: number;
  reportMs: number;
  /** Time that a stopped handler has before its worker abandons it. */
  stopGraceMs: number;
}

export const defaultTiming: WorkerTiming = {
  pollMs: 1_000,
  reportMs: 250,
  heartbeatMs: 3_000,
  lostAfterMs: 12_000,
  hungAfterMs: 900_000,
  stopGraceMs: 10_000,
};

export interface JobRunner {
  start(): Promise<void>;
  /** Lets running jobs finish for `graceMs` and hands the others back to the queue with this reason. */
  stop(graceMs: number, reason: HandBackReason): Promise<void>;
  /** Ends the grace period, also for handlers that ignore their signal. */
  handBack(): void;
  /** Number of running jobs. */
  running(): number;
}

/** Creates the job runner. `workerId`: the id of this process in `workers`. */
export function createJobRunner(
  services: Services,
  { workerId, ...handlers }: ExecutorHandlers & { workerId: string },
): JobRunner {
  const { config, timing, queue, listener, reportError } = services;
  const executor = createExecutor(services, handlers);
  const worker = createWorker({
    types: executor.types,
    slots: config.workerConcurrency,
    pollMs: timing.pollMs,
    retry: { first: 500, longest: 5_000 },
    due: queue.due,
    claim: createClaimBatch(services, workerId),
    execute: executor.execute,
    complete: createCompleter(services),
    onError: reportError,
  });
  const rescuer = createRescuer(services, { workerId, worker });
  let unsubscribe: (() => Promise<void>) | undefined;

  return {
    running: worker.running,
    async start() {
      await executor.check();
      queue.onMessage((type) => worker.wake(type));
      unsubscribe = await listener.subscribe(jobChanges.cancelChannel, {
        onNotification: (messageId) => worker.stopRun(messageId, "cancelled"),
        // Nothing to do: the rescuer finds a cancellation whose notification was missed.
        onReconnect: () => {},
      });
      rescuer.start();
      worker.start();
    },
    handBack() {
      executor.abandonStopped();
      void worker.stop(0, "released");
    },
    async stop(graceMs, reason) {
      await worker.stop(graceMs, reason);
      await executor.stop();
      await rescuer.stop();
      await unsubscribe?.();
    },
  };
}
