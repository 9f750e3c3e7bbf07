import type { JobType } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import type { Admission } from "./admission.ts";
import { countByOrg } from "./count-by-org.ts";
import type { JobQueue } from "./job-queue.ts";
import { type FetchedMessage, type QueuedType, queuedTypeOf, type UserJobMessage } from "./message.ts";
import type { AttemptBudget } from "./outcome.ts";
import { type ClaimedSystemJob, openRuns } from "./system-runs.ts";

/** A user job that this worker has started: its row says `processing`, held by this worker, in this attempt. */
export interface ClaimedJob extends AttemptBudget {
  kind: "user";
  type: JobType;
  messageId: string;
  workerId: string;
  orgId: string;
  jobId: string;
  createdBy: string;
  input: unknown;
  timeoutSeconds: number;
  /** For how long it had been due when it was claimed. */
  waitSeconds?: number;
}

export type Claim = ClaimedJob | ClaimedSystemJob;

/** What the claim was fetched as. */
export const fetchedAs = (claim: Claim): QueuedType => (claim.kind === "user" ? queuedTypeOf(claim) : claim.type);

export interface ClaimRequest {
  type: QueuedType;
  limit: number;
  workerId: string;
  now: Date;
}

/**
 * Takes up to `limit` messages of a type and starts their jobs, in one transaction. A message that has become due gets
 * in line; one whose job doesn't wait for it (cancelled, deleted, or given another message since) is removed.
 */
export async function claimJobs(
  tx: Transaction,
  { queue, admission }: { queue: JobQueue; admission: Admission },
  request: ClaimRequest,
): Promise<Claim[]> {
  const messages = await queue.fetch(tx, request.type, request.limit);
  const system = messages.filter(({ data }) => data?.jobId === undefined);
  const claims: Claim[] = await openRuns(tx, queue, request, system);
  if (system.length === messages.length) return claims;

  const started = await startJobs(tx, request, messages);
  const startedIds = new Set(started.map(({ messageId }) => messageId));
  const rest = messages.filter(
    (message): message is UserMessage => message.data?.jobId !== undefined && !startedIds.has(message.id),
  );
  if (rest.length > 0) {
    await queue.remove(tx, request.type, rest);
    await lineUp(
      tx,
      rest.filter(({ data }) => data.delayed),
    );
    const left = countByOrg(rest.filter(({ data }) => !data.delayed).map(({ data }) => data));
    for (const { data } of rest) if (!left.has(data.orgId)) left.set(data.orgId, 0);
    await admission.admitWaiting(tx, { left });
  }
  return [...claims, ...started];
}

type UserMessage = FetchedMessage & { data: UserJobMessage };

/** Jobs that were delayed and are due now wait like any other. */
async function lineUp(tx: Transaction, messages: readonly UserMessage[]): Promise<void> {
  await tx.sql(
    `update jobs set admission = 'waiting', message_id = gen_random_uuid()
       from json_to_recordset($1) as message (id uuid, data jsonb)
      where jobs.org_id = (message.data ->> 'orgId')::uuid and jobs.id = (message.data ->> 'jobId')::uuid
        and jobs.message_id = message.id and jobs.admission = 'delayed'`,
    [JSON.stringify(messages)],
  );
}

/**
 * Finds the rows by their primary key and no other way: `is not distinct from` uses no index, and those of what is
 * pending or running look better than they are to a planner whose statistics are old.
 */
async function startJobs(
  tx: Transaction,
  request: ClaimRequest,
  messages: readonly FetchedMessage[],
): Promise<ClaimedJob[]> {
  const { rows } = await tx.sql(
    `with started as (
       update jobs set status = 'processing', attempt = attempt + 1, worker_id = $2, started_at = $3,
              progress = 0, progress_message = null
         from json_to_recordset($1) as message (id uuid, "orgId" uuid, "jobId" uuid)
        where jobs.org_id = message."orgId" and jobs.id = message."jobId"
          and jobs.message_id = message.id
          and jobs.status is not distinct from 'pending' and jobs.admission is not distinct from 'admitted'
       returning jobs.*
     ), served as (
       update queue_turns set turn = $4 where turn < $4
     )
     select ${claimedColumns},
            greatest(0, extract(epoch from started_at - run_at))::float8 as "waitSeconds"
       from started`,
    [
      JSON.stringify(messages.map(({ id, data }) => ({ id, orgId: data?.orgId, jobId: data?.jobId }))),
      request.workerId,
      request.now,
      Math.max(0, ...messages.map(({ data }) => data?.turn ?? 0)),
    ],
  );
  return toClaimedJobs(rows);
}

/** What a claimed job is read from, in a row of `jobs`. */
export const claimedColumns = `type, message_id as "messageId", worker_id as "workerId", org_id as "orgId", id as "jobId",
  created_by as "createdBy", input, timeout_seconds as "timeoutSeconds", attempt, lost_attempts as "lostAttempts",
  crashes, max_attempts as "maxAttempts"`;

export function toClaimedJobs(rows: readonly object[]): ClaimedJob[] {
  return (rows as Omit<ClaimedJob, "kind">[]).map((row) => ({ kind: "user", ...row }));
}
