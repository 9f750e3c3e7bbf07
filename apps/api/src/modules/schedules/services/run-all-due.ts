import type pg from "pg";
import { databaseUnavailable } from "../../../db/database-unavailable.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { ReportError } from "../../../throttled-log.ts";
import { retryOnChangedCounters } from "../../jobs/in-flight-counters.ts";
import { trimRuns } from "../insert-runs.ts";
import { type DueResult, type RunDueOptions, runDue } from "./run-due.ts";

export interface RunAllDueOptions extends RunDueOptions {
  pool: pg.Pool;
  now: () => Date;
  onError: ReportError;
  /** Hears of what was decided, after it was committed, and when that was. */
  onDecided?: (result: DueResult, at: Date) => void;
}

export interface Pass {
  /** How many runs were put on record. */
  runs: number;
  /** Schedules that have to wait for somebody else for a moment. */
  deferred: Set<string>;
  /** Schedules that can't be decided on. */
  broken: Set<string>;
}

/** Schedules that are decided on in one transaction. */
const batchSize = 500;

/**
 * One pass over everything that is due, batch by batch. Leaves out what is `broken`, and adds to it. Throws when the
 * database can't be reached.
 */
export async function runAllDue(
  options: RunAllDueOptions,
  signal: AbortSignal,
  broken = new Set<string>(),
): Promise<Pass> {
  const pass: Pass = { runs: 0, deferred: new Set(), broken };
  // Nobody waits for old runs to be removed: that goes on beside the next batch, whose jobs are waited for.
  let trimmed: Promise<void> = Promise.resolve();
  // What is in a batch that fails is tried again in smaller ones, until the schedule that fails is alone with it.
  let limit = batchSize;
  while (!signal.aborted) {
    const batch = await decide(options, limit, [...pass.deferred, ...pass.broken]).finally(() => trimmed);
    note(options, pass, batch);
    const { picked, result } = batch;
    if (result) trimmed = trim(options, result);
    if (result && picked.length < limit && !result.more) break;
    limit = result ? Math.min(batchSize, 2 * limit) : Math.max(1, Math.floor(picked.length / 2));
  }
  await trimmed;
  return pass;
}

function note(options: RunAllDueOptions, pass: Pass, { picked, result, cause }: Batch): void {
  if (result) {
    pass.runs += result.runs.length;
    for (const id of result.deferred) pass.deferred.add(id);
    if (result.decided.length > 0) options.onDecided?.(result, options.now());
  } else if (picked.length === 1) {
    for (const id of picked) pass.broken.add(id);
    options.onError({ message: `the schedule ${picked[0]} could not be run`, cause });
  }
}

interface Batch {
  picked: string[];
  /** Absent: it failed because of one of those that were picked. */
  result?: DueResult;
  cause?: unknown;
}

async function decide(options: RunAllDueOptions, limit: number, except: readonly string[]): Promise<Batch> {
  const { pool, now } = options;
  let picked: string[] = [];
  const onPicked = (ids: string[]) => {
    picked = ids;
  };
  try {
    const result = await retryOnChangedCounters((lock) =>
      withAllOrgsByKeys(pool, (tx) => runDue(tx, options, { now: now(), limit, except, lock, onPicked })),
    );
    return { picked, result };
  } catch (cause) {
    if (databaseUnavailable(cause) || picked.length === 0) throw cause;
    return { picked, cause };
  }
}

/** May fail: it is tried again when the schedule runs next. */
async function trim({ pool, onError }: RunAllDueOptions, { decided }: DueResult): Promise<void> {
  if (decided.length === 0) return;
  await withAllOrgsByKeys(pool, (tx) => trimRuns(tx, decided)).catch((cause) =>
    onError({ message: "old runs of schedules could not be removed", cause }),
  );
}
