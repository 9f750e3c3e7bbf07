import { databaseUnavailable } from "../../../db/database-unavailable.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { retryUnexpected } from "../../jobs/index.ts";
import { trimRuns } from "../insert-runs.ts";
import { type DueResult, runDue } from "./run-due.ts";

export type RunAllDueServices = Pick<
  Services,
  "workerPool" | "admission" | "handlers" | "privateFields" | "metrics" | "now" | "reportError"
>;

export interface Pass {
  /** Number of recorded runs. */
  runs: number;
  /** Ids of schedules that wait for a lock of another transaction. */
  deferred: Set<string>;
  /** Ids of schedules that fail. */
  broken: Set<string>;
}

/** Maximum number of schedules in one transaction. */
const batchSize = 500;

/**
 * Runs all due schedules, batch by batch. Skips the schedules in `broken` and adds schedules that fail to it. Throws
 * when the database can't be reached.
 */
export async function runAllDue(
  services: RunAllDueServices,
  signal: AbortSignal,
  broken = new Set<string>(),
): Promise<Pass> {
  const pass: Pass = { runs: 0, deferred: new Set(), broken };
  // Old runs are removed concurrently with the next batch, whose jobs are more urgent.
  let trimmed: Promise<void> = Promise.resolve();
  // A failed batch is repeated in smaller ones until the failing schedule is alone.
  let limit = batchSize;
  while (!signal.aborted) {
    const batch = await decide(services, limit, [...pass.deferred, ...pass.broken]).finally(() => trimmed);
    note(services, pass, batch);
    const { picked, result } = batch;
    if (result) trimmed = trim(services, result);
    if (result && picked.length < limit && !result.more) break;
    limit = result ? Math.min(batchSize, 2 * limit) : Math.max(1, Math.floor(picked.length / 2));
  }
  await trimmed;
  return pass;
}

function note(services: RunAllDueServices, pass: Pass, { picked, result, cause }: Batch): void {
  if (result) {
    pass.runs += result.runs.length;
    for (const id of result.deferred) pass.deferred.add(id);
    if (result.decided.length > 0) services.metrics.schedulesDecided(result, services.now());
  } else if (picked.length === 1) {
    for (const id of picked) pass.broken.add(id);
    services.reportError({ message: `the schedule ${picked[0]} could not be run`, cause });
  }
}

interface Batch {
  picked: string[];
  /** What the transaction did. Absent: it failed because of one of the picked schedules. */
  result?: DueResult;
  cause?: unknown;
}

async function decide(services: RunAllDueServices, limit: number, except: readonly string[]): Promise<Batch> {
  const { workerPool, now } = services;
  let picked: string[] = [];
  const onPicked = (ids: string[]) => {
    picked = ids;
  };
  try {
    const result = await retryUnexpected((counters) =>
      withAllOrgsByKeys(workerPool, (tx) => runDue(tx, services, { now: now(), limit, except, counters, onPicked })),
    );
    return { picked, result };
  } catch (cause) {
    if (databaseUnavailable(cause) || picked.length === 0) throw cause;
    return { picked, cause };
  }
}

/** Removes old runs. A failure is only reported, because the next run of the schedule repeats the removal. */
async function trim({ workerPool, reportError }: RunAllDueServices, { decided }: DueResult): Promise<void> {
  if (decided.length === 0) return;
  await withAllOrgsByKeys(workerPool, (tx) => trimRuns(tx, decided)).catch((cause) =>
    reportError({ message: "old runs of schedules could not be removed", cause }),
  );
}
