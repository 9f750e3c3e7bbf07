/**
 * Statements that change jobs apart from their attempts: cancel, expire, retry, restore, update, repair and removal. They write
 * the tables `jobs`, `open_jobs` and `ended_jobs`, as `jobs-table.ts` does.
 */
import type { Transaction } from "../../db/org-scope.ts";
import { type KeyedJob, releasable } from "./admission/key-places.ts";
import type { JobError } from "./handlers/types.ts";
import { isExpired, type JobKey, type JobRow, names, record } from "./job-rows.ts";
import { keptColumns, parkedOrHeld, quote, sharedColumns, writeEnds } from "./jobs-table.ts";
import { messageTable } from "./queue/message.ts";
import { type AdmissionState, admissionState, transitions } from "./states.ts";

/** A job whose status changed. `scheduleId`: the schedule that created it. */
export type ChangedRow = JobKey & { scheduleId: string | null; concurrencyKey: string | null; status: string };

/** Channel that notifies workers of the cancellation of a running job. Payload: the id of the run's message. */
export const cancelChannel = "gaffer_cancel";

/** Cancels pending jobs and notifies the workers of running ones. The caller holds the locks of the rows. */
export async function cancel(tx: Transaction, keys: readonly JobKey[], now: Date): Promise<ChangedRow[]> {
  const { rows } = await tx.sql(
    `with cancelled as (
       select * from json_to_recordset($1) as cancelled ("orgId" uuid, "jobId" uuid)
     ), asked as (
       update open_jobs set cancel_requested_at = coalesce(cancel_requested_at, $2) from cancelled
        where open_jobs.org_id = "orgId" and open_jobs.id = "jobId" and worker_id is not null
       returning org_id, id, schedule_id, concurrency_key, pg_notify('${cancelChannel}', message_id::text)
     ), gone as (
       delete from open_jobs using cancelled
        where open_jobs.org_id = "orgId" and open_jobs.id = "jobId" and worker_id is null
       returning ${names(keptColumns, "open_jobs")}, coalesce(open_jobs.cancel_requested_at, $2) as cancel_requested_at,
                 lost_attempts, crashes, 'cancelled' as end_status, null::json as output, error as end_error,
                 admission as cancelled_admission
     ), ${writeEnds}
     select org_id as "orgId", id as "jobId", schedule_id as "scheduleId", concurrency_key as "concurrencyKey", 'processing' as status from asked
      union all
     select org_id, id, schedule_id, concurrency_key, 'cancelled' from gone`,
    [JSON.stringify(keys), now],
  );
  return rows as ChangedRow[];
}

/** The error of a job that has expired. */
const expired: JobError = { code: "expired", message: "The job didn't start before it expired." };

/** Cancels the jobs with these keys that have expired. They can't be restored. */
export async function expire(tx: Transaction, keys: readonly JobKey[], now: Date): Promise<ChangedRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await tx.sql(
    `with gone as (
       delete from open_jobs using json_to_recordset($1) as expired ("orgId" uuid, "jobId" uuid)
        where open_jobs.org_id = "orgId" and open_jobs.id = "jobId" and ${isExpired("$2")}
       returning ${names(keptColumns, "open_jobs")}, open_jobs.cancel_requested_at, lost_attempts, crashes,
                 'cancelled' as end_status, null::json as output, $3::jsonb as end_error, null as cancelled_admission
     ), ${writeEnds}
     select org_id as "orgId", id as "jobId", schedule_id as "scheduleId", concurrency_key as "concurrencyKey", 'cancelled' as status from gone`,
    [JSON.stringify(keys), now, JSON.stringify(expired)],
  );
  return rows as ChangedRow[];
}

/** CTE that removes the jobs in the CTE `reopened` from the ended ones. */
const unlistReopened = `
  unlisted as (
    delete from ended_jobs using reopened
     where ended_jobs.org_id = reopened.org_id and ended_jobs.id = reopened.id and ended_jobs.status in (${quote(transitions.retry.from)})
  )`;

/** Columns that a retried or restored job takes over from its row. */
const reopenedColumns = [...sharedColumns, "attempt", "lostAttempts", "crashes", "error", "startedAt"] as const;

/** Makes failed and cancelled jobs pending, and parks or holds them. Each gets at least one more attempt. The caller holds the locks of the rows. */
export async function retry(
  tx: Transaction,
  { orgId, jobIds, now }: { orgId: string; jobIds: readonly string[]; now: Date },
): Promise<ChangedRow[]> {
  const { rows } = await tx.sql(
    `with reopened as (
       update jobs set status = null, ended_at = null, cancelled_admission = null, expires_at = null, retries = retries + 1
        where org_id = $1 and id = any($2::uuid[]) and status in (${quote(transitions.retry.from)})
       returning jobs.*
     ), ${unlistReopened}
     insert into open_jobs (${names(reopenedColumns)}, admission, message_id, run_at)
     select ${names(reopenedColumns)}, ${parkedOrHeld}, gen_random_uuid(), $3::timestamptz from reopened
     returning org_id as "orgId", id as "jobId", schedule_id as "scheduleId", concurrency_key as "concurrencyKey", '${transitions.retry.to}' as status`,
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
    `with reopened as (
       update jobs set status = null, ended_at = null, cancelled_admission = null where org_id = $1 and id = $2 returning jobs.*
     ), ${unlistReopened}
     insert into open_jobs (${names(reopenedColumns)}, progress, progress_message, run_at, admission, message_id)
     select ${names(reopenedColumns)}, progress, progress_message, run_at, $3, $4 from reopened`,
    [orgId, jobId, admission, messageId],
  );
}

