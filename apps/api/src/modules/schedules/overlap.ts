/**
 * The overlap policy of a schedule: decides what happens to a run, scheduled or manual, while jobs of earlier runs are open.
 *
 * | `overlap`        | open job of an earlier run             | decision                                |
 * | ---------------- | -------------------------------------- | --------------------------------------- |
 * | `allow`          | any                                    | start                                   |
 * | `skip`           | none                                   | start                                   |
 * | `skip`           | at least one                           | skip                                    |
 * | `cancelPrevious` | none, or this transaction locks all    | start, and cancel them                  |
 * | `cancelPrevious` | another transaction has locked one     | retry: it is being started or completed |
 */
import type { Transaction } from "../../db/org-scope.ts";
import { findOpenJobs, lockOpenJobs, type OpenJob } from "../jobs/index.ts";
import type { ScheduleRow } from "./to-schedule.ts";

export type OverlapDecision =
  | { action: "start"; cancel: readonly OpenJob[] }
  | { action: "skip"; openJobId: string }
  | { action: "retry" };

export const startAlone: OverlapDecision = { action: "start", cancel: [] };

type Overlapping = Pick<ScheduleRow, "orgId" | "id" | "overlap">;

/** Decides for schedules whose rows this transaction has locked. Locks the jobs to cancel. Returns the decisions by schedule id. */
export async function decideOverlaps(
  tx: Transaction,
  schedules: readonly Overlapping[],
): Promise<Map<string, OverlapDecision>> {
  const open = await findOpenJobs(
    tx,
    schedules.filter(({ overlap }) => overlap !== "allow"),
  );
  const previous = schedules.flatMap(({ id, overlap }) => (overlap === "cancelPrevious" ? (open.get(id) ?? []) : []));
  const locked = await lockOpenJobs(tx, previous);
  return new Map(schedules.map(({ id, overlap }) => [id, decideOverlap(overlap, open.get(id) ?? [], locked)]));
}

/** Decides for one schedule. Pure. `locked`: the ids of open jobs that this transaction has locked. */
export function decideOverlap(
  overlap: string,
  openJobs: readonly OpenJob[],
  locked: ReadonlySet<string>,
): OverlapDecision {
  const [first] = openJobs;
  if (!first || overlap === "allow") return startAlone;
  if (overlap === "skip") return { action: "skip", openJobId: first.jobId };
  return openJobs.every(({ jobId }) => locked.has(jobId)) ? { action: "start", cancel: openJobs } : { action: "retry" };
}
