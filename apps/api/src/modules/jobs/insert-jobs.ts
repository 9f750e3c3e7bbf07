import type { Transaction } from "../../db/org-scope.ts";
import type { Admission } from "./admission.ts";
import { insertJobRows } from "./insert-job-rows.ts";
import type { JobRow } from "./to-job.ts";

/**
 * Inserts new jobs with their messages, and says how they stand with the queue. The commit may fail with `LoadsChanged`
 * unless `lock` is set, which makes others wait for it.
 */
export async function insertJobs(
  tx: Transaction,
  admission: Admission,
  rows: readonly JobRow[],
  options: { now: Date; lock: boolean },
): Promise<JobRow[]> {
  const admitted = await admission.admitNew(tx, rows, options);
  await Promise.all([insertJobRows(tx, admitted.rows), admitted.enqueue()]);
  return admitted.rows;
}
