/**
 * Statements that create, start and run jobs: they write the tables `jobs`, `open_jobs` and `ended_jobs`. `job-changes.ts`
 * has the others. A test forbids statements elsewhere.
 *
 * A transaction locks the row of `open_jobs` before the row of `jobs` (`lock-jobs.ts`).
 */
import type { Transaction } from "../../db/org-scope.ts";
import { mayBeParked } from "./admission/in-flight-counters.ts";
import type { LogLevel } from "./handlers/types.ts";
import { noLabels } from "./job-labels.ts";
import {
  type ClaimedJob,
  type Column,
  isExpired,
  type JobKey,
  type JobRow,
  names,
  type QueuedRow,
  queuedColumns,
  quoted,
  record,
  select,
  selectHeld,
  toHeld,
} from "./job-rows.ts";
import { type QueuedType, queuedTypeOfJob } from "./queue/message.ts";
import { admissionState, type NextState } from "./states.ts";

/** Columns that `jobs` and `open_jobs` both have from the creation of a job on. */
export const sharedColumns = [
  "orgId",
  "id",
  "type",
  "priority",
  "maxAttempts",
  "timeoutSeconds",
  "expiresAt",
  "concurrencyKey",
  "concurrencyLimit",
  "scheduleId",
  "uniqueKey",
] as const;

/** Columns that a new job sets in each table. The others have defaults. */
const newColumns = [
  ...sharedColumns,
  "input",
  "createdBy",
  "trigger",
  "scheduledAt",
  "parentId",
  "title",
  "tags",
  "metadata",
  "createdAt",
] as const;
const newOpenColumns = [...sharedColumns, "admission", "messageId", "runAt"] as const;
const allNewColumns = [...new Set([...newColumns, ...newOpenColumns])];

/** Admission of a due job that has no message: a job with a concurrency key needs a place of its key first. */
export const parkedOrHeld = `case when concurrency_key is null then '${admissionState.parked}' else '${admissionState.held}' end`;

export const quote = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(", ");

/** Condition: the attempt in `source` still holds its job. It fences every write of an attempt. */
const heldBy = (source: string) => `
  open_jobs.org_id = ${source}."orgId" and open_jobs.id = ${source}."jobId" and open_jobs.attempt = ${source}.attempt
  and open_jobs.worker_id = ${source}."workerId"`;

/** Column of a new job: the value of its row, or the value that all rows have in common. */
const eitherValue = (name: Column) => `coalesce(own."${name}", common."${name}") as "${name}"`;

/**
 * Inserts new jobs. The rows are JSON. Each row omits the values that all rows have in common, because PostgreSQL spends
 * more time on reading JSON than on writing rows.
 */
export async function insert(tx: Transaction, rows: readonly JobRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { common = [], own = [] } = Object.groupBy(allNewColumns, (name) =>
    rows.every((row) => Object.is(row[name], first[name])) ? "common" : "own",
  );
  const isLabelled = rows.some(({ tags, metadata }) => !absent.includes(tags) || !absent.includes(metadata));
  const insertTerms = `, terms as (
       insert into job_terms (org_id, term, id) select "orgId", unnest(label_terms("tags", "metadata")), "id" from created
     )`;
  await tx.sql(
    `with created as (
       select ${allNewColumns.map(eitherValue).join(", ")}
         from json_to_recordset($1) as own (${record(allNewColumns)}), json_to_record($2) as common (${record(allNewColumns)})
     ), opened as (
       insert into open_jobs (${names(newOpenColumns)}) select ${quoted(newOpenColumns)} from created
     )${isLabelled ? insertTerms : ""}
     insert into jobs (${names(newColumns)}) select ${quoted(newColumns)} from created`,
    [JSON.stringify(rows.map((row) => pick(row, own))), JSON.stringify(pick(first, common))],
  );
}

/** Values that become nulls. */
const absent: readonly unknown[] = [null, noLabels.tags, noLabels.metadata];

/** Copies these columns of a row. Omits absent values, which would only cost time. */
function pick(row: JobRow, columns: readonly (keyof JobRow)[]) {
  return Object.fromEntries(columns.flatMap((name) => (absent.includes(row[name]) ? [] : [[name, row[name]]])));
}

/** Columns of `jobs` that only the context of a handler needs. */
const contextColumns = [
  "createdBy",
  "createdAt",
  "trigger",
  "scheduleId",
  "scheduledAt",
  "parentId",
  "tags",
  "metadata",
  "input",
] as const;

