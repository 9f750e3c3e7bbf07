/**
 * All statements that write the table `jobs` or lock its rows. A test forbids others.
 *
 * `claim`, `settle` and `report` find rows by primary key. They compare with `is not distinct from`, which no index
 * supports, because with stale statistics the planner would prefer the partial indexes of pending and running jobs.
 */

import type { JobType } from "@gaffer/contracts/server";
import { and, eq, getTableColumns, sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { joinPlan } from "./admission/in-flight-counters.ts";
import type { LogLevel } from "./handlers/types.ts";
import {
  type AdmissionState,
  type AttemptBudget,
  admissionState,
  type NextState,
  openStatuses,
  transitions,
} from "./states.ts";

export type JobRow = typeof jobs.$inferSelect;

export interface JobKey {
  orgId: string;
  jobId: string;
}

const columns = getTableColumns(jobs);
type Column = keyof typeof columns;

/** Columns that a new job sets. The others have defaults. */
const newColumns = [
  "orgId",
  "id",
  "type",
  "status",
  "priority",
  "input",
  "maxAttempts",
  "messageId",
  "runAt",
  "timeoutSeconds",
  "createdBy",
  "trigger",
  "scheduleId",
  "createdAt",
  "admission",
] as const satisfies readonly Column[];

/** Columns that a message needs. */
const queuedColumns = [
  "orgId",
  "id",
  "type",
  "crashes",
  "priority",
  "messageId",
  "runAt",
  "timeoutSeconds",
] as const satisfies readonly Column[];

/** Columns that a worker needs to run a job. */
const claimedColumns = [
  "orgId",
  "type",
  "messageId",
  "workerId",
  "createdBy",
  "input",
  "timeoutSeconds",
  "attempt",
  "lostAttempts",
  "crashes",
  "maxAttempts",
] as const satisfies readonly Column[];

/** Columns of a job's summary: all except the large ones. */
export const { input: _input, output: _output, ...summaryColumns } = columns;

export type QueuedRow = Pick<JobRow, (typeof queuedColumns)[number]>;

/** A user job that this worker runs in this attempt. */
export interface ClaimedJob extends AttemptBudget, JobKey {
  kind: "user";
  type: JobType;
  messageId: string;
  workerId: string;
  createdBy: string;
  input: unknown;
  timeoutSeconds: number;
  /** Seconds from when the job was due to its claim. */
  waitSeconds?: number;
}

/** Columns for a `select` or `returning`, such as `jobs.org_id as "orgId", jobs.id as "id"`. */
const select = (names: readonly Column[], table = "jobs") =>
  names.map((name) => `${table}.${columns[name].name} as "${name}"`).join(", ");
/** Column definitions for `json_to_recordset`, such as `"orgId" uuid, "id" uuid`. */
const record = (names: readonly Column[]) => names.map((name) => `"${name}" ${columns[name].getSQLType()}`).join(", ");
/** All columns, for a statement and for the query builder. The rows that either returns are of type `JobRow`. */
export const selectRow = select(Object.keys(columns) as Column[]);
export const rowFields = Object.fromEntries(
  Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]),
);

const quote = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(", ");

const selectClaimed = (table = "jobs") => `${select(claimedColumns, table)}, ${table}.id as "jobId"`;
const toClaimed = (rows: readonly object[]) =>
  (rows as Omit<ClaimedJob, "kind">[]).map((row): ClaimedJob => ({ kind: "user", ...row }));

/** Condition: the attempt in `source` still holds its job. It fences every write of an attempt. */
const heldBy = (source: string) => `
  jobs.org_id = ${source}."orgId" and jobs.id = ${source}."jobId" and jobs.attempt = ${source}.attempt
  and jobs.status is not distinct from '${transitions.settle.from}' and jobs.worker_id is not distinct from ${source}."workerId"`;

const isOpen = `jobs.status in (${quote(openStatuses)})`;

/** Inserts new jobs. All rows are one parameter. */
export async function insert(tx: Transaction, rows: readonly JobRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql(
    `insert into jobs (${newColumns.map((name) => columns[name].name).join(", ")})
     select ${newColumns.map((name) => `"${name}"`).join(", ")} from json_to_recordset($1) as job (${record(newColumns)})`,
    [JSON.stringify(rows.map(toNewRow))],
  );
}

/** Converts a row to JSON for the insert. Omits nulls, which would only cost time. */
function toNewRow(row: JobRow) {
  return Object.fromEntries(newColumns.map((name) => [name, row[name] ?? undefined]));
}

/**
 * Starts the jobs of fetched messages. Skips a job that has another message now. `virtualTime`: the latest virtual
 * start time among the messages.
 */
