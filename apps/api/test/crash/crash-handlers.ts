/**
 * Handlers that do what their job's input says and record each run. Processes of isolated jobs import this module too.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import {
  type JobContext,
  type JobHandler,
  NonRetryableError,
  RetryAfterError,
  type UserJobTypes,
} from "../../src/modules/jobs/handlers/types.ts";
import type { Effect } from "./history.ts";
import { openRecord } from "./record.ts";
import { toTask } from "./task.ts";

type Profile = UserJobTypes["file:profile"];
type Report = UserJobTypes["report:generate"];

const { EFFECTS_FILE = "" } = process.env;
const note = openRecord<Effect>(EFFECTS_FILE);

/**
 * The worker's process id. A job in quarantine runs in a child process of its worker, where `WORKER_PID` contains the
 * worker's id.
 */
const workerPid = () => Number(process.env.WORKER_PID ?? process.pid);

/** Records the start of a run, and its end with `finish`. The output carries the nonce of the run. */
function begin({ jobId, attempt }: JobContext<unknown>, worker: number) {
  const run = { jobId, attempt, workerPid: worker, nonce: randomUUID() };
  note({ ...run, event: "started", at: Date.now() });
  return { nonce: run.nonce, finish: () => note({ ...run, event: "finished", at: Date.now() }) };
}

export const handleInWorker: JobHandler<Profile["input"], Profile["output"]> = async (context) => {
  const { nonce, finish } = begin(context, workerPid());
  await behaveInWorker(context);
  finish();
  const empty = { format: "csv" as const, bytes: 0, columns: [], raggedRows: 0, problems: [] };
  return { output: { ...empty, rows: context.attempt, delimiter: nonce } };
};

async function behaveInWorker({ input, attempt, signal, helpers }: JobContext<Profile["input"]>): Promise<void> {
  const { behaviour, millis } = toTask(input);
  switch (behaviour) {
    case "slow":
      await wait(millis, undefined, { signal });
      return;
    case "stubborn":
      // This handler ignores its abort signal, so that its result arrives after the attempt has ended.
      await wait(millis);
      return;
    case "reporting":
      for (let step = 1; step <= 5; step++) {
        helpers.updateProgress(step * 20, `${attempt}: step ${step}`);
        helpers.log("info", `step ${step}`);
        await wait(millis / 5);
      }
      return;
    case "blocking":
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);
      return;
    case "failing":
      // Ignores its abort signal, so that its failure may arrive after the attempt has ended.
      if (attempt > 1) return;
      await wait(millis);
      throw new RetryAfterError("not at the first attempt", 0.1);
    case "refusing":
      throw new NonRetryableError("never");
    case "poisonExit":
      process.exit(3);
      break;
    case "poisonMemory":
      fillHeap();
      break;
    case "poisonKill":
      process.kill(process.pid, "SIGKILL");
      await wait(60_000);
      return;
    case "poisonLoop":
      while (true);
  }
}

function fillHeap(): never {
  const kept: unknown[] = [];
  while (true) kept.push(new Array(100_000).fill(kept.length));
}

/** The worker's process id, read at import: `process.ppid` changes when the worker is killed. */
const parentPid = process.ppid;

const handleIsolated: JobHandler<Report["input"], Report["output"]> = async (context) => {
  const { nonce, finish } = begin(context, parentPid);
  switch (toTask(context.input).behaviour) {
    case "loop":
      // The handler never yields, like an endless loop, but uses no CPU.
      while (true) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    case "exit":
      process.exit(3);
      break;
    case "allocate":
      fillHeap();
  }
  finish();
  return { output: { fileId: nonce, rows: context.attempt, jobs: 0 } };
};

export const isolatedReportJob = job("report:generate", {
  handler: handleIsolated,
  isolation: { module: import.meta.url, memoryLimitMb: 64, env: { EFFECTS_FILE } },
  concurrency: 2,
});