/** What a start changes in a row of `open_jobs`, for the worker `$2` at the time `$3`. */
const start = "attempt = attempt + 1, worker_id = $2, started_at = $3, progress = 0, progress_message = null";
const suspendedOrgs = "array(select id from orgs where suspended_at is not null)";
/** CTE: the queue has fetched messages up to the virtual start time `$4`. */
const served = "served as (update fair_queue set virtual_time = $4 where virtual_time < $4)";
/** What a worker needs of the jobs that it starts, from `started` and `jobs`. */
const selectStarted = `${selectHeld("started")}, ${select(contextColumns, "jobs")},
            greatest(0, extract(epoch from started.started_at - started.run_at))::float8 as "waitSeconds"`;
const startedJobs = "(started join jobs on jobs.org_id = started.org_id and jobs.id = started.id)";

interface StartOptions {
  workerId: string;
  now: Date;
  /** The latest virtual start time among the messages. */
  virtualTime: number;
  /** Fails the commit unless all jobs start (`isUnexpected`). */
  expectAll: boolean;
}

/**
 * Starts the jobs of fetched messages. Skips a job that has another message now, expired jobs, and jobs of suspended
 * organizations.
 */
export async function claim(
  tx: Transaction,
  messages: readonly (JobKey & { id: string })[],
  { workerId, now, virtualTime, expectAll }: StartOptions,
): Promise<ClaimedJob[]> {
  // The outer join makes PostgreSQL check the expectation even if no job was started.
  const { rows } = await tx.sql(
    `with started as (
       update open_jobs set ${start}
         from json_to_recordset($1) as message (id uuid, "orgId" uuid, "jobId" uuid)
        where open_jobs.org_id = message."orgId" and open_jobs.id = message."jobId"
          and open_jobs.message_id = message.id and open_jobs.worker_id is null
          and open_jobs.admission = '${admissionState.admitted}' and not ${isExpired("$3")}
          and open_jobs.org_id <> all (${suspendedOrgs})
       returning open_jobs.*
     ), ${served}
     select ${selectStarted}
       from (select commit_only_if(not $5 or count(*) = json_array_length($1)) from started) as expected
       left join ${startedJobs} on true`,
    [JSON.stringify(messages), workerId, now, virtualTime, expectAll],
  );
  return toHeld(rows.filter(({ jobId }) => jobId)) as ClaimedJob[];
}

/** A fetched permit. `used`: the number of its places for which the worker has slots. */
export interface UsedPermit {
  id: string;
  orgId: string;
  places: number;
  used: number;
}

/**
 * Uses permits: starts the next parked jobs of their organizations, by priority and then by age. Skips expired jobs, and
 * starts none of a suspended organization.
 *
 * Finds the rows by `ctid`: the planner can't know that few rows match, and would read the whole table for a join by
 * id. `unused`: by organization, the places for which there was no job.
 */
export async function startParked(
  tx: Transaction,
  permits: readonly UsedPermit[],
  { workerId, now, virtualTime, expectAll, type }: StartOptions & { type: QueuedType },
): Promise<{ started: ClaimedJob[]; unused: Map<string, number> }> {
  const { rows } = await tx.sql(
    `with permit as (
       select * from json_to_recordset($1) as permit (id uuid, "orgId" uuid, places int, used int)
     ), spent as (
       delete from permits using permit
        where permits.org_id = permit."orgId" and permits.id = permit.id and permits.places = permit.places
          and permit.used = permit.places
       returning permits.org_id, permit.used
     ), reduced as (
       update permits set places = permits.places - permit.used from permit
        where permits.org_id = permit."orgId" and permits.id = permit.id and permits.places = permit.places
          and permit.used < permit.places
       returning permits.org_id, permit.used
     ), room as (
       select org_id, sum(used)::int as places from (table spent union all table reduced) as taken group by org_id
     ), next as materialized (
       select parked.place from room
        cross join lateral (
                select ctid as place from open_jobs
                 where open_jobs.org_id = room.org_id and admission = '${admissionState.parked}'
                   and ${queuedTypeOfJob} = $6 and not ${isExpired("$3")}
                 order by priority_rank, id limit room.places for update skip locked
              ) as parked
        where room.org_id <> all (${suspendedOrgs})
     ), started as (
       update open_jobs set admission = '${admissionState.admitted}', ${start}
        where ctid = any (array(select place from next))
       returning open_jobs.*
     ), ${served}
     select ${selectStarted}, room.org_id as "permittedOrg", room.places as permitted
       from (select commit_only_if(not $5 or count(*) = (select sum(used) from permit)) from started) as expected
       left join room on true
       left join ${startedJobs} on started.org_id = room.org_id`,
    [JSON.stringify(permits), workerId, now, virtualTime, expectAll, type],
  );
  const unused = new Map<string, number>();
  for (const { jobId, permittedOrg, permitted } of rows) {
    if (permittedOrg) unused.set(permittedOrg, (unused.get(permittedOrg) ?? permitted) - (jobId ? 1 : 0));
  }
  return { started: toHeld(rows.filter(({ jobId }) => jobId)) as ClaimedJob[], unused };
}

