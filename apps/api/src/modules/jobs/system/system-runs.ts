/**
 * Runs of system jobs. A row exists from the claim of its message. Only the worker that holds an open run can close it.
 */
import type { Transaction } from "../../../db/org-scope.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import type { FetchedMessage, SystemTrigger } from "../queue/message.ts";
import type { Outcome } from "../states.ts";
import type { RunLine } from "./run-lines.ts";

/** A run of a system job, held by this worker. */
export interface ClaimedSystemJob {
  kind: "system";
  type: string;
  messageId: string;
  workerId: string;
  schedule: string;
  trigger: SystemTrigger;
  actor: string | null;
  /** The log lines so far. */
  lines: RunLine[];
}

export interface EndedRun {
  claim: ClaimedSystemJob;
  outcome: Outcome;
}

export interface ClosedRun {
  type: string;
  jobId: string;
  attempt: number;
  status: string;
}

/** Number of runs that are kept per schedule. */
export const keptRuns = 100;

/** The id of a system job's run for its handler and the log. */
export const systemJobId = ({ messageId }: { messageId: string }) => `system_${messageId}`;

/** Opens runs for fetched messages. Drops a cron's message if its schedule has been disabled since. */
export async function openRuns(
  tx: Transaction,
  queue: JobQueue,
  { type, workerId, now }: { type: string; workerId: string; now: Date },
  messages: readonly FetchedMessage[],
): Promise<ClaimedSystemJob[]> {
  if (messages.length === 0) return [];
  // After a failover of the database the message may be fetched again, but claim and row are lost together.
  const { rows } = await tx.sql(
    `insert into system_job_runs as run (id, schedule, job, trigger, actor, worker_id, started_at)
     select id, coalesce(data ->> 'schedule', $2), $2, coalesce(data ->> 'triggeredBy', 'cron'), data ->> 'actor', $3, $4
       from json_to_recordset($1) as message (id uuid, data jsonb)
      where data ->> 'triggeredBy' = 'manual'
         or not exists (select from system_schedules
                         where name = coalesce(data ->> 'schedule', $2) and not enabled)
     on conflict (id) do update set worker_id = excluded.worker_id, started_at = excluded.started_at
      where run.ended_at is null
     returning ${claimedRunColumns}`,
    [JSON.stringify(messages.map(({ id, data }) => ({ id, data }))), type, workerId, now],
  );
  const opened = toClaimedRuns(rows);
  const ids = new Set(opened.map(({ messageId }) => messageId));
  await queue.remove(
    tx,
    type,
    messages.filter(({ id }) => !ids.has(id)),
  );
  return opened;
}

/**
 * Writes the outcomes of runs and ends their messages. Skips runs that the worker doesn't hold any more. A released run
 * gets a new message for another worker. A failed or lost run isn't repeated before its schedule's next time.
 */
export async function closeRuns(
  tx: Transaction,
  queue: JobQueue,
  ended: readonly EndedRun[],
  now: Date,
): Promise<ClosedRun[]> {
  if (ended.length === 0) return [];
  const { rows } = await tx.sql(
    `update system_job_runs as run set ended_at = $2, outcome = ended.outcome, error = ended.error, logs = ended.logs
       from json_to_recordset($1) as ended (id uuid, "workerId" uuid, outcome text, error jsonb, logs jsonb)
      where run.id = ended.id and run.worker_id = ended."workerId" and run.ended_at is null
     returning run.id`,
    [JSON.stringify(ended.map(toEndedRow)), now],
  );
  const closed = new Set(rows.map(({ id }) => id));
  const over = ended.filter(({ claim }) => closed.has(claim.messageId));
  for (const { claim, outcome } of over) {
    const messages = [{ id: claim.messageId }];
    if (statusOf(outcome) === "failed") await queue.fail(tx, claim.type, messages);
    else await queue.remove(tx, claim.type, messages);
    if (outcome.kind === "released") await queue.sendSystem(tx, claim.type, toSystemMessage(claim));
  }
  await dropOldRuns(tx, [...new Set(over.map(({ claim }) => claim.schedule))]);
  return over.map(({ claim, outcome }) => ({
    type: claim.type,
    jobId: systemJobId(claim),
    attempt: 1,
    status: statusOf(outcome),
  }));
}

/** Deletes all but the newest runs of each of these schedules. Default: of all schedules. */
export async function dropOldRuns(tx: Transaction, schedules?: readonly string[]): Promise<number> {
  const { rowCount } = await tx.sql(
    `delete from system_job_runs where id in (
       select old.id from (select distinct schedule from system_job_runs where $1::text[] is null or schedule = any ($1)) as each
        cross join lateral (select id from system_job_runs as run where run.schedule = each.schedule and ended_at is not null
                             order by started_at desc offset $2) as old)`,
    [schedules ?? null, keptRuns],
  );
  return rowCount ?? 0;
}

/** Finds and locks runs whose worker is lost. */
export async function findLostRuns(tx: Transaction, lostAfterMs: number): Promise<ClaimedSystemJob[]> {
  const { rows } = await tx.sql(
    `select ${claimedRunColumns} from system_job_runs as run
      where ended_at is null
        and not exists (select from workers where workers.id = run.worker_id
                           and workers.heartbeat_at >= now() - make_interval(secs => $1))
      for update of run skip locked`,
    [lostAfterMs / 1000],
  );
  return toClaimedRuns(rows);
}

/** Finds and locks the runs of these messages that the worker holds. */
export async function findHeldRuns(
  tx: Transaction,
  workerId: string,
  messageIds: readonly string[],
): Promise<ClaimedSystemJob[]> {
  const { rows } = await tx.sql(
    `select ${claimedRunColumns} from system_job_runs as run
      where worker_id = $1 and id = any ($2) and ended_at is null for update`,
    [workerId, messageIds],
  );
  return toClaimedRuns(rows);
}

const claimedRunColumns = `run.id as "messageId", run.job as type, run.worker_id as "workerId", run.schedule,
  run.trigger, run.actor`;

function toClaimedRuns(rows: readonly object[]): ClaimedSystemJob[] {
  return (rows as Omit<ClaimedSystemJob, "kind" | "lines">[]).map((row) => ({ kind: "system", ...row, lines: [] }));
}

function toEndedRow({ claim, outcome }: EndedRun) {
  const { messageId: id, workerId, lines: logs } = claim;
  return { id, workerId, outcome: outcome.kind, error: errorOf(outcome), logs };
}

function errorOf(outcome: Outcome) {
  if (outcome.kind === "failed" || outcome.kind === "timedOut") return outcome.error;
  return outcome.kind === "lost"
    ? { code: "worker_lost", message: "The worker went away while it ran the job." }
    : undefined;
}

function statusOf({ kind }: Outcome): string {
  if (kind === "released") return "pending";
  return kind === "completed" ? "completed" : "failed";
}

function toSystemMessage({ schedule, trigger, actor }: ClaimedSystemJob) {
  return { schedule, triggeredBy: trigger, ...(actor !== null && { actor }) };
}