/** Changes a pending job and gives it this admission and message. The caller holds the lock of the row. */
export async function update(tx: Transaction, row: JobRow): Promise<void> {
  const { orgId, id, priority, timeoutSeconds, maxAttempts, expiresAt, runAt, admission, messageId, tags, metadata } =
    row;
  await tx.sql(
    `with updated as (
       update open_jobs set priority = $3, timeout_seconds = $4, max_attempts = $5, expires_at = $6, run_at = $7, admission = $8, message_id = $9
        where org_id = $1 and id = $2 and worker_id is null
       returning org_id, id
     )
     update jobs set priority = $3, timeout_seconds = $4, max_attempts = $5, expires_at = $6, tags = nullif($10, '{}'::text[]), metadata = nullif($11, '{}')::json
       from updated where jobs.org_id = updated.org_id and jobs.id = updated.id`,
    [orgId, id, priority, timeoutSeconds, maxAttempts, expiresAt, runAt, admission, messageId, tags, metadata],
  );
}

/**
 * Parks the held jobs that get a place of these concurrency keys. Returns the organizations of the parked jobs. The
 * caller holds the locks of the keys. Skips locked rows: the transaction that holds them releases the key too.
 */
export async function release(tx: Transaction, keys: readonly KeyedJob[]): Promise<string[]> {
  const { rows } = await tx.sql(releaseQuery, [JSON.stringify(keys)]);
  return [...new Set(rows.map(({ orgId }) => orgId as string))];
}

export const releaseQuery = `
  with wanted as (
    select distinct "orgId" as org_id, "concurrencyKey" as concurrency_key
      from json_to_recordset($1) as wanted ("orgId" uuid, "concurrencyKey" text)
  ), next as materialized (
    select releasable.place from wanted cross join lateral (${releasable("wanted")}) as releasable
  ), locked as materialized (
    select ctid as place from open_jobs
     where ctid = any (array(select place from next)) and admission = '${admissionState.held}' for update skip locked
  )
  update open_jobs set admission = '${admissionState.parked}' where ctid = any (array(select place from locked))
  returning org_id as "orgId"`;

/** Replaces the terms of a job whose labels change. The caller holds the lock of the row. */
export async function updateTerms(tx: Transaction, before: JobRow, after: JobRow): Promise<void> {
  await tx.sql(
    `with removed as (
       delete from job_terms
        where org_id = $1 and id = $2 and term = any (label_terms($3, $4)) and term <> all (label_terms($5, $6))
     )
     insert into job_terms (org_id, term, id) select $1, unnest(label_terms($5, $6)), $2 on conflict do nothing`,
    [before.orgId, before.id, before.tags, before.metadata, after.tags, after.metadata],
  );
}

/** Gives pending jobs a new message and admission. The caller holds the locks of the rows. */
export async function replaceMessages(
  tx: Transaction,
  rows: readonly { orgId: string; id: string; messageId: string; admission: AdmissionState }[],
): Promise<void> {
  await tx.sql(
    `update open_jobs set message_id = next."messageId", admission = next.admission
       from json_to_recordset($1) as next (${record(["orgId", "id", "messageId", "admission"])})
      where open_jobs.org_id = next."orgId" and open_jobs.id = next.id`,
    [JSON.stringify(rows.map(({ orgId, id, messageId, admission }) => ({ orgId, id, messageId, admission })))],
  );
}

const recreatedColumns = [...sharedColumns.filter((name) => name !== "uniqueKey"), "crashes"] as const;

/**
 * Inserts rows of `open_jobs` for open jobs that have none. Returns the jobs. A job keeps its queued message. A job without one is
 * parked, and skips the number of an attempt, because an attempt may have been running. A unique
 * job whose key another job has taken meanwhile continues without it. The caller holds the locks of the rows of `jobs`.
 */