export async function claim(
  tx: Transaction,
  messages: readonly { id: string; orgId: string | undefined; jobId: string | undefined }[],
  { workerId, now, virtualTime }: { workerId: string; now: Date; virtualTime: number },
): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `with started as (
       update jobs set status = '${transitions.claim.to}', attempt = attempt + 1, worker_id = $2, started_at = $3,
              progress = 0, progress_message = null
         from json_to_recordset($1) as message (id uuid, "orgId" uuid, "jobId" uuid)
        where jobs.org_id = message."orgId" and jobs.id = message."jobId"
          and jobs.message_id = message.id
          and jobs.status is not distinct from '${transitions.claim.from}'
          and jobs.admission is not distinct from '${admissionState.admitted}'
       returning jobs.*
     ), served as (
       update queue_turns set turn = $4 where turn < $4
     )
     select ${selectClaimed("started")},
            greatest(0, extract(epoch from started_at - run_at))::float8 as "waitSeconds"
       from started`,
    [JSON.stringify(messages), workerId, now, virtualTime],
  );
  return toClaimed(rows);
}

/**
 * The new state of a job after an attempt. `nextMessageId`: the message of the next attempt; used only if the job is
 * pending again.
 */
export type EndedAttempt = NextState & JobKey & { attempt: number; workerId: string; nextMessageId: string };

export type SettledRow = QueuedRow & JobKey & { attempt: number; status: string; scheduleId: string | null };

/**
 * Writes the results of attempts. Skips an attempt that no longer holds its job. A job whose cancellation was requested
 * becomes `cancelled` instead of pending. A completed attempt is described by the job's row; other attempts get a row
 * of `job_attempts`.
 */
export async function settle(tx: Transaction, ended: readonly EndedAttempt[], now: Date): Promise<SettledRow[]> {
  if (ended.length === 0) return [];
  const { rows } = await tx.sql(
    `with settled as (
       update jobs set
              status = case when ended.status = 'pending' and cancel_requested_at is not null then 'cancelled' else ended.status end,
              output = ended.output,
              error = case when ended.status = 'pending' and cancel_requested_at is not null then null else ended.error end,
              progress = case when ended.status = 'completed' then 100 else progress end,
              lost_attempts = ended."lostAttempts",
              crashes = ended.crashes,
              run_at = coalesce(ended."runAt", run_at),
              message_id = case when ended.status = 'pending' then ended."nextMessageId" else message_id end,
              admission = case when ended.status <> 'pending' or cancel_requested_at is not null then null
                               when ended."runAt" > $2 then '${admissionState.delayed}' else '${admissionState.admitted}' end,
              completed_at = case when ended.status = 'pending' and cancel_requested_at is null then null else $2::timestamptz end
         from json_to_recordset($1) as ended ("jobId" uuid, "nextMessageId" uuid, "attemptStatus" text, "errorDetails" jsonb,
              ${record(["orgId", "attempt", "workerId", "status", "output", "error", "lostAttempts", "crashes", "runAt"])})
        where ${heldBy("ended")}
       returning jobs.*, ended."attemptStatus" as attempt_status, ended.error as attempt_error,
                ended."errorDetails" as attempt_error_details
     ), attempts as (
       insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at, error, error_details)
       select org_id, id, attempt, attempt_status, worker_id, started_at, $2, attempt_error, attempt_error_details
         from settled where attempt_status <> 'completed'
     )
     select ${select([...queuedColumns, "attempt", "status", "scheduleId"], "settled")}, id as "jobId" from settled`,
    [JSON.stringify(ended), now],
  );
  return rows as SettledRow[];
}

export interface LogLine {
  line: number;
  at: Date;
  level: LogLevel;
  message: string;
  data: Record<string, unknown> | null;
}

/** Progress and log lines of one attempt. `percent` undefined: no progress was reported. */
export interface AttemptReport extends JobKey {
  attempt: number;
  workerId: string;
  percent: number | undefined;
  message: string | null | undefined;
  lines: LogLine[];
}

/** Writes progress and log lines of several attempts. Skips an attempt that no longer holds its job. */
export async function report(tx: Transaction, reports: readonly AttemptReport[]): Promise<void> {
  await tx.sql(
    `with report as (
       select * from json_to_recordset($1) as report ("orgId" uuid, "jobId" uuid, attempt int, "workerId" uuid,
              percent int, message text, lines jsonb)
     ), held as (
       update jobs set progress = coalesce(report.percent, progress),
              progress_message = case when report.percent is null then progress_message else report.message end
         from report
        where ${heldBy("report")}
       returning jobs.org_id, jobs.id, jobs.attempt, report.lines
     )
     insert into job_logs (org_id, job_id, attempt, line, at, level, message, data)
     select held.org_id, held.id, held.attempt, line.line, line.at, line.level, line.message, line.data
       from held, jsonb_to_recordset(held.lines) as line (line int, at timestamptz, level text, message text, data jsonb)`,
    [JSON.stringify(reports)],
  );
}

