import type { Transaction } from "../../db/org-scope.ts";
import { ProblemError } from "../../http/problem.ts";
import type { JobQueue } from "../jobs/index.ts";
import { applyRow, lockSchedules, switchRow } from "./schedule-rows.ts";

/** Enables or disables a schedule in its row and in the queue, in one transaction. */
export async function switchSystemJob(
  tx: Transaction,
  queue: JobQueue,
  { name, enabled, now }: { name: string; enabled: boolean; now: Date },
): Promise<void> {
  await lockSchedules(tx);
  const row = await switchRow(tx, name, { enabled, now });
  const queued = await queue.crons(tx);
  if (!row) throw unknownSystemJob(name, queued);
  await applyRow(tx, queue, row, queued, now);
}

/** The problem of an unknown system job, or of one that was scheduled in the queue directly. */
export function unknownSystemJob(name: string, queued: readonly { schedule: string }[]): ProblemError {
  return queued.some(({ schedule }) => schedule === name)
    ? new ProblemError(
        "system-job-unmanaged",
        `${name} is scheduled in the queue, not by Gaffer. Change it where it was created.`,
      )
    : new ProblemError("not-found", `No system job has the name ${name}. GET /v1/system/jobs lists all of them.`);
}
