import { newId } from "../../../new-id.ts";
import type { NewJob } from "../handlers/types.ts";
import type { JobRow } from "../jobs-table.ts";

/** Who a job belongs to, who asked for it, and why. */
export interface JobOwner {
  orgId: string;
  createdBy: string;
  trigger?: "api" | "schedule" | "manual";
  /** The schedule that it is a run of. */
  scheduleId?: string;
}

export interface NewRowOptions {
  id: string;
  createdAt: Date;
  /** What holds where the job says nothing else. */
  defaults: { timeoutSeconds: number; maxAttempts: number };
}

/** The row of a new job. Lists are ordered by `id`, which begins with `createdAt`. */
export function newJobRow(
  { orgId, createdBy, trigger = "api", scheduleId }: JobOwner,
  job: NewJob,
  { id, createdAt, defaults }: NewRowOptions,
): JobRow {
  return {
    orgId,
    id,
    type: job.type,
    status: "pending",
    priority: job.priority ?? "normal",
    priorityRank: null,
    // Decided when it is let into the queue.
    admission: null,
    cancelledAdmission: null,
    progress: 0,
    progressMessage: null,
    input: job.input,
    output: null,
    error: null,
    attempt: 0,
    lostAttempts: 0,
    crashes: 0,
    maxAttempts: job.maxAttempts ?? defaults.maxAttempts,
    messageId: newId(),
    workerId: null,
    runAt: job.runAt ?? createdAt,
    timeoutSeconds: job.timeoutSeconds ?? defaults.timeoutSeconds,
    createdBy,
    trigger,
    scheduleId: scheduleId ?? null,
    cancelRequestedAt: null,
    createdAt,
    startedAt: null,
    completedAt: null,
  };
}
