/** The loop of a bulk change, and what its handlers need. */
import type { JobContext, JobResult, UserJobTypes } from "./types.ts";

type Input = UserJobTypes["jobs:cancel"]["input"];
type Output = UserJobTypes["jobs:cancel"]["output"];

/** The job of a bulk change. */
export type BulkJob = Pick<JobContext<Input>, "orgId" | "jobId" | "attempt" | "createdBy" | "createdAt" | "input">;

/** The progress of a bulk change, saved with each batch. */
export interface BulkProgress {
  matched: number;
  changed: number;
}

export interface BulkChange {
  /** Counts the jobs to change. */
  count(job: BulkJob): Promise<number>;
  /**
   * Changes up to `limit` jobs and saves the progress, in one transaction. `more`: whether jobs to change are left.
   * Changes nothing if the plan doesn't allow that many open jobs. Throws if the attempt no longer holds the job, or the
   * creator has lost access.
   */
  changeBatch(
    job: BulkJob,
    before: BulkProgress,
    limit: number,
  ): Promise<{ progress: BulkProgress; more: boolean } | "quotaExceeded">;
}

/** Maximum number of jobs that a transaction changes. */
const mostChanged = 500;

/** Changes batch after batch until no job to change is left. `done`: what happens to a job, such as `cancelled`. */
export async function changeAll(
  context: JobContext<Input>,
  { count, changeBatch }: BulkChange,
  done: string,
): Promise<JobResult<Output>> {
  const { helpers, signal } = context;
  const saved = (await helpers.checkpoint()) as BulkProgress | undefined;
  let progress = saved ?? { matched: await count(context), changed: 0 };
  const describe = () =>
    `${progress.changed.toLocaleString("en")} of ${progress.matched.toLocaleString("en")} jobs ${done}`;
  let hasQuota = true;
  for (let limit = mostChanged, more = true; more; ) {
    signal.throwIfAborted();
    const batch = await changeBatch(context, progress, limit);
    if (batch === "quotaExceeded") {
      // The room for open jobs is smaller than the batch. Smaller batches use what is left of it.
      hasQuota = limit > 1;
      more = hasQuota;
      limit = Math.ceil(limit / 2);
      continue;
    }
    ({ progress, more } = batch);
    helpers.updateProgress(Math.min(100, (100 * progress.changed) / Math.max(1, progress.matched)), describe());
  }
  helpers.log("info", describe());
  return { output: toOutput(progress, hasQuota) };
}

function toOutput({ matched, changed }: BulkProgress, hasQuota: boolean): Output {
  const jobs = Math.max(0, matched - changed);
  const reason = hasQuota ? "changedMeanwhile" : "quotaExceeded";
  return { matched: Math.max(matched, changed), changed, skipped: jobs > 0 ? [{ reason, jobs }] : [] };
}
