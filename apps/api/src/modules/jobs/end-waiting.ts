import type { Transaction } from "../../db/org-scope.ts";
import type { Admission } from "./admission/admission.ts";
import { releaseHeld } from "./admission/concurrency-keys.ts";
import { countByOrg, subtractFromCounters } from "./admission/in-flight-counters.ts";
import type { ChangedRow } from "./job-changes.ts";
import { writeRunOutcomes } from "./schedule-runs.ts";

/**
 * Updates what depends on jobs that ended while they waited: the runs of their schedules, the places of their concurrency
 * keys, and the in-flight counters. Their messages stay in the queue. The caller holds the locks of the jobs.
 */
export async function endWaiting(tx: Transaction, admission: Admission, jobs: readonly ChangedRow[]): Promise<void> {
  if (jobs.length === 0) return;
  await writeRunOutcomes(tx, jobs);
  const ended = countByOrg(jobs);
  const released = await releaseHeld(tx, jobs);
  if (released.length === 0) await subtractFromCounters(tx, { ended });
  else await admission.admitParked(tx, { left: new Map(released.map((orgId) => [orgId, 0])), ended });
}
