/** A worker of the product that records the start of each handler. */
import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "../clock.ts";
import { type ProbeJob, toNumber } from "../gaffer/probe-job.ts";
import { startWorker, type WorkerOptions } from "../gaffer/worker.ts";
import { answerCalls } from "../remote.ts";
import { processUsage } from "./process-usage.ts";

export interface HandlerStart {
  orgId: string;
  number: number;
  /** In the time of `clockMs`. */
  at: number;
}

let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
let starts: HandlerStart[] = [];
let completed = 0;

const calls = {
  /** `jobMs`: duration of each job. */
  async start({ jobMs, ...options }: Omit<WorkerOptions, "onJob"> & { jobMs: number }) {
    const onJob = ({ orgId, fileId }: ProbeJob) => {
      starts.push({ orgId, number: toNumber(fileId), at: clockMs() });
      completed++;
      return jobMs > 0 ? wait(jobMs) : undefined;
    };
    worker = await startWorker({ ...options, onJob });
  },
  /** Returns the handlers started since the last call. */
  takeStarts(): HandlerStart[] {
    const taken = starts;
    starts = [];
    return taken;
  },
  startCount: () => completed,
  usage: processUsage,
};

export type WorkerCalls = typeof calls;

answerCalls(calls, async () => {
  await worker?.stop();
});
