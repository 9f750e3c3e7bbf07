import type { Transaction } from "../../../db/org-scope.ts";
import { notFound, ProblemError } from "../../../http/problem.ts";
import { countByOrg, subtractFromCounters } from "../admission/in-flight-counters.ts";
import type { JobKey, JobRow } from "../jobs-table.ts";
import * as jobsTable from "../jobs-table.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { accepts, isOpen } from "../states.ts";
import { getJob } from "./read-jobs.ts";

/** Cancels a pending job at once and asks the worker of a running one to stop it. */
export async function cancelJob(
  tx: Transaction,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await jobsTable.lock(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (row.status === "cancelled") return row;
  if (!accepts(row.status, "cancel")) {
    throw new ProblemError(
      "job-status",
      `The job is ${row.status}. Only pending and processing jobs can be cancelled.`,
    );
  }
  await cancelLocked(tx, [{ orgId, jobId }], now);
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/**
 * Cancels pending jobs and asks the workers of running ones to stop them. The caller holds the locks of the rows. The
 * message of a pending job stays in the queue; the worker that fetches it drops it.
 *
 * Locks the in-flight counters of the pending jobs' organizations. A caller that also needs other counters must lock
 * all of them first.
 */
export async function cancelLocked(tx: Transaction, locked: readonly JobKey[], now: Date): Promise<void> {
  const changed = await jobsTable.cancel(tx, locked, now);
  const ended = changed.filter(({ status }) => !isOpen(status));
  await writeRunOutcomes(tx, ended);
  if (ended.length > 0) await subtractFromCounters(tx, { ended: countByOrg(ended) });
}
