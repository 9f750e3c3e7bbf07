/** Enables, disables and runs system jobs manually. */
import type { Schemas } from "@gaffer/contracts/server";
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

/** Starts a schedule's jobs manually, also when it is disabled. Starts none if one of them is queued or running. */
export async function runSystemJob(
  tx: Transaction,
  queue: JobQueue,
  { name, actor }: { name: string; actor: string },
): Promise<Schemas["QueuedSystemRun"][]> {
  const { rows } = await tx.sql("select jobs from system_schedules where name = $1", [name]);
  if (rows.length === 0) throw unknownSystemJob(name, await queue.crons(tx));
  const queued: Schemas["QueuedSystemRun"][] = [];
  for (const job of rows[0].jobs as string[]) {
    const id = await queue.sendSystem(tx, job, { schedule: name, triggeredBy: "manual", actor });
    if (id === undefined) {
      throw new ProblemError(
        "overlapping-run",
        `A run of ${job} is queued or running, and a system job never overlaps itself. Try again when it has ended.`,
      );
    }
    queued.push({ id, job });
  }
  return queued;
}
