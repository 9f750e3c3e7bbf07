/**
 * The net under everything else. Rows, messages and counts change together, so on a database that only Gaffer writes to
 * nothing is ever found; but messages are cancelled by hand, rows are deleted by SQL, and backups are restored in parts.
 *
 * Safe in several processes at once: what one has locked the others leave alone, and each looks again under its locks.
 */
import type pg from "pg";
import type { Logger } from "pino";
import { withAllOrgs } from "../../../db/org-scope.ts";
import type { Admission } from "../admission/admission.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import type { Check, Finding } from "./check.ts";
import { strandedJobs, wrongCounters } from "./counters.ts";
import { messagesWithoutRow } from "./messages-without-row.ts";
import { rebaseVirtualTime } from "./rebase-virtual-time.ts";
import { rowsWithoutMessage } from "./rows-without-message.ts";

export type Findings = Partial<Record<Finding, number>>;

export interface ReconcilerOptions {
  pool: pg.Pool;
  queue: JobQueue;
  admission: Admission;
  /** The same as admission's own. */
  orgLimit: number;
  log: Logger;
  now: () => Date;
  /** Hears of every pass, and what it found. */
  onPass?: (found: Findings) => void;
}

export interface Reconciler {
  /** One pass; says how often it settled what. It ends early when the signal says so. */
  runOnce(signal?: AbortSignal): Promise<Findings>;
}

/** So many are looked for with one statement, and so many settled in one transaction. */
const most = { found: 10_000, settled: 500 };

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { pool, queue, admission, orgLimit, log, now, onPass } = options;

  // In this order: what the first ones settle changes the counts, and the counts say where there is room.
  const checks: Check[] = [
    rowsWithoutMessage({ queue, admission, now }),
    messagesWithoutRow({ queue, admission, now }),
    wrongCounters(admission),
    strandedJobs(admission, orgLimit),
  ];

  async function settleAll(check: Check, signal: AbortSignal | undefined): Promise<Finding[]> {
    const settled: Finding[] = [];
    while (!signal?.aborted) {
      const found = await withAllOrgs(pool, (tx) => check.find(tx, most.found));
      const before = settled.length;
      for (let at = 0; at < found.length && !signal?.aborted; at += most.settled)
        settled.push(...(await withAllOrgs(pool, (tx) => check.settle(tx, found.slice(at, at + most.settled)))));
      // What others hold is theirs, or is found by the next pass.
      if (found.length < most.found || settled.length === before) break;
    }
    return settled;
  }

  async function runOnce(signal?: AbortSignal): Promise<Findings> {
    const found: Findings = {};
    for (const check of checks)
      for (const finding of await settleAll(check, signal)) found[finding] = (found[finding] ?? 0) + 1;
    if (await withAllOrgs(pool, (tx) => rebaseVirtualTime(tx, queue))) log.info("the virtual time was rebased to zero");
    const { message_stale, ...alarming } = found;
    if (Object.keys(alarming).length > 0) log.warn({ found }, "jobs and their messages disagreed, and were settled");
    else if (message_stale) log.debug({ found }, "messages of cancelled jobs were removed");
    onPass?.(found);
    return found;
  }

  return { runOnce };
}