/** A job whose status changed. `scheduleId`: the schedule that created it. */
export type ChangedRow = JobKey & { scheduleId: string | null; status: string };

/** Channel that notifies workers of the cancellation of a running job. Payload: the id of the run's message. */
export const cancelChannel = "gaffer_cancel";

/** Cancels pending jobs and notifies the workers of running ones. The caller holds the locks of the rows. */
export async function cancel(tx: Transaction, keys: readonly JobKey[], now: Date): Promise<ChangedRow[]> {
  const { rows } = await tx.sql(
    `update jobs set cancel_requested_at = coalesce(cancel_requested_at, $2),
            status = case status when 'pending' then 'cancelled' else status end,
            admission = case status when 'pending' then null else admission end,
            cancelled_admission = case status when 'pending' then admission end,
            completed_at = case status when 'pending' then $2::timestamptz end
       from json_to_recordset($1) as cancelled ("orgId" uuid, "jobId" uuid)
      where jobs.org_id = cancelled."orgId" and jobs.id = cancelled."jobId" and jobs.status in (${quote(transitions.cancel.from)})
     returning jobs.org_id as "orgId", jobs.id as "jobId", jobs.schedule_id as "scheduleId", jobs.status,
               case jobs.status when 'processing' then pg_notify('${cancelChannel}', jobs.message_id::text) end`,
    [JSON.stringify(keys), now],
  );
  return rows as ChangedRow[];
}

/** Makes failed and cancelled jobs pending and parks them. Each gets at least one more attempt. The caller holds the locks of the rows. */
export async function retry(
  tx: Transaction,
  { orgId, jobIds, now }: { orgId: string; jobIds: readonly string[]; now: Date },
): Promise<ChangedRow[]> {
  const { rows } = await tx.sql(
    `update jobs set status = '${transitions.retry.to}', admission = '${admissionState.parked}', cancelled_admission = null,
            trigger = 'retry', message_id = gen_random_uuid(),
            max_attempts = greatest(max_attempts, attempt - lost_attempts + 1),
            progress = 0, progress_message = null, run_at = $3, cancel_requested_at = null, completed_at = null
      where org_id = $1 and id = any($2::uuid[]) and status in (${quote(transitions.retry.from)})
     returning org_id as "orgId", id as "jobId", schedule_id as "scheduleId", status`,
    [orgId, jobIds, now],
  );
  return rows as ChangedRow[];
}

/** Makes a cancelled job pending with this admission and message. The caller holds the lock of the row. */
export async function restore(
  tx: Transaction,
  { orgId, jobId, admission, messageId }: JobKey & { admission: AdmissionState; messageId: string },
): Promise<void> {
  await tx.sql(
    `update jobs set status = '${transitions.restore.to}', admission = $3, message_id = $4, cancelled_admission = null,
            cancel_requested_at = null, completed_at = null
      where org_id = $1 and id = $2`,
    [orgId, jobId, admission, messageId],
  );
}

/** Parks delayed jobs whose message is due. They are then admitted like other parked jobs. */
export async function parkDue(tx: Transaction, messages: readonly (JobKey & { id: string })[]): Promise<void> {
  await tx.sql(
    `update jobs set admission = '${admissionState.parked}', message_id = gen_random_uuid()
       from json_to_recordset($1) as message (id uuid, "orgId" uuid, "jobId" uuid)
      where jobs.org_id = message."orgId" and jobs.id = message."jobId"
        and jobs.message_id = message.id and jobs.admission = '${admissionState.delayed}'`,
    [JSON.stringify(messages)],
  );
}

/**
 * Marks parked jobs of each organization as admitted while the organization has room, by priority and then by age.
 * Finds the rows by `ctid`: the planner can't know that few rows match, and would read the whole table for a join by
 * id.
 */
