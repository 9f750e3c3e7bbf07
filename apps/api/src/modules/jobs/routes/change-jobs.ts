/** Cancels and retries jobs: one job, or the jobs of a selection, a limited number per transaction. */
import { asc } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { notFound, ProblemError } from "../../../http/problem.ts";
import { type Admission, takePlaces } from "../admission/admission.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import { readCounters } from "../admission/in-flight-counters.ts";
import { endWaiting } from "../end-waiting.ts";
import * as jobChanges from "../job-changes.ts";
import { getJob, type JobKey, type JobRow } from "../job-rows.ts";
import { lockCancellable, lockJob } from "../lock-jobs.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { accepts, isOpen, type JobStatus, transitions } from "../states.ts";
import { retakeUniqueKeys } from "../unique-keys.ts";
import { type JobFilters, type KeyFilters, type Lock, selectKeys } from "./job-filters.ts";

/** Cancels a pending job at once and asks the worker of a running one to stop it. */
export async function cancelJob(
  tx: Transaction,
  admission: Admission,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await lockJob(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (row.status === "cancelled") return row;
  if (!accepts(row.status, "cancel")) {
    throw new ProblemError(
      "job-status",
      `The job is ${row.status}. Only pending and processing jobs can be cancelled.`,
    );
  }
  await cancelLocked(tx, admission, { keys: [{ orgId, jobId }], now });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/**
 * Cancels pending jobs and asks the workers of running ones to stop them. The caller holds the locks of the rows. The
 * message of a pending job stays in the queue; the worker that fetches the message removes it.
 *
 * Locks the in-flight counters of the pending jobs' organizations. A caller that also needs other counters must lock
 * all of them first.
 */
export async function cancelLocked(
  tx: Transaction,
  admission: Admission,
  { keys, now }: { keys: readonly JobKey[]; now: Date },
): Promise<void> {
  const changed = await jobChanges.cancel(tx, keys, now);
  const ended = changed.filter(({ status }) => !isOpen(status));
  await endWaiting(tx, admission, ended);
}

/** Gives a failed or cancelled job one more attempt, at once. */
export async function retryJob(
  tx: Transaction,
  admission: Admission,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await lockJob(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (!accepts(row.status, "retry")) {
    throw new ProblemError("job-status", `The job is ${row.status}. Only failed and cancelled jobs can be retried.`);
  }
  await retryLocked(tx, admission, { orgId, jobIds: [jobId], now });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/**
 * Gives failed and cancelled jobs of an organization one more attempt each, at once. Keeps earlier attempts and logs.
 * The caller holds the locks of the rows. Throws a problem if the plan doesn't allow that many open jobs.
 */
async function retryLocked(
  tx: Transaction,
  admission: Admission,
  { orgId, jobIds, now }: { orgId: string; jobIds: readonly string[]; now: Date },
): Promise<void> {
  await retakeUniqueKeys(tx, orgId, jobIds);
  const retried = await jobChanges.retry(tx, { orgId, jobIds, now });
  await writeRunOutcomes(tx, retried);
  await releaseHeld(tx, retried);
  // Lock order: the counters come after the schedules and the concurrency keys.
  const refusal = takePlaces(await readCounters(tx, [orgId], { lock: true }), retried);
  if (refusal) throw refusal;
  await admission.admitParked(tx, { left: new Map([[orgId, 0]]), ended: new Map([[orgId, -retried.length]]) });
}

export interface SelectedJobs {
  orgId: string;
  selection: JobFilters;
  now: Date;
}

export interface Changed {
  jobIds: string[];
  /** Whether matching jobs are left that can be changed. */
  more: boolean;
}

/** Maximum number of jobs that one transaction changes. */
export const most = 500;

/** Cancels selected jobs: pending ones at once, running ones when their workers stop them. */
export function cancelJobs(
  tx: Transaction,
  admission: Admission,
  selected: SelectedJobs,
  limit = most,
): Promise<Changed> {
  const { orgId, now } = selected;
  const toKey = (jobId: string) => ({ orgId, jobId });
  return change(tx, { ...selected, limit }, "cancel", (jobIds) =>
    cancelLocked(tx, admission, { keys: jobIds.map(toKey), now }),
  );
}

/** Gives selected jobs that failed or were cancelled one more attempt. */
export function retryJobs(
  tx: Transaction,
  admission: Admission,
  selected: SelectedJobs,
  limit = most,
): Promise<Changed> {
  const { orgId, now } = selected;
  return change(tx, { ...selected, limit }, "retry", (jobIds) => retryLocked(tx, admission, { orgId, jobIds, now }));
}

type BulkTransition = "cancel" | "retry";

/** The selected statuses of jobs that accept the transition. */
function statusesOf({ status }: JobFilters, transition: BulkTransition): JobStatus[] {
  return transitions[transition].from.filter((each) => status?.includes(each) ?? true);
}

/** Filters of the selected jobs with this status that accept the transition. */
function changeable({ type: types, ...others }: JobFilters, transition: BulkTransition, status: JobStatus): KeyFilters {
  return { ...others, types, status, ...(transition === "cancel" && { cancelRequested: false as const }) };
}

/** Counts the selected jobs that accept the transition. `limit`: the number to count up to. Default: unlimited. */
export async function countChangeable(
  tx: Transaction,
  { orgId, selection }: SelectedJobs,
  transition: BulkTransition,
  limit?: number,
): Promise<number> {
  let total = 0;
  for (const status of statusesOf(selection, transition)) {
    const { keys } = selectKeys(orgId, changeable(selection, transition, status));
    const { sql, params } = (limit === undefined ? keys : keys.limit(limit)).toSQL();
    const { rows } = await tx.sql(`select count(*)::int as changeable from (${sql}) as found`, params, {
      named: false,
    });
    total += rows[0].changeable;
    if (limit !== undefined && total >= limit) return limit;
  }
  return total;
}

interface Found {
  lock?: Lock;
  ids?: string[] | undefined;
}

/**
 * Changes up to `most` jobs. Skips locked rows: transactions that settle jobs lock rows in any order, so a transaction
 * that holds rows must not wait for another. If all remaining rows are locked, it waits for one of them, so that
 * repeated calls make progress.
 */
async function change(
  tx: Transaction,
  { orgId, selection, limit: mostChanged }: SelectedJobs & { limit: number },
  transition: BulkTransition,
  act: (jobIds: readonly string[]) => Promise<void>,
): Promise<Changed> {
  const isCancel = transition === "cancel";
  const statuses = statusesOf(selection, transition);

  /** Finds jobs that accept the transition, in the order of ids. The index of their status returns them in this order. */
  async function find(status: JobStatus, limit: number, { lock, ids = selection.ids }: Found = {}): Promise<string[]> {
    const selected = { ...changeable(selection, transition, status), ...(ids && { ids }) };
    const { table, keys } = selectKeys(orgId, selected, isCancel ? undefined : lock);
    const { sql, params } = keys.orderBy(asc(table.id)).limit(limit).toSQL();
    // The query builder can't name a locked table that has a schema.
    const lockOpen = lock && isCancel ? `for update of open_jobs ${lock === "skip" ? "skip locked" : ""}` : "";
    const { rows } = await tx.sql(`${sql} ${lockOpen}`, params, { named: false });
    return rows.map(({ id }) => id);
  }

  async function findAny(): Promise<{ id: string; status: JobStatus } | undefined> {
    for (const status of statuses) for (const id of await find(status, 1)) return { id, status };
    return undefined;
  }

  async function lock(): Promise<string[]> {
    const locked: string[] = [];
    for (const status of statuses) {
      if (locked.length === mostChanged) break;
      locked.push(...(await find(status, mostChanged - locked.length, { lock: "skip" })));
    }
    if (locked.length > 0) return locked;
    const other = await findAny();
    return other ? find(other.status, 1, { lock: "wait", ids: [other.id] }) : [];
  }

  const jobIds = await lock();
  if (jobIds.length > 0) await act(jobIds);
  return { jobIds, more: (await findAny()) !== undefined };
}

/**
 * Cancels open jobs of an organization that is deleted, at most 500, and returns how many. Skips locked rows, so 0 means that no unlocked
 * one is left.
 */
export async function cancelOpenJobs(
  tx: Transaction,
  admission: Admission,
  { orgId, now }: { orgId: string; now: Date },
): Promise<number> {
  const locked = await lockCancellable(tx, orgId, most);
  if (locked.length > 0) await cancelLocked(tx, admission, { keys: locked, now });
  return locked.length;
}
