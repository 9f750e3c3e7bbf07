import { newId } from "../../../new-id.ts";
import type { NewJob } from "../handlers/types.ts";
import { toLabels } from "../job-labels.ts";
import type { JobRow } from "../job-rows.ts";
import { titleOf } from "../job-title.ts";

/** What creates a job: by default a request. */
export type JobOrigin =
  | { trigger?: "api" }
  /** A run of a schedule. */
  | { trigger: "schedule" | "manual"; scheduleId: string; scheduledAt: Date }
  /** The handler of another job. */
  | { trigger: "job"; parentId: string };

/** The organization of a job, its creator and its origin. */
export type JobOwner = { orgId: string; createdBy: string } & JobOrigin;

const ofRequest = { trigger: "api", scheduleId: null, scheduledAt: null, parentId: null };

export interface NewRowOptions {
  id: string;
  createdAt: Date;
  /** Values for fields that the job doesn't set. */
  defaults: { timeoutSeconds: number; maxAttempts: number; ttlSeconds?: number };
}

/** Creates the row of a new job. Lists are ordered by `id`, which starts with `createdAt`. */
export function newJobRow(
  { orgId, createdBy, ...origin }: JobOwner,
  job: NewJob,
  { id, createdAt, defaults }: NewRowOptions,
): JobRow {
  const runAt = job.runAt ?? createdAt;
  return {
    orgId,
    id,
    type: job.type,
    status: "pending",
    priority: job.priority ?? "normal",
    // Admission control sets `admission`.
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
    runAt,
    expiresAt: expiryOf(job, runAt, defaults.ttlSeconds),
    concurrencyKey: job.concurrency?.key ?? null,
    concurrencyLimit: job.concurrency ? (job.concurrency.limit ?? 1) : null,
    timeoutSeconds: job.timeoutSeconds ?? defaults.timeoutSeconds,
    createdBy,
    ...ofRequest,
    ...origin,
    title: titleOf(job),
    ...toLabels(job),
    uniqueKey: job.unique?.key ?? null,
    retries: 0,
    cancelRequestedAt: null,
    createdAt,
    startedAt: null,
    endedAt: null,
  };
}

/** The earlier of the job's `expiresAt` and the end of its `ttlSeconds`. Without either, the default applies. */
function expiryOf({ expiresAt, ttlSeconds }: NewJob, runAt: Date, defaultTtl: number | undefined): Date | null {
  const after = (seconds: number | undefined) => (seconds ? [new Date(runAt.getTime() + seconds * 1000)] : []);
  const own = [...(expiresAt ? [expiresAt] : []), ...after(ttlSeconds)];
  const [earliest = null] = (own.length > 0 ? own : after(defaultTtl)).toSorted((a, b) => a.getTime() - b.getTime());
  return earliest;
}
