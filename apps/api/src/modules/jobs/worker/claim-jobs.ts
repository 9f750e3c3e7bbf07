/** Claims jobs: fetches their messages and starts them. */
import { type Transaction, withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { countByOrg } from "../admission/in-flight-counters.ts";
import type { ClaimedJob } from "../job-rows.ts";
import * as jobsTable from "../jobs-table.ts";
import { type FetchedMessage, type QueuedType, queuedTypeOf, type UserJobMessage } from "../queue/message.ts";
import { type ClaimedSystemJob, openRuns } from "../system/system-runs.ts";

export type Claim = ClaimedJob | ClaimedSystemJob;

/** The queue from which the message of the claim was fetched. */
export const fetchedAs = (claim: Claim): QueuedType => (claim.kind === "user" ? queuedTypeOf(claim) : claim.type);

/** The result of one fetch. */
export interface ClaimedBatch {
  claims: Claim[];
  /** Whether the fetch was full, so that more messages may be due. True even if few of its messages started a job. */
  mayHaveMore: boolean;
}

export interface ClaimRequest {
  type: QueuedType;
  limit: number;
  workerId: string;
  now: Date;
}

/** Claims up to `limit` jobs of a type for the worker. */
export type ClaimBatch = (type: QueuedType, limit: number) => Promise<ClaimedBatch>;

export function createClaimBatch(
  services: Pick<Services, "workerPool" | "queue" | "admission" | "now">,
  workerId: string,
): ClaimBatch {
  const { workerPool, now } = services;
  return (type, limit) =>
    withAllOrgsByKeys(workerPool, (tx) => claimJobs(tx, services, { type, limit, workerId, now: now() }));
}

/**
 * Fetches up to `limit` messages of a type and starts their jobs in one transaction. Parks the job of a delayed
 * message, which is then admitted like any other. Removes stale messages: the job was cancelled or deleted, or has
 * another message.
 */
export async function claimJobs(
  tx: Transaction,
  { queue, admission }: Pick<Services, "queue" | "admission">,
  request: ClaimRequest,
): Promise<ClaimedBatch> {
  const messages = await queue.fetch(tx, request.type, request.limit);
  const mayHaveMore = messages.length === request.limit;
  const system = messages.filter(({ data }) => data?.jobId === undefined);
  const claims: Claim[] = system.length > 0 ? await openRuns(tx, queue, request, system) : [];
  if (system.length === messages.length) return { claims, mayHaveMore };

  const started = await jobsTable.claim(
    tx,
    messages.map(({ id, data }) => ({ id, orgId: data?.orgId, jobId: data?.jobId })),
    { ...request, virtualTime: Math.max(0, ...messages.map(({ data }) => data?.turn ?? 0)) },
  );
  const startedIds = new Set(started.map(({ messageId }) => messageId));
  const rest = messages.filter(
    (message): message is UserMessage => message.data?.jobId !== undefined && !startedIds.has(message.id),
  );
  if (rest.length > 0) {
    await queue.remove(tx, request.type, rest);
    const { due = [], stale = [] } = Object.groupBy(rest, ({ data }) => (data.delayed ? "due" : "stale"));
    await jobsTable.parkDue(
      tx,
      due.map(({ id, data: { orgId, jobId } }) => ({ id, orgId, jobId })),
    );
    const left = countByOrg(stale.map(({ data }) => data));
    for (const { data } of due) if (!left.has(data.orgId)) left.set(data.orgId, 0);
    await admission.admitParked(tx, { left });
  }
  return { claims: [...claims, ...started], mayHaveMore };
}

type UserMessage = FetchedMessage & { data: UserJobMessage };
