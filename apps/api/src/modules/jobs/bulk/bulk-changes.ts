/** Bulk changes that are jobs: they change the matching jobs as of their creation, in batches. */
import type pg from "pg";
import { type Transaction, withOrgs } from "../../../db/org-scope.ts";
import { ProblemError } from "../../../http/problem.ts";
import { createAdmission } from "../admission/admission.ts";
import { saveCheckpoint } from "../enqueue/checkpoints.ts";
import type { BulkChange, BulkJob, BulkProgress } from "../handlers/bulk-change.ts";
import { createPrivateFields } from "../private-fields/private-fields.ts";
import { createJobQueue } from "../queue/job-queue.ts";
import { type Changed, cancelJobs, countChangeable, retryJobs, type SelectedJobs } from "../routes/change-jobs.ts";
import type { JobFilters } from "../routes/job-filters.ts";
import { assertCreatorMay } from "./creator-access.ts";

interface Resources {
  /** The worker's pool. */
  pool: pg.Pool;
  /** The installation's limit of admitted jobs for each organization. */
  orgLimit: number;
  now: () => Date;
}

const byKeys = { byKeys: true };

/** Creates the bulk changes for the handlers of their jobs. */
export function createBulkChanges({ pool, orgLimit, now }: Resources): Record<"cancel" | "retry", BulkChange> {
  // The queue isn't started: it only inserts messages in the transactions of batches.
  const queue = createJobQueue({ pool, maintain: false, schedule: false, onError() {} });
  // Batches create no jobs, so admission control needs no encryption keys.
  const admission = createAdmission({ queue, privateFields: createPrivateFields([]), orgLimit, now });

  function toBulkChange(
    transition: "cancel" | "retry",
    change: (tx: Transaction, selected: SelectedJobs, limit: number) => Promise<Changed>,
  ): BulkChange {
    const select = (job: BulkJob): SelectedJobs => ({
      orgId: job.orgId,
      selection: asOfCreation(transition, job),
      now: now(),
    });
    return {
      count: (job) => withOrgs(pool, [job.orgId], (tx) => countChangeable(tx, select(job), transition), byKeys),
      async changeBatch(job, before, limit) {
        try {
          return await withOrgs(
            pool,
            [job.orgId],
            async (tx) => {
              // Lock order: the row of the bulk change, then the rows of the jobs that it changes. The lock also fences the batch.
              await saveCheckpoint(tx, { claim: job, value: before });
              await assertCreatorMay(tx, job, "jobs:write", now());
              const { jobIds, more } = await change(tx, select(job), limit);
              const progress: BulkProgress = { ...before, changed: before.changed + jobIds.length };
              await saveCheckpoint(tx, { claim: job, value: progress });
              return { progress, more };
            },
            byKeys,
          );
        } catch (error) {
          if (error instanceof ProblemError && error.kind === "quota-exceeded") return "quotaExceeded";
          throw error;
        }
      },
    };
  }

  return {
    cancel: toBulkChange("cancel", (tx, selected, limit) => cancelJobs(tx, admission, selected, limit)),
    retry: toBulkChange("retry", (tx, selected, limit) => retryJobs(tx, admission, selected, limit)),
  };
}

/** Excludes jobs that are newer than the bulk change, and for a retry jobs that have ended since then. */
function asOfCreation(transition: "cancel" | "retry", { jobId, createdAt, input }: BulkJob): JobFilters {
  const selection: JobFilters = { ...input, before: jobId };
  if (transition === "cancel") return selection;
  const isEarlier = input.endedBefore !== undefined && Date.parse(input.endedBefore) < createdAt.getTime();
  return isEarlier ? selection : { ...selection, endedBefore: createdAt.toISOString() };
}
