/** Rows of jobs: their columns and types, the parts of statements that name them, and the read of one job. */
import type { JobType } from "@gaffer/contracts/server";
import { getTableColumns, type PgColumn, pgCore, sql } from "../../db/drizzle.ts";
import { currentJobs, jobs, openJobs } from "../../db/job-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import type { Trigger } from "./handlers/types.ts";
import { type AttemptBudget, admissionState } from "./states.ts";

/** A job with its current state. */
export type JobRow = typeof currentJobs.$inferSelect;

export interface JobKey {
  orgId: string;
  jobId: string;
}

const columns = { ...getTableColumns(openJobs), ...getTableColumns(jobs) };
export type Column = keyof typeof columns;

/** Columns of `open_jobs` that a message and a change of admission need. */
export const queuedColumns = [
  "orgId",
  "id",
  "type",
  "crashes",
  "priority",
  "messageId",
  "runAt",
  "timeoutSeconds",
  "concurrencyKey",
] as const satisfies readonly Column[];

/** Columns of `open_jobs` that the end of an attempt needs. */
const heldColumns = [
  "orgId",
  "type",
  "messageId",
  "workerId",
  "timeoutSeconds",
  "scheduleId",
  "attempt",
  "lostAttempts",
  "crashes",
  "maxAttempts",
  "concurrencyKey",
] as const satisfies readonly Column[];

const fields = pgCore.getViewConfig(currentJobs).selectedFields as Record<keyof JobRow, PgColumn>;

/** The large columns of a job. Lists read them only if the caller includes them. */
export type JobPart = "input" | "output";

/** Columns of a job's summary: all except the large ones. */
const { input: _input, output: _output, ...summary } = fields;
export const summaryColumns = summary as Omit<typeof fields, JobPart>;

export type QueuedRow = Pick<JobRow, (typeof queuedColumns)[number]>;

/** An attempt that a worker holds. */
export interface HeldJob extends AttemptBudget, JobKey {
  kind: "user";
  type: JobType;
  messageId: string;
  workerId: string;
  timeoutSeconds: number;
  scheduleId: string | null;
  concurrencyKey: string | null;
}

/** A user job that this worker runs in this attempt. */
export interface ClaimedJob
  extends HeldJob,
    Pick<JobRow, "createdBy" | "createdAt" | "scheduledAt" | "parentId" | "input"> {
  trigger: Trigger;
  tags: string[] | null;
  metadata: Record<string, string> | null;
  /** Seconds from when the job was due to its claim. */
  waitSeconds: number;
}

/** Columns for a `select` or `returning`, such as `jobs.org_id as "orgId", jobs.id as "id"`. */
export const select = (names: readonly Column[], table: string) =>
  names.map((name) => `${table}.${columns[name].name} as "${name}"`).join(", ");
/** Column definitions for `json_to_recordset`, such as `"orgId" uuid, "id" uuid`. */
export const record = (names: readonly Column[]) =>
  names.map((name) => `"${name}" ${columns[name].getSQLType()}`).join(", ");
/** Columns for an `insert`, and the same columns of the rows of `json_to_recordset`. */
export const names = (of: readonly Column[], table?: string) =>
  of.map((name) => (table ? `${table}.` : "") + columns[name].name).join(", ");
export const quoted = (of: readonly Column[]) => of.map((name) => `"${name}"`).join(", ");

/** Condition for a row of `open_jobs`: the job hasn't started, and has expired at this time. */
export const isExpired = (now: string) =>
  `(open_jobs.expires_at is not null and open_jobs.expires_at <= ${now} and open_jobs.attempt = 0 and open_jobs.worker_id is null)`;

/** Condition for a row of `open_jobs` that its job has a message. */
export const hasMessage = `open_jobs.admission in ('${admissionState.admitted}', '${admissionState.delayed}')`;

/** All columns of `current_jobs`, for a statement that returns a `JobRow`. */
export const selectRow = select(Object.keys(fields) as (keyof JobRow)[], "current_jobs");
/** The columns of a summary, and a large column, for the query builder. */
export const summaryFields = Object.fromEntries(
  Object.entries(summary).map(([name, column]) => [name, sql`${column}`.as(name)]),
);
export const partField = (part: JobPart) => ({ [part]: sql`${fields[part]}`.as(part) });

export const selectHeld = (table = "open_jobs") => `${select(heldColumns, table)}, ${table}.id as "jobId"`;
export const toHeld = (rows: readonly object[]) =>
  (rows as Omit<HeldJob, "kind">[]).map((row): HeldJob => ({ kind: "user", ...row }));

/** Reads a job. undefined: the organization has no such job. */
export async function getJob({ sql }: Transaction, orgId: string, jobId: string): Promise<JobRow | undefined> {
  const { rows } = await sql(`select ${selectRow} from current_jobs where org_id = $1 and id = $2`, [orgId, jobId]);
  return rows[0];
}
