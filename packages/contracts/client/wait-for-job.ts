import type { Clock } from "./clock.ts";
import { JobFailedError, JobWaitTimeoutError } from "./errors.ts";
import type { CallOptions, Job, JobOf, JobOutput, JobType } from "./models.ts";

export interface WaitOptions<Type extends JobType = JobType> extends CallOptions {
  /** Maximum time to wait for the end of the job, in milliseconds. Default: no limit. */
  timeoutMs?: number | undefined;
  /**
   * Milliseconds between two reads of the job, or a function that returns this delay for the number of reads so far.
   * Default: from 200 up to 2000.
   */
  pollMs?: number | ((looks: number) => number) | undefined;
  /** Called with the job at the first read, and when its status, attempt or progress has changed. */
  onProgress?: ((job: JobOf<Type>) => void) | undefined;
}

/** Polls a job until it has ended. Returns the job's output. */
export async function waitForJob<Type extends JobType>(
  readJob: (signal: AbortSignal) => Promise<JobOf<Type>>,
  clock: Clock,
  { signal, timeoutMs, pollMs = growingPollMs, onProgress }: WaitOptions<Type>,
): Promise<JobOutput<Type>> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  let seen: JobOf<Type> | undefined;
  if (timeoutMs !== undefined) {
    const onTimeout = () => stop.abort(new JobWaitTimeoutError<Type>(timeoutMs, seen));
    clock.sleep(timeoutMs, stop.signal).then(onTimeout, () => {});
  }
  try {
    for (let looks = 1; ; looks += 1) {
      const job = await readJob(stop.signal);
      if (hasChanged(seen, job)) onProgress?.(job);
      seen = job;
      if (job.status === "completed") return job.output as JobOutput<Type>;
      if (job.status === "failed" || job.status === "cancelled") throw new JobFailedError<Type>(job);
      await clock.sleep(typeof pollMs === "number" ? pollMs : pollMs(looks), stop.signal);
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    stop.abort();
  }
}

function growingPollMs(looks: number): number {
  return Math.min(2_000, 200 * 1.5 ** (looks - 1));
}

function hasChanged(before: Job | undefined, now: Job): boolean {
  return (
    before?.status !== now.status ||
    before.attempt !== now.attempt ||
    before.progress !== now.progress ||
    before.progressMessage !== now.progressMessage
  );
}