export async function admitParked(tx: Transaction, orgIds: readonly string[], orgLimit: number): Promise<QueuedRow[]> {
  const { rows } = await tx.sql(
    `with next as materialized (
       select parked.place
         from org_loads ${joinPlan}
        cross join lateral (
                select ctid as place from jobs
                 where jobs.org_id = org_loads.org_id and status = 'pending' and admission = '${admissionState.parked}'
                 order by priority_rank, id
                 limit greatest(0, least($2, plans.running_jobs) - org_loads.admitted) for update skip locked
              ) as parked
        where org_loads.org_id = any($1::uuid[])
     )
     update jobs set admission = '${admissionState.admitted}' where ctid = any (array(select place from next))
     returning ${select(queuedColumns)}`,
    [orgIds, orgLimit],
  );
  return (rows as QueuedRow[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Gives pending jobs a new message and admission. The caller holds the locks of the rows. */
export async function replaceMessages(
  tx: Transaction,
  rows: readonly { orgId: string; id: string; messageId: string; admission: AdmissionState }[],
): Promise<void> {
  await tx.sql(
    `update jobs set message_id = next."messageId", admission = next.admission
       from json_to_recordset($1) as next (${record(["orgId", "id", "messageId", "admission"])})
      where jobs.org_id = next."orgId" and jobs.id = next.id`,
    [JSON.stringify(rows.map(({ orgId, id, messageId, admission }) => ({ orgId, id, messageId, admission })))],
  );
}

/**
 * Deletes jobs that ended at the given time. Returns how many jobs it deleted. Skips a job that was retried meanwhile.
 */
export async function removeEnded(
  tx: Transaction,
  ended: readonly { orgId: string; id: string; endedAt: Date }[],
): Promise<number> {
  const { rowCount } = await tx.sql(
    `delete from jobs using json_to_recordset($1) as old (${record(["orgId", "id", "endedAt"])})
      where jobs.org_id = old."orgId" and jobs.id = old.id and jobs.completed_at = old."endedAt"`,
    [JSON.stringify(ended)],
  );
  return rowCount ?? 0;
}

/** Locks a job and returns its row. undefined: the organization has no such job. */
export async function lock(tx: Transaction, { orgId, jobId }: JobKey): Promise<JobRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)))
    .for("update");
  return row;
}

/** Locks the jobs with these keys that are open. Returns their ids. Skips rows that another transaction has locked. */
export async function lockOpen(tx: Transaction, keys: readonly JobKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await tx.sql(
    `select jobs.id from json_to_recordset($1) as wanted ("orgId" uuid, "jobId" uuid)
       join jobs on jobs.org_id = wanted."orgId" and jobs.id = wanted."jobId"
      where ${isOpen} for update of jobs skip locked`,
    [JSON.stringify(keys)],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Locks open jobs of an organization whose cancellation wasn't requested. Skips rows that another transaction has
 * locked.
 */
export async function lockCancellable(tx: Transaction, orgId: string, limit: number): Promise<JobKey[]> {
  const { rows } = await tx.sql(
    `select org_id as "orgId", id as "jobId" from jobs
      where org_id = $1 and (status = 'pending' or status = 'processing' and cancel_requested_at is null)
      limit $2 for update skip locked`,
    [orgId, limit],
  );
  return rows as JobKey[];
}

/**
 * Locks running jobs whose worker's heartbeat is older than `lostAfterMs`, by the database's clock. Skips locked rows.
 */
export async function lockLost(tx: Transaction, lostAfterMs: number, limit: number): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `select ${selectClaimed()} from jobs
      where status = '${transitions.settle.from}'
        and not exists (select from workers where workers.id = jobs.worker_id
                           and workers.heartbeat_at >= now() - make_interval(secs => $1))
      limit ${limit} for update of jobs skip locked`,
    [lostAfterMs / 1000],
  );
  return toClaimed(rows);
}

/** Locks and returns the running jobs of these messages that the worker holds. */
export async function lockHeld(
  tx: Transaction,
  workerId: string,
  messageIds: readonly string[],
): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `select ${selectClaimed()} from jobs
      where worker_id = $1 and message_id = any($2) and status = '${transitions.settle.from}' for update`,
    [workerId, messageIds],
  );
  return toClaimed(rows);
}

/**
 * Locks queued jobs that still have the given message. Returns the given values of the locked jobs, with columns of
 * their rows. Skips jobs that another transaction has locked.
 */
export async function lockQueued<Found extends { orgId: string; id: string; messageId: string }>(
  tx: Transaction,
  found: readonly Found[],
): Promise<(Found & QueuedRow & { admission: AdmissionState })[]> {
  const { rows } = await tx.sql(
    `select ${select([...queuedColumns, "admission"])}
       from json_to_recordset($1) as found (${record(["orgId", "id", "messageId"])})
       join jobs on jobs.org_id = found."orgId" and jobs.id = found.id and jobs.message_id = found."messageId"
      where jobs.status = 'pending' and jobs.admission in ('${admissionState.admitted}', '${admissionState.delayed}')
        for update of jobs skip locked`,
    [JSON.stringify(found)],
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.map((row) => ({ ...byId.get(row.id), ...row }));
}