/**
 * The new state of a job after an attempt. `nextMessageId`: the message of the next attempt; used only if the job is
 * pending again.
 */
export type EndedAttempt = NextState & JobKey & { attempt: number; workerId: string; nextMessageId: string };

export type SettledRow = QueuedRow &
  JobKey & {
    attempt: number;
    status: string;
    scheduleId: string | null;
    /** Whether the organization may have parked jobs without a permit. */
    hasParked: boolean;
  };

/**
 * Writes the results of attempts. Skips an attempt that no longer holds its job. A job whose cancellation was requested
 * becomes `cancelled` instead of pending. A completed attempt is described by the job's row; other attempts get a row
 * of `job_attempts`.
 */
export async function settle(tx: Transaction, ended: readonly EndedAttempt[], now: Date): Promise<SettledRow[]> {
  const { pending = [], over = [] } = Object.groupBy(ended, ({ status }) =>
    status === "pending" ? "pending" : "over",
  );
  const cancelled = await lockCancelled(tx, pending);
  const ends = [
    ...over.map((attempt) => ({ ...attempt, attemptError: attempt.error })),
    ...cancelled.map((attempt) => ({ ...attempt, attemptError: attempt.error, status: "cancelled", error: null })),
  ];
  const next = pending.filter((attempt) => !cancelled.includes(attempt));
  const rows = await Promise.all([end(tx, ends, now), setPending(tx, next, now)]);
  return rows.flat();
}

const hasParked = (source: string) =>
  `exists (select from org_loads where org_loads.org_id = ${source}.org_id and ${mayBeParked}) as "hasParked"`;

/** Locks the jobs of these attempts. Returns the attempts whose cancellation was requested. */
async function lockCancelled(tx: Transaction, attempts: readonly EndedAttempt[]): Promise<EndedAttempt[]> {
  if (attempts.length === 0) return [];
  const { rows } = await tx.sql(
    `select ended."jobId", cancel_requested_at is not null as cancelled
       from json_to_recordset($1) as ended ("jobId" uuid, ${record(["orgId", "attempt", "workerId"])})
       join open_jobs on ${heldBy("ended")} for update of open_jobs`,
    [JSON.stringify(attempts.map(({ orgId, jobId, attempt, workerId }) => ({ orgId, jobId, attempt, workerId })))],
  );
  const cancelled = new Set(rows.flatMap(({ jobId, cancelled }) => (cancelled ? [jobId] : [])));
  return attempts.filter(({ jobId }) => cancelled.has(jobId));
}

/** Columns of `jobs` that `ended_jobs` has too. */
const listedColumns = ["orgId", "id", "status", "endedAt", "type", "createdBy", "scheduleId"] as const;

/**
 * CTEs that write the ends of jobs at the time `$2`. They read the CTE `gone`: the deleted rows of `open_jobs`, with the
 * status, output, error and admission that the ended jobs get.
 */
export const writeEnds = `
  written as (
    update jobs set status = gone.end_status, output = gone.output, error = gone.end_error, attempt = gone.attempt,
           lost_attempts = gone.lost_attempts, crashes = gone.crashes,
           progress = case gone.end_status when 'completed' then 100 else gone.progress end,
           progress_message = gone.progress_message, cancel_requested_at = gone.cancel_requested_at,
           cancelled_admission = gone.cancelled_admission, message_id = gone.message_id, worker_id = gone.worker_id,
           run_at = gone.run_at, started_at = gone.started_at, ended_at = $2
      from gone where jobs.org_id = gone.org_id and jobs.id = gone.id
    returning ${names(listedColumns, "jobs")}
  ), listed as (
    insert into ended_jobs (${names(listedColumns)}) select ${names(listedColumns)} from written
  )`;

