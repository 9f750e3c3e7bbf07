/** Bulk changes: change all jobs of a selection, a limited number per transaction. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, asc, eq, isNull, or, type SQL } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { jobs } from "../../../db/schema.ts";
import type { Admission } from "../admission/admission.ts";
import { transitions } from "../states.ts";
import { cancelLocked } from "./cancel-job.ts";
import { matching } from "./read-jobs.ts";
import { retryLocked } from "./retry-job.ts";

export interface SelectedJobs {
  orgId: string;
  selection: Schemas["RetrySelection"];
  now: Date;
}

export interface Changed {
  jobIds: string[];
  /** Whether matching jobs are left that can be changed. */
  more: boolean;
}

/** Maximum number of jobs that one transaction changes. */
const most = 500;

/**
 * The statuses that accept each transition, in the order of locking. The index by status returns the jobs of each in
 * the order of ids.
 */
const cancellable = transitions.cancel.from.map((status) =>
  status === "processing"
    ? (and(eq(jobs.status, status), isNull(jobs.cancelRequestedAt)) as SQL)
    : eq(jobs.status, status),
);
const retryable = transitions.retry.from.map((status) => eq(jobs.status, status));

/** Cancels selected jobs: pending ones at once, running ones when their workers stop them. */
export function cancelJobs(tx: Transaction, selected: SelectedJobs): Promise<Changed> {
  const { orgId, now } = selected;
  const toKey = (jobId: string) => ({ orgId, jobId });
  return change(tx, selected, cancellable, (jobIds) => cancelLocked(tx, jobIds.map(toKey), now));
}

/** Gives selected jobs that failed or were cancelled one more attempt. */
export function retryJobs(tx: Transaction, admission: Admission, selected: SelectedJobs): Promise<Changed> {
  const { orgId, now } = selected;
  return change(tx, selected, retryable, (jobIds) => retryLocked(tx, admission, { orgId, jobIds, now }));
}

/**
 * Changes up to `most` jobs. Skips locked rows: transactions that settle jobs lock rows in any order, so a transaction
 * that holds rows must not wait for another. If all remaining rows are locked, it waits for one of them, so that
 * repeated calls make progress.
 */
async function change(
  tx: Transaction,
  { orgId, selection }: SelectedJobs,
  kinds: readonly SQL[],
  act: (jobIds: readonly string[]) => Promise<void>,
): Promise<Changed> {
  const selected = matching(orgId, selection);

  const find = (condition: SQL | undefined, limit: number) =>
    tx.db.select({ id: jobs.id }).from(jobs).where(and(selected, condition)).orderBy(asc(jobs.id)).limit(limit);

  async function findAny(): Promise<string | undefined> {
    for (const kind of kinds) for (const { id } of await find(kind, 1)) return id;
    return undefined;
  }

  async function lock(): Promise<{ id: string }[]> {
    const locked: { id: string }[] = [];
    for (const kind of kinds) {
      if (locked.length === most) break;
      locked.push(...(await find(kind, most - locked.length).for("update", { skipLocked: true })));
    }
    if (locked.length > 0) return locked;
    const other = await findAny();
    return other === undefined ? [] : find(and(eq(jobs.id, other), or(...kinds)), 1).for("update");
  }

  const jobIds = (await lock()).map(({ id }) => id);
  if (jobIds.length > 0) await act(jobIds);
  return { jobIds, more: (await findAny()) !== undefined };
}
