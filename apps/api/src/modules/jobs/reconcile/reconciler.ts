/**
 * The net under everything else. Rows, messages and counts change together, so on a database that only Gaffer writes to
 * nothing is ever found; but messages are cancelled by hand, rows are deleted by SQL, and backups are restored in parts.
 *
 * Safe in several processes at once: what one has locked the others leave alone, and each looks again under its locks.
 */
import { withAllOrgs } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import type { Check, Finding } from "./check.ts";
import { strandedJobs, wrongCounters } from "./counters.ts";
import { messagesWithoutRow } from "./messages-without-row.ts";
import { rebaseVirtualTime } from "./rebase-virtual-time.ts";
import { rowsWithoutMessage } from "./rows-without-message.ts";

export type Findings = Partial<Record<Finding, number>>;

export type ReconcilerServices = Pick<Services, "workerPool" | "queue" | "admission" | "log" | "metrics" | "now">;

export interface Reconciler {
  /** One pass; says how often it settled what. It ends early when the signal says so. */
  runOnce(signal?: AbortSignal): Promise<Findings>;
}

/** So many are looked for with one statement, and so many settled in one transaction. */
const most = { found: 10_000, settled: 500 };

export function createReconciler(services: ReconcilerServices): Reconciler {
  const { workerPool, queue, log, metrics } = services;

  // In this order: what the first ones settle changes the counts, and the counts say where there is room.
  const checks: Check[] = [
    rowsWithoutMessage(services),
    messagesWithoutRow(services),
    wrongCounters(services),
    strandedJobs(services),
  ];

  async function settleAll(check: Check, signal: AbortSignal | undefined): Promise<Finding[]> {
    const settled: Finding[] = [];
    while (!signal?.aborted) {
      const found = await withAllOrgs(workerPool, (tx) => check.find(tx, most.found));
      const before = settled.length;
      for (let at = 0; at < found.length && !signal?.aborted; at += most.settled)
        settled.push(...(await withAllOrgs(workerPool, (tx) => check.settle(tx, found.slice(at, at + most.settled)))));
      // What others hold is theirs, or is found by the next pass.
      if (found.length < most.found || settled.length === before) break;
    }
    return settled;
  }

  async function runOnce(signal?: AbortSignal): Promise<Findings> {
    const found: Findings = {};
    for (const check of checks)
      for (const finding of await settleAll(check, signal)) found[finding] = (found[finding] ?? 0) + 1;
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
