import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import type { Principal } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import type { Services } from "../../server/services.ts";
import { cancelLocked, newJobRow } from "../jobs/index.ts";
import { insertRuns, trimRuns } from "./insert-runs.ts";
import { decideOverlaps } from "./overlap.ts";
import { isSchedule, lockSchedule } from "./read-schedules.ts";
import { openJob } from "./refusal.ts";
import type { ScheduleRow } from "./to-schedule.ts";

/** Minimum time between two manual runs of a schedule, in milliseconds. */
const minPauseMs = 60_000;

/** Creates a manual run and its job now. The schedule's next run stays as it is. */
export async function triggerSchedule(
  tx: Transaction,
  services: Pick<Services, "admission" | "handlers" | "privateFields">,
  { principal, scheduleId, now }: { principal: Principal; scheduleId: string; now: Date },
): Promise<Schemas["TriggeredRun"]> {
  const { orgId, actor } = principal;
  const row = await lockSchedule(tx, orgId, scheduleId);
  assertRested(row, now);
  const { admission, handlers } = services;
  const { job, refusal: wrong } = openJob(row, services);
  if (wrong) throw new ProblemError("scheduled-job-invalid", wrong.message);
  await applyOverlap(tx, admission, { row, now });
  const jobId = newId(now);
  const id = `manual:${jobId}`;
  const triggered = {
    orgId,
    scheduleId: row.id,
    id,
    scheduledAt: now,
    trigger: "manual",
    actor,
    jobId,
    status: "running",
    error: null,
    startedAt: null,
    endedAt: null,
    createdAt: now,
  } as const;
  await insertRuns(tx, [triggered]);
  const owner = { orgId, createdBy: actor, trigger: "manual", scheduleId: row.id, scheduledAt: now } as const;
  const jobRow = newJobRow(owner, job, { id: jobId, createdAt: now, defaults: handlers.get(job.type) });
  const [refusal] = await admission.enqueue(tx, [[jobRow]], { now, counters: "lock" });
  if (refusal) throw refusal;
  await tx.db.update(scheduledJobs).set({ triggeredAt: now }).where(isSchedule(orgId, row.id));
  await trimRuns(tx, [row]);
  return { id, jobId };
}

function assertRested({ triggeredAt }: ScheduleRow, now: Date): void {
  const restMs = triggeredAt ? triggeredAt.getTime() + minPauseMs - now.getTime() : 0;
  // After a clock was set back, the caller must not wait longer than the minimum.
  if (restMs <= 0 || restMs > minPauseMs) return;
  const seconds = Math.ceil(restMs / 1000);
  const detail = `A schedule can run manually once per minute. Try again in ${seconds} s.`;
  throw new ProblemError("too-many-requests", detail, { retryAfterSeconds: seconds });
}

/** Cancels the open jobs of earlier runs if the policy says so. Throws a problem when the policy allows no run now. */
async function applyOverlap(
  tx: Transaction,
  admission: Services["admission"],
  { row, now }: { row: ScheduleRow; now: Date },
): Promise<void> {
  const decision = (await decideOverlaps(tx, [row])).get(row.id);
  if (decision?.action === "skip") {
    const detail = `Job ${decision.openJobId} of an earlier run is still open, and overlap is "skip". Wait until it ends, or cancel it.`;
    throw new ProblemError("overlapping-run", detail);
  }
  if (decision?.action === "retry") {
    throw new ProblemError("overlapping-run", "The job of an earlier run is starting or ending. Try again.");
  }
  if (decision && decision.cancel.length > 0) await cancelLocked(tx, admission, { keys: decision.cancel, now });
}