/** Columns of `open_jobs` that the rows of `gone` have as they were. `end` and `cancel` set the others. */
export const keptColumns = [
  ...queuedColumns.filter((name) => name !== "crashes"),
  "workerId",
  "scheduleId",
  "attempt",
  "progress",
  "progressMessage",
  "startedAt",
] as const;

type Ended = JobKey & Omit<NextState, "status"> & { attempt: number; workerId: string; status: string };
/** `attemptError`: the error of the attempt, which the job doesn't keep if it was cancelled. */
type EndedFully = Ended & { attemptError: NextState["error"] };

/** CTEs that end jobs with their last attempts: a JSON array of `EndedFully` (`$1`), at the time `$2`. */
const endJobs = `
  gone as (
    delete from open_jobs
     using json_to_recordset($1) as ended ("jobId" uuid, "attemptStatus" text, "attemptError" jsonb, "errorDetails" jsonb,
           ${record(["orgId", "attempt", "workerId", "status", "output", "error", "lostAttempts", "crashes"])})
     where ${heldBy("ended")}
    returning ${names(keptColumns, "open_jobs")}, open_jobs.cancel_requested_at,
              ended."lostAttempts" as lost_attempts, ended.crashes, ended.status as end_status, ended.output,
              ended.error as end_error, null as cancelled_admission, "attemptStatus", "attemptError", "errorDetails"
  ), ${writeEnds}, attempts as (
    insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at, error, error_details)
    select org_id, id, attempt, "attemptStatus", worker_id, started_at, $2, "attemptError", "errorDetails"
      from gone where "attemptStatus" <> 'completed'
  )`;

/** Ends jobs with their last attempts. Skips an attempt that no longer holds its job. */
async function end(tx: Transaction, ended: readonly EndedFully[], now: Date): Promise<SettledRow[]> {
  if (ended.length === 0) return [];
  const { rows } = await tx.sql(
    `with ${endJobs}
     select ${select([...queuedColumns, "attempt", "scheduleId"], "gone")}, end_status as status, id as "jobId",
            ${hasParked("gone")} from gone`,
    [JSON.stringify(ended), now],
  );
  return rows as SettledRow[];
}

/** Ends jobs with their last attempts. Fails the commit if an attempt no longer holds its job (`isUnexpected`). */
export async function endHeld(tx: Transaction, ended: readonly EndedAttempt[], now: Date): Promise<void> {
  const rows = ended.map((attempt): EndedFully => ({ ...attempt, attemptError: attempt.error }));
  await tx.sql(`with ${endJobs} select commit_only_if(count(*) = json_array_length($1)) from gone`, [
    JSON.stringify(rows),
    now,
  ]);
}

/** Makes jobs pending for their next attempts. */
async function setPending(tx: Transaction, ended: readonly EndedAttempt[], now: Date): Promise<SettledRow[]> {
  if (ended.length === 0) return [];
  const { rows } = await tx.sql(
    `with waiting as (
       update open_jobs
          set worker_id = null, error = ended.error, lost_attempts = ended."lostAttempts", crashes = ended.crashes,
              run_at = ended."runAt", message_id = ended."nextMessageId",
              admission = case when ended."runAt" > $2 then '${admissionState.delayed}' else '${admissionState.admitted}' end
         from json_to_recordset($1) as ended ("jobId" uuid, "nextMessageId" uuid, "attemptStatus" text, "errorDetails" jsonb,
              ${record(["orgId", "attempt", "workerId", "error", "lostAttempts", "crashes", "runAt"])})
        where ${heldBy("ended")}
       returning open_jobs.*, ended."workerId" as ended_by, ended."attemptStatus", ended."errorDetails"
     ), attempts as (
       insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at, error, error_details)
       select org_id, id, attempt, "attemptStatus", ended_by, started_at, $2, error, "errorDetails" from waiting
     )
     select ${select([...queuedColumns, "attempt", "scheduleId"], "waiting")}, 'pending' as status, id as "jobId",
            ${hasParked("waiting")} from waiting`,
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
       update open_jobs set progress = coalesce(report.percent, progress),
              progress_message = case when report.percent is null then progress_message else report.message end
         from report
        where ${heldBy("report")}
       returning open_jobs.org_id, open_jobs.id, open_jobs.attempt, report.lines
     )
     insert into job_logs (org_id, job_id, attempt, line, at, level, message, data)
     select held.org_id, held.id, held.attempt, line.line, line.at, line.level, line.message, line.data
       from held, jsonb_to_recordset(held.lines) as line (line int, at timestamptz, level text, message text, data jsonb)`,
    [JSON.stringify(reports)],
  );
}
