import type { Transaction } from "../../db/org-scope.ts";
import { newId } from "../../new-id.ts";
import type { Admission } from "./admission.ts";
import type { Claim, ClaimedJob } from "./claim-jobs.ts";
import { countByOrg } from "./count-by-org.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import type { JobQueue } from "./job-queue.ts";
import { queuedTypeOf } from "./message.ts";
import { disposeOf, type Outcome } from "./outcome.ts";
import { type ClosedRun, closeRuns, type EndedRun } from "./system-runs.ts";
import { type QueuedRow, toMessage } from "./to-message.ts";

export interface Settlement {
  claim: Claim;
  outcome: Outcome;
}

/** What a job, or a run of a system job, has become. */
export type SettledJob = ClosedRun;

type SettledRow = SettledJob & QueuedRow & { scheduleId: string | null };

/** What else has to agree on how jobs end. */
export interface Settling {
  queue: JobQueue;
  admission: Admission;
  follow: FollowJobs;
}

/**
 * Writes the outcomes of attempts: rows, attempts and messages in one transaction. Each write is fenced by its
 * attempt: one that no longer holds its job changes nothing, and is missing from what is returned.
 */
export async function settleJobs(
  tx: Transaction,
  { queue, admission, follow }: Settling,
  settlements: readonly Settlement[],
  now: Date,
): Promise<SettledJob[]> {
  const runs = settlements.filter((settlement): settlement is EndedRun => settlement.claim.kind === "system");
  const closed = await closeRuns(tx, queue, runs, now);
  const endings = settlements.flatMap((settlement) => toEnding(settlement, now));
  const rows = await settleRows(
    tx,
    endings.map(({ ended }) => ended),
    now,
  );
  // A message whose job isn't held by this run may be waiting for the next one: a crash may have forgotten the claim.
  const settled = new Set(rows.map(({ jobId }) => jobId));
  const over = endings.filter(({ claim }) => settled.has(claim.jobId));
  // What was handed back has had its turn: it goes to the front.
  const next = rows
    .filter(({ status }) => status === "pending")
    .map((row) => toMessage(row, 0, { delayed: row.runAt > now }));
  const left = countByOrg(rows.filter(({ status, runAt }) => status !== "pending" || runAt > now));
  const ended = countByOrg(rows.filter(({ status }) => status !== "pending"));
  await Promise.all([
    followEnded(tx, follow, rows),
    endMessages(tx, queue, over),
    queue.insert(tx, next),
    admission.admitWaiting(tx, { left, ended }),
  ]);
  return [...closed, ...rows];
}

async function followEnded(tx: Transaction, follow: FollowJobs, rows: readonly SettledRow[]): Promise<void> {
  const ended = rows.flatMap(({ scheduleId, ...row }) =>
    scheduleId && row.status !== "pending" ? { ...row, scheduleId } : [],
  );
  if (ended.length > 0) await follow(tx, ended);
}

/** What an outcome makes of a job's row and of its message. */
interface Ending {
  claim: ClaimedJob;
  ended: ReturnType<typeof toEnded>;
}

function toEnding({ claim, outcome }: Settlement, now: Date): Ending[] {
  return claim.kind === "user" ? [{ claim, ended: toEnded(claim, outcome, now) }] : [];
}

async function endMessages(tx: Transaction, queue: JobQueue, endings: readonly Ending[]): Promise<void> {
  for (const [type, ofType] of Map.groupBy(endings, ({ claim }) => queuedTypeOf(claim))) {
    const { failed = [], over = [] } = Object.groupBy(ofType, ({ ended }) =>
      ended.status === "failed" ? "failed" : "over",
    );
    await Promise.all([queue.fail(tx, type, failed.map(toMessageId)), queue.remove(tx, type, over.map(toMessageId))]);
  }
}

const toMessageId = ({ claim }: Ending) => ({ id: claim.messageId });

/**
 * A retry of a job that somebody has asked to cancel becomes `cancelled` here, where the row is locked. The row itself
 * says what is to be said of an attempt that completed; any other goes into the history. The rows are found by their
 * primary key, as when they are claimed.
 */
async function settleRows(
  tx: Transaction,
  ended: readonly ReturnType<typeof toEnded>[],
  now: Date,
): Promise<SettledRow[]> {
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
                               when ended."runAt" > $2 then 'delayed' else 'admitted' end,
              completed_at = case when ended.status = 'pending' and cancel_requested_at is null then null else $2::timestamptz end
         from json_to_recordset($1) as ended ("orgId" uuid, "jobId" uuid, attempt int, "workerId" uuid,
              status text, output json, error jsonb, "lostAttempts" int, crashes int, "runAt" timestamptz, "nextMessageId" uuid,
              "attemptStatus" text, "errorDetails" jsonb)
        where jobs.org_id = ended."orgId" and jobs.id = ended."jobId"
          and jobs.attempt = ended.attempt
          and jobs.status is not distinct from 'processing' and jobs.worker_id is not distinct from ended."workerId"
       returning jobs.*, ended."attemptStatus" as attempt_status, ended.error as attempt_error,
                ended."errorDetails" as attempt_error_details
     ), attempts as (
       insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at, error, error_details)
       select org_id, id, attempt, attempt_status, worker_id, started_at, $2, attempt_error, attempt_error_details
         from settled where attempt_status <> 'completed'
     )
     select org_id as "orgId", id, id as "jobId", type, crashes, attempt, status, priority, message_id as "messageId",
            run_at as "runAt", timeout_seconds as "timeoutSeconds", schedule_id as "scheduleId"
       from settled`,
    [JSON.stringify(ended), now],
  );
  return rows as SettledRow[];
}

function toEnded(claim: ClaimedJob, outcome: Outcome, now: Date) {
  const { orgId, jobId, attempt, workerId } = claim;
  return {
    orgId,
    jobId,
    attempt,
    workerId,
    nextMessageId: newId(),
    ...disposeOf(outcome, claim, now, Math.random()),
  };
}
