/** Changes many jobs of an organization. */
import { JobFailedError, type JobSelection } from "@gaffer/client";
import { gaffer } from "../../../api/client.ts";
import { refreshOrg } from "../../../api/org-refresh.ts";

export type BulkVerb = "retry" | "cancel";

export interface BulkRun {
  /** Stops the bulk action: cancels its job, or sends no further request. */
  signal: AbortSignal;
  /** Called with the number of jobs changed so far. */
  onProgress: (changed: number) => void;
}

/** Maximum number of job ids in one request. */
const maxIds = 500;

/**
 * Retries or cancels all selected jobs, then reads the organization's data again. If a job of its own changes them, this
 * waits for that job. Throws the problem of a refused request, or the error of a failed job.
 */
export async function changeJobs(
  orgId: string,
  verb: BulkVerb,
  selection: JobSelection,
  { signal, onProgress }: BulkRun,
): Promise<void> {
  const { jobs } = gaffer.org(orgId);
  const call = (part: JobSelection) => (verb === "retry" ? jobs.retryMany(part) : jobs.cancelMany(part));
  let changed = 0;
  try {
    for (const part of partsOf(selection)) {
      for (let more = true; more && !signal.aborted; ) {
        const answer = await call(part);
        if (answer.jobId !== null) return await followBulkJob(orgId, answer.jobId, { signal, onProgress });
        changed += answer.changed;
        more = answer.more;
        onProgress(changed);
      }
    }
  } finally {
    refreshOrg(orgId);
  }
}

/** Waits for the job of a bulk change. Its progress is a percentage, and its message starts with the number of changed jobs. */
async function followBulkJob(orgId: string, jobId: string, { signal, onProgress }: BulkRun): Promise<void> {
  const { jobs } = gaffer.org(orgId);
  const cancel = () => void jobs.cancel(jobId).catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel);
  try {
    const output = await jobs.wait<"jobs:cancel" | "jobs:retry">(jobId, {
      pollMs: 500,
      onProgress: ({ progressMessage }) => onProgress(changedOf(progressMessage)),
    });
    onProgress(output.changed);
  } catch (error) {
    if (!(error instanceof JobFailedError)) throw error;
    onProgress(changedOf(error.job.progressMessage));
    if (error.job.status === "failed") throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** The number at the start of a message such as `1,500 of 12,000 jobs cancelled`. */
const changedOf = (message: string | null) => Number(/^[\d,]+/.exec(message ?? "0")?.[0].replaceAll(",", ""));

function partsOf({ ids, ...filters }: JobSelection): JobSelection[] {
  if (!ids) return [filters];
  const count = Math.ceil(ids.length / maxIds);
  return Array.from({ length: count }, (_, part) => ({
    ...filters,
    ids: ids.slice(part * maxIds, (part + 1) * maxIds),
  }));
}
