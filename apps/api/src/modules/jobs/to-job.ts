import type { JobResponse, Schemas } from "@gaffer/contracts/server";
import type { JobRow } from "./job-rows.ts";

/** Converts a row to the API's job, without input and output. */
export function toJobState(row: Omit<JobRow, "input" | "output">) {
  return {
    id: row.id,
    orgId: row.orgId,
    type: row.type,
    status: row.status,
    priority: row.priority,
    progress: row.progress,
    progressMessage: row.progressMessage,
    error: row.error,
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    runAt: row.runAt.toISOString(),
    timeoutSeconds: row.timeoutSeconds,
    createdBy: row.createdBy,
    trigger: row.trigger,
    scheduleId: row.scheduleId,
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  } satisfies Record<keyof Schemas["JobSummary"], unknown>;
}

/** Converts a row to the API's job. */
export function toJob(row: JobRow): JobResponse {
  const job = { ...toJobState(row), input: row.input, output: row.output } satisfies Record<keyof JobResponse, unknown>;
  // The columns are text and JSON. Type and input were validated together when the job was created.
  return job as JobResponse;
}
