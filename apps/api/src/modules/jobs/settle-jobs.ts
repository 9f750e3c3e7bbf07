import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "../../db/org-scope.ts";
import type { Admission } from "./admission.ts";
import type { Claim, ClaimedJob } from "./claim-jobs.ts";
import { countByOrg } from "./count-by-org.ts";
import type { JobQueue } from "./job-queue.ts";
import { disposeOf, type Outcome } from "./outcome.ts";
import { type QueuedRow, toMessage } from "./to-message.ts";

export interface Settlement {
  claim: Claim;
  outcome: Outcome;
}

export interface SettledJob {
  type: string;
  jobId: string;
  attempt: number;
  status: string;
}

type SettledRow = SettledJob & QueuedRow & { endedMessageId: string };

/**
 * Writes the outcomes of attempts: rows, attempts and messages in one transaction. Each write is fenced by its
 * attempt: one that no longer holds its job changes nothing, and is missing from what is returned.
 */
export async function settleJobs(
  tx: Transaction,
  { queue, admission }: { queue: JobQueue; admission: Admission },
  settlements: readonly Settlement[],
  now: Date,
): Promise<SettledJob[]> {
  const { system = [], user = [] } = Object.groupBy(settlements, ({ claim }) => claim.kind);
  for (const { claim, outcome } of system) {
    const end = outcome.kind === "completed" ? queue.remove : queue.fail;
    await end(tx, claim.type, [{ id: claim.messageId }]);
  }
  if (user.length === 0) return [];

  const rows = await settleRows(tx, user, now);
  for (const [type, ofType] of Map.groupBy(rows, (row) => row.type)) {
    const ended = Map.groupBy(ofType, (row) => (row.status === "failed" ? "failed" : "done"));
    const messages = (group: SettledRow[] = []) => group.map(({ endedMessageId }) => ({ id: endedMessageId }));
    await queue.fail(tx, type, messages(ended.get("failed")));
    await queue.remove(tx, type, messages(ended.get("done")));
  }
  const pending = rows.filter(({ status }) => status === "pending");
  // What was handed back has had its turn: it goes to the front.
  await queue.insert(
    tx,
    pending.map((row) => toMessage(row, 0, { delayed: row.runAt > now })),
  );
  await admission.admitWaiting(tx, countByOrg(rows.filter(({ status, runAt }) => status !== "pending" || runAt > now)));
  return rows;
}

/** A retry of a job that somebody has asked to cancel becomes `cancelled` here, where the row is locked. */
async function settleRows(tx: Transaction, settlements: readonly Settlement[], now: Date): Promise<SettledRow[]> {
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
              worker_id = null,
              admission = case when ended.status <> 'pending' or cancel_requested_at is not null then null
                               when ended."runAt" > $2 then 'delayed' else 'admitted' end,
              completed_at = case when ended.status = 'pending' and cancel_requested_at is null then null else $2::timestamptz end
         from json_to_recordset($1) as ended ("orgId" uuid, "jobId" uuid, attempt int, "workerId" uuid, "messageId" uuid,
              status text, output json, error jsonb, "lostAttempts" int, crashes int, "runAt" timestamptz, "nextMessageId" uuid,
              "attemptStatus" text)
        where jobs.org_id = ended."orgId" and jobs.id = ended."jobId"
          and jobs.attempt = ended.attempt and jobs.status = 'processing' and jobs.worker_id = ended."workerId"
       returning jobs.*, ended."messageId" as ended_message_id, ended."attemptStatus" as attempt_status
     ), attempts as (
       update job_attempts set status = attempt_status, ended_at = $2, error = settled.error
         from settled
        where job_attempts.org_id = settled.org_id and job_attempts.job_id = settled.id and job_attempts.attempt = settled.attempt
     )
     select org_id as "orgId", id, id as "jobId", type, attempt, status, priority, message_id as "messageId",
            run_at as "runAt", timeout_seconds as "timeoutSeconds", ended_message_id as "endedMessageId"
       from settled`,
    [
      JSON.stringify(settlements.map((settlement) => toEnded(settlement.claim as ClaimedJob, settlement.outcome, now))),
      now,
    ],
  );
  return rows as SettledRow[];
}

function toEnded(claim: ClaimedJob, outcome: Outcome, now: Date) {
  const { orgId, jobId, attempt, workerId, messageId } = claim;
  return {
    orgId,
    jobId,
    attempt,
    workerId,
    messageId,
    nextMessageId: uuidv7(),
    ...disposeOf(outcome, claim, now, Math.random()),
  };
}
