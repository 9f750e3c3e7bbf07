/** Claims jobs: fetches their messages and starts them. */
import { isUnexpected } from "../../../db/commit-only-if.ts";
import { type Transaction, withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { countByOrg } from "../admission/in-flight-counters.ts";
import * as jobChanges from "../job-changes.ts";
import type { ClaimedJob } from "../job-rows.ts";
import * as jobsTable from "../jobs-table.ts";
import { type FetchedMessage, type QueuedType, queuedTypeOf, type UserJobMessage } from "../queue/message.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
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

/** Claims up to `limit` jobs of a type for the worker. */
export type ClaimBatch = (type: QueuedType, limit: number) => Promise<ClaimedBatch>;

export function createClaimBatch(
  services: Pick<Services, "workerPool" | "queue" | "admission" | "now">,
  workerId: string,
): ClaimBatch {
  const { workerPool, now } = services;

  async function claim(type: QueuedType, limit: number, expectAll: boolean): Promise<ClaimedBatch> {
    const request = { type, limit, workerId, now: now(), expectAll };
    const claimed = await withAllOrgsByKeys(workerPool, (tx) => claimJobs(tx, services, request));
    return { claims: [...claimed.runs, ...(await claimed.starting)], mayHaveMore: claimed.mayHaveMore };
  }

  return async (type, limit) => {
    try {
      return await claim(type, limit, true);
    } catch (error) {
      if (!isUnexpected(error)) throw error;
      return claim(type, limit, false);
    }
  };
}

export interface ClaimRequest {
  type: QueuedType;
  limit: number;
  workerId: string;
  now: Date;
  /**
   * Expects that each message starts its job, so that the statement that starts the jobs is sent together with the commit. If one
   * doesn't, the commit fails (`isUnexpected`).
   */
  expectAll: boolean;
}

interface Claimed extends Pick<ClaimedBatch, "mayHaveMore"> {
  runs: ClaimedSystemJob[];
  /** Resolves before the transaction ends. */
  starting: Promise<ClaimedJob[]>;
}

/** Fetches up to `limit` messages of a type and starts their jobs in one transaction. */
export async function claimJobs(
  tx: Transaction,
  services: Pick<Services, "queue" | "admission">,
  { expectAll, ...request }: ClaimRequest,
): Promise<Claimed> {
  const { queue } = services;
  const fetched = await queue.fetch(tx, request.type, request.limit);
  const mayHaveMore = fetched.length === request.limit;
  const messages = fetched.filter((message): message is UserMessage => message.data?.jobId !== undefined);
  const ofSystem = fetched.filter((message) => message.data?.jobId === undefined);
  const runs = ofSystem.length > 0 ? await openRuns(tx, queue, request, ofSystem) : [];
  if (messages.length === 0) return { runs, starting: Promise.resolve([]), mayHaveMore };

  // A delayed message starts no job.
  const startsAll = expectAll && !messages.some(({ data }) => data.delayed);
  const virtualTime = Math.max(...messages.map(({ data }) => data.turn));
  const starting = jobsTable.claim(tx, messages.map(toClaim), { ...request, virtualTime, expectAll: startsAll });
  tx.commitAfter(starting);
  if (!startsAll) await removeUnstarted(tx, services, request, withoutJob(messages, await starting));
  return { runs, starting, mayHaveMore };
}

/** The messages whose jobs weren't started. */
function withoutJob(messages: readonly UserMessage[], started: readonly ClaimedJob[]): UserMessage[] {
  const ids = new Set(started.map(({ messageId }) => messageId));
  return messages.filter(({ id }) => !ids.has(id));
}

/**
 * Removes fetched messages whose jobs don't start. Cancels expired jobs, and parks the others: a delayed job that is
 * due, which is then admitted like any other, or a job of a suspended organization. A stale message has no such job: it
 * was cancelled or deleted, or has another message.
 */
async function removeUnstarted(
  tx: Transaction,
  { queue, admission }: Pick<Services, "queue" | "admission">,
  { type, now }: Pick<ClaimRequest, "type" | "now">,
  messages: readonly UserMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await queue.remove(tx, type, messages);
  const expired = await jobChanges.expire(tx, messages.map(toClaim), now);
  await jobsTable.parkFetched(tx, messages.map(toClaim));
  await writeRunOutcomes(tx, expired);
  // The job of a delayed message wasn't counted as admitted.
  const left = countByOrg(messages.map(({ data }) => data).filter(({ delayed }) => !delayed));
  for (const { data } of messages) if (!left.has(data.orgId)) left.set(data.orgId, 0);
  await admission.admitParked(tx, { left, ended: countByOrg(expired) });
}

const toClaim = ({ id, data: { orgId, jobId } }: UserMessage) => ({ id, orgId, jobId });

type UserMessage = FetchedMessage & { data: UserJobMessage };
