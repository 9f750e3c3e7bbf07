/**
 * The reconciler compares rows, messages and counters and repairs differences. All three change in one transaction, so
 * Gaffer alone causes none. Causes are messages cancelled by other means, rows deleted by SQL, and partial restores of
 * a backup.
 *
 * Several processes may run it at once: it skips locked rows and compares again under its own locks.
 */
import { type Transaction, withAllOrgs } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { foldCounts } from "../job-counts.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import type { Check, Finding } from "./check.ts";
import { strandedJobs, wrongCounters } from "./counters.ts";
import { freePlaces } from "./free-places.ts";
import { jobsWithoutState } from "./jobs-without-state.ts";
import { messagesWithoutRow } from "./messages-without-row.ts";
import { permitsAndMessages } from "./permits-and-messages.ts";
import { rowsWithoutMessage } from "./rows-without-message.ts";

export type Findings = Partial<Record<Finding, number>>;

export type ReconcilerServices = Pick<Services, "workerPool" | "queue" | "admission" | "log" | "metrics" | "now">;

export interface Reconciler {
  /** Runs one pass. Returns the number of repairs by kind. Ends early when the signal aborts. */
  runOnce(signal?: AbortSignal): Promise<Findings>;
}

/** Maximum numbers of rows that a statement finds and that a transaction repairs. */
const most = { found: 10_000, settled: 500 };

export function createReconciler(services: ReconcilerServices): Reconciler {
  const { workerPool, queue, log, metrics, now } = services;

  // The order matters: the counters show which organizations have lost states and where there is room, and repairs of
  // messages change the counters.
  const checks: Check[] = [
    jobsWithoutState(services),
    rowsWithoutMessage(services),
    messagesWithoutRow(services),
    permitsAndMessages(services),
    wrongCounters(services),
    freePlaces(services),
    strandedJobs(services),
  ];

  async function settleAll(check: Check, signal: AbortSignal | undefined): Promise<Finding[]> {
    const settled: Finding[] = [];
    while (!signal?.aborted) {
      const found = await withAllOrgs(workerPool, (tx) => check.find(tx, most.found));
      const before = settled.length;
      for (let at = 0; at < found.length && !signal?.aborted; at += most.settled)
        settled.push(...(await withAllOrgs(workerPool, (tx) => check.settle(tx, found.slice(at, at + most.settled)))));
      // Rows that were locked are left to the transaction that holds them, or to the next pass.
      if (found.length < most.found || settled.length === before) break;
    }
    return settled;
  }

  async function runOnce(signal?: AbortSignal): Promise<Findings> {
    const found: Findings = {};
    for (const check of checks)
      for (const finding of await settleAll(check, signal)) found[finding] = (found[finding] ?? 0) + 1;
    await foldCounts(workerPool, now(), signal);
    if (await withAllOrgs(workerPool, (tx) => rebaseVirtualTime(tx, queue)))
      log.info("the virtual time was rebased to zero");
    const { message_stale, ...alarming } = found;
    if (Object.keys(alarming).length > 0) log.warn({ found }, "jobs and their messages disagreed, and were settled");
    else if (message_stale) log.debug({ found }, "messages of cancelled jobs were removed");
    metrics.reconciled(found);
    return found;
  }

  return { runOnce };
}

/** Above this value the virtual time is rebased, because the queue stores virtual start times as 32-bit priorities. */
const largestVirtualTime = 1_000_000_000;

/**
 * Subtracts the virtual time from all virtual start times when it exceeds its limit. Only their order matters. Returns
 * whether it subtracted.
 */
async function rebaseVirtualTime(tx: Transaction, queue: JobQueue): Promise<boolean> {
  const { rows } = await tx.sql("select virtual_time::float8 as virtual from fair_queue where virtual_time > $1", [
    largestVirtualTime,
  ]);
  const virtualTime: number | undefined = rows[0]?.virtual;
  if (virtualTime === undefined) return false;
  // Transactions that need a virtual start time wait, then read the new counters.
  await tx.sql("lock table org_loads in exclusive mode");
  await tx.sql(
    "update org_loads set next_start = greatest(0, next_start - $1), next_high_start = greatest(0, next_high_start - $1)",
    [virtualTime],
  );
  await tx.sql("update fair_queue set virtual_time = 0");
  await queue.shiftVirtualStarts(tx, virtualTime);
  return true;
}
