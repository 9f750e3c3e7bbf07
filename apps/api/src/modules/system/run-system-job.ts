import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { ProblemError } from "../../http/problem.ts";
import type { JobQueue } from "../jobs/index.ts";
import { unknownSystemJob } from "./switch-system-job.ts";

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