export async function recreateStates(
  tx: Transaction,
  keys: readonly JobKey[],
  now: Date,
): Promise<Pick<JobRow, "orgId" | "id" | "concurrencyKey">[]> {
  const { rows } = await tx.sql(
    `with lost as (
       select jobs.*, message.id as queued_id, message.delayed, message.start_after, greatest(jobs.attempt, past.attempt) as last_attempt,
              past.lost as lost_since, case when message.id is null then 1 else 0 end as skipped
         from json_to_recordset($1) as wanted ("orgId" uuid, "jobId" uuid)
         join jobs on jobs.org_id = wanted."orgId" and jobs.id = wanted."jobId" and jobs.status is null
         left join lateral (select * from ${messageTable} as message
                             where message.org_id = jobs.org_id and message.job_id = jobs.id and message.queued limit 1) as message on true
        cross join lateral (select max(attempt) as attempt, count(*) filter (where status = 'lost' and attempt > jobs.attempt) as lost
                              from job_attempts where org_id = jobs.org_id and job_id = jobs.id) as past
        where not exists (select from open_jobs where org_id = jobs.org_id and id = jobs.id)
     )
     insert into open_jobs (${names(recreatedColumns)}, unique_key, attempt, lost_attempts, admission, message_id, run_at)
     select ${names(recreatedColumns)},
            case when not exists (select from open_jobs as holder where holder.org_id = lost.org_id and holder.type = lost.type and holder.unique_key = lost.unique_key) then unique_key end,
            last_attempt + skipped, lost_attempts + lost_since + skipped,
            case when queued_id is null then ${parkedOrHeld} when delayed then '${admissionState.delayed}' else '${admissionState.admitted}' end,
            coalesce(queued_id, gen_random_uuid()), case when delayed then start_after else $2 end from lost
     on conflict (org_id, type, unique_key) where unique_key is not null do nothing
     returning org_id as "orgId", id, concurrency_key as "concurrencyKey"`,
    [JSON.stringify(keys), now],
  );
  return rows as Pick<JobRow, "orgId" | "id" | "concurrencyKey">[];
}

/** Deletes an ended job. The caller holds the lock of its row. */
export async function remove(tx: Transaction, { orgId, jobId }: JobKey): Promise<void> {
  await tx.sql("delete from jobs where org_id = $1 and id = $2", [orgId, jobId]);
}

/** A job in the order of pruning. */
export interface PrunePosition {
  orgId: string;
  status: string;
  id: string;
}

const firstUuid = "00000000-0000-0000-0000-000000000000";
export const pruneStart: PrunePosition = { orgId: firstUuid, status: "", id: firstUuid };

/**
 * Deletes up to `limit` jobs after the position `after` whose retention is over. Skips a job that was retried meanwhile.
 * Returns the number of deleted jobs, and the position to continue from. null: no more jobs are left.
 */
export async function removeOld(
  tx: Transaction,
  { now, limit, after }: { now: Date; limit: number; after: PrunePosition },
): Promise<{ removed: number; next: PrunePosition | null }> {
  const { rows } = await tx.sql(removeOldQuery, [now, limit, after.orgId, after.status, after.id]);
  const [{ removed, found, last }] = rows as [{ removed: number; found: number; last: PrunePosition }];
  return { removed, next: found === limit ? last : null };
}

/**
 * A job's id starts with its creation time, and no job ends before that. So the index by status finds the candidates of
 * an organization. One without old jobs costs three index lookups.
 */
export const removeOldQuery = `
  with kept as (
    select orgs.id as org_id, status, $1::timestamptz - make_interval(days => days) as before
      from orgs join plans on plans.name = orgs.plan
     cross join lateral (values ('cancelled', cancelled_days), ('completed', completed_days), ('failed', failed_days)) as kept (status, days)
     where (orgs.id, status) >= ($3::uuid, $4::text)
     order by orgs.id, status
  ), old as materialized (
    select found.* from kept cross join lateral (
      select org_id, id, status, ended_at from ended_jobs
       where ended_jobs.org_id = kept.org_id and ended_jobs.status = kept.status and ended_at < kept.before
         and id < (lpad(to_hex((extract(epoch from kept.before) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
         and id > case when (kept.org_id, kept.status) = ($3::uuid, $4::text) then $5::uuid else '${firstUuid}'::uuid end
       order by ended_jobs.id limit $2) as found
     limit $2
  ), removed as (
    delete from jobs using old where jobs.org_id = old.org_id and jobs.id = old.id and jobs.ended_at = old.ended_at returning 1
  )
  select (select count(*) from removed)::int as removed, (select count(*) from old)::int as found,
         (select json_build_object('orgId', org_id, 'status', status, 'id', id) from old
           order by org_id desc, status desc, id desc limit 1) as last`;

/**
 * Parks the jobs of fetched messages that didn't start: delayed jobs that are due, and jobs of suspended organizations. They are then
 * admitted like other parked jobs. Holds those with a concurrency key instead, and returns them. Skips a job that has
 * another message now.
 */
export async function parkFetched(
  tx: Transaction,
  messages: readonly (JobKey & { id: string })[],
): Promise<KeyedJob[]> {
  const { rows } = await tx.sql(
    `update open_jobs set admission = ${parkedOrHeld}, message_id = gen_random_uuid()
       from json_to_recordset($1) as message (id uuid, "orgId" uuid, "jobId" uuid)
      where open_jobs.org_id = message."orgId" and open_jobs.id = message."jobId"
        and open_jobs.message_id = message.id and open_jobs.worker_id is null
     returning open_jobs.org_id as "orgId", concurrency_key as "concurrencyKey"`,
    [JSON.stringify(messages)],
  );
  return rows as KeyedJob[];
}
