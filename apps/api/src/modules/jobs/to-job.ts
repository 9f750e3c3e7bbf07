import type { JobResponse, JobType, Schemas } from "@gaffer/contracts/server";
import type { JobPart, JobRow } from "./job-rows.ts";
import type { ShowPart } from "./private-fields/private-fields.ts";
import { maskPart } from "./private-fields/private-paths.ts";

/** A row without its large columns. */
export type SummaryRow = Omit<JobRow, JobPart>;

/** Converts a row to the API's job, without input and output. */
export function toSummary(row: SummaryRow): Schemas["JobSummary"] {
  return {
    id: row.id,
    orgId: row.orgId,
    type: row.type as JobType,
    title: row.title,
    tags: row.tags,
    metadata: row.metadata,
    status: row.status as Schemas["JobStatus"],
    priority: row.priority as Schemas["Priority"],
    progress: row.progress,
    progressMessage: row.progressMessage,
    error: row.error,
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    retries: row.retries,
    runAt: row.runAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    concurrency:
      row.concurrencyKey === null ? null : { key: row.concurrencyKey, limit: row.concurrencyLimit as number },
    timeoutSeconds: row.timeoutSeconds,
    createdBy: row.createdBy,
    trigger: row.trigger as Schemas["Trigger"],
    scheduleId: row.scheduleId,
    scheduledAt: row.scheduledAt?.toISOString() ?? null,
    parentId: row.parentId,
    uniqueKey: row.uniqueKey,
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** Converts a row to the API's job. `show`: how it shows private fields. */
export function toJob(row: JobRow, show: ShowPart = maskPart): JobResponse {
  const parts = { input: show(row, "input"), output: show(row, "output") };
  const job = { ...toSummary(row), ...parts } satisfies Record<Exclude<keyof JobResponse, "existing">, unknown>;
  // The columns are text and JSON. Type and input were validated together when the job was created.
  return job as JobResponse;
}
