/**
 * Locks jobs. The row of `open_jobs` is the lock of an open job, the row of `jobs` the lock of an ended one. A
 * transaction locks the row of `open_jobs` before the row of `jobs`.
 */
import type { Transaction } from "../../db/org-scope.ts";
import {
  getJob,
  type HeldJob,
  hasMessage,
  isExpired,
  type JobKey,
  type JobRow,
  type QueuedRow,
  queuedColumns,
  record,
  select,
  selectHeld,
  toHeld,
} from "./job-rows.ts";
import { messageTable, queuedTypeOf, queueName } from "./queue/message.ts";
import type { AdmissionState } from "./states.ts";

/** Maximum number of tries to lock a job. Two are enough, unless the job has lost its row of `open_jobs`. */
const maxLockTries = 5;

/**
 * Locks a job and returns it. undefined: the organization has no such job. Each statement sees what was committed before
 * it, so the job may end or be retried between two of them; then the other row is the one to lock.
 */
export async function lockJob(tx: Transaction, { orgId, jobId }: JobKey): Promise<JobRow | undefined> {
  const key = [orgId, jobId];
  for (let tries = 0; tries < maxLockTries; tries++) {
    const open = await tx.sql("select from open_jobs where org_id = $1 and id = $2 for update", key);
    const found = open.rowCount ? open : await tx.sql("select from jobs where org_id = $1 and id = $2 for update", key);
    if (!found.rowCount) return undefined;
    const row = await getJob(tx, orgId, jobId);
    if (row && (open.rowCount || row.endedAt)) return row;
  }
  throw new Error(`the job ${jobId} has neither ended nor a row of open_jobs`);
}

/** Locks the rows of `jobs` with these keys, in the order of the keys. */
export async function lockJobs(tx: Transaction, keys: readonly JobKey[]): Promise<void> {
  await tx.sql(
    `select from json_to_recordset($1) as wanted ("orgId" uuid, "jobId" uuid)
       join jobs on jobs.org_id = wanted."orgId" and jobs.id = wanted."jobId" order by jobs.id for update of jobs`,
    [JSON.stringify(keys)],
  );
}

/**
 * Locks the message of a pending job so that no worker fetches it before the commit. Returns false if it isn't in the
 * queue or is locked. It doesn't wait (`skip locked`), because the holder of the lock may wait for the job's row.
 */
export async function lockMessage(tx: Transaction, row: JobRow): Promise<boolean> {
  const { rows } = await tx.sql(
    `select 1 from ${messageTable} as message
      where queue = $1 and id = $2 and org_id = $3 and queued for update skip locked`,
    [queueName(queuedTypeOf(row)), row.messageId, row.orgId],
  );
  return rows.length > 0;
}

/** Locks the jobs with these keys that are open. Returns their ids. Skips rows that another transaction has locked. */
export async function lockOpen(tx: Transaction, keys: readonly JobKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await tx.sql(
    `select open_jobs.id from json_to_recordset($1) as wanted ("orgId" uuid, "jobId" uuid)
       join open_jobs on open_jobs.org_id = wanted."orgId" and open_jobs.id = wanted."jobId"
        for update of open_jobs skip locked`,
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
    `select org_id as "orgId", id as "jobId" from open_jobs
      where org_id = $1 and cancel_requested_at is null limit $2 for update skip locked`,
    [orgId, limit],
  );
  return rows as JobKey[];
}

/**
 * Locks running jobs whose worker's heartbeat is older than `lostAfterMs`, by the database's clock. Skips locked rows.
 */
export async function lockLost(tx: Transaction, lostAfterMs: number, limit: number): Promise<HeldJob[]> {
  const { rows } = await tx.sql(
    `select ${selectHeld()} from open_jobs
      where worker_id is not null
        and not exists (select from workers where workers.id = open_jobs.worker_id
                           and workers.heartbeat_at >= now() - make_interval(secs => $1))
      limit ${limit} for update of open_jobs skip locked`,
    [lostAfterMs / 1000],
  );
  return toHeld(rows);
}

/** Locks jobs that have expired before they started. Skips locked rows. */
export async function lockExpired(tx: Transaction, now: Date, limit: number): Promise<JobKey[]> {
  const { rows } = await tx.sql(
    `select org_id as "orgId", id as "jobId" from open_jobs
      where ${isExpired("$1")} order by expires_at limit $2 for update skip locked`,
    [now, limit],
  );
  return rows as JobKey[];
}

/** Locks and returns the running jobs of these messages that the worker holds. */
export async function lockHeld(tx: Transaction, workerId: string, messageIds: readonly string[]): Promise<HeldJob[]> {
  const { rows } = await tx.sql(
    `select ${selectHeld()} from open_jobs where worker_id = $1 and message_id = any($2) for update`,
    [workerId, messageIds],
  );
  return toHeld(rows);
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
    `select ${select([...queuedColumns, "admission"], "open_jobs")}
       from json_to_recordset($1) as found (${record(["orgId", "id", "messageId"])})
       join open_jobs on open_jobs.org_id = found."orgId" and open_jobs.id = found.id
                     and open_jobs.message_id = found."messageId"
      where open_jobs.worker_id is null and ${hasMessage}
        for update of open_jobs skip locked`,
    [JSON.stringify(found)],
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.map((row) => ({ ...byId.get(row.id), ...row }));
}
