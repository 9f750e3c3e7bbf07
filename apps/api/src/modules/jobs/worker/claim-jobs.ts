/** Claims jobs: fetches their messages and starts them. */
import { isUnexpected } from "../../../db/commit-only-if.ts";
import { type Transaction, withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import { countByOrg } from "../admission/in-flight-counters.ts";
import * as jobChanges from "../job-changes.ts";
import type { ClaimedJob } from "../job-rows.ts";
import * as jobsTable from "../jobs-table.ts";
import {
  type FetchedMessage,
  type PermitMessage,
  type QueuedType,
  queuedTypeOf,
  type UserJobMessage,
} from "../queue/message.ts";
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

  /** Jobs that a message of a type started on average in the last claim. */
  const jobsPerMessage = new Map<QueuedType, number>();

  async function claim(type: QueuedType, limit: number, expectAll: boolean): Promise<ClaimedBatch> {
    const messagesToFetch = Math.ceil(limit / (jobsPerMessage.get(type) ?? 1));
    const request = { type, limit, messagesToFetch, workerId, now: now(), expectAll };
    const claimed = await withAllOrgsByKeys(workerPool, (tx) => claimJobs(tx, services, request));
    const claims = [...claimed.runs, ...(await claimed.starting)];
    jobsPerMessage.set(type, claimed.jobsPerMessage);
    return { claims, mayHaveMore: claimed.mayHaveMore };
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
  /** Maximum number of jobs. */
  limit: number;
  messagesToFetch: number;
  workerId: string;
  now: Date;
  /**
   * Expects that each message starts its job, so that the statement that starts the jobs is sent together with the commit. If one
   * doesn't, the commit fails (`isUnexpected`).
   */
  expectAll: boolean;
}

interface Claimed extends Pick<ClaimedBatch, "mayHaveMore"> {
  /** Number of jobs that a fetched message can start on average. */
  jobsPerMessage: number;
  runs: ClaimedSystemJob[];
  /** Resolves before the transaction ends. */
  starting: Promise<ClaimedJob[]>;
}

/** Starts up to `limit` jobs of a type in one transaction. */
export async function claimJobs(
  tx: Transaction,
  services: Pick<Services, "queue" | "admission">,
  { expectAll, messagesToFetch, ...request }: ClaimRequest,
): Promise<Claimed> {
  const { queue } = services;
  const { type, limit } = request;
  const fetched = await queue.fetch(tx, type, messagesToFetch);
  const { used, unused } = share(fetched, limit);
  const mayHaveMore = fetched.length === messagesToFetch || unused.length > 0;
  const places = fetched.reduce((sum, { data }) => sum + (data?.places ?? 1), 0);
  const jobsPerMessage = fetched.length > 0 ? places / fetched.length : 1;
  const ofSystem = used.filter(({ data }) => data?.orgId === undefined);
  const messages = used.filter((message): message is UsedMessage & UserMessage => message.data?.jobId !== undefined);
  const permits = used.filter((message): message is UsedPermitMessage => message.data?.places !== undefined);
  const runs = ofSystem.length > 0 ? await openRuns(tx, queue, request, ofSystem) : [];
  if (messages.length + permits.length === 0)
    return { runs, starting: Promise.resolve([]), mayHaveMore, jobsPerMessage };

  // A delayed message starts no job.
  const startsAll = expectAll && !messages.some(({ data }) => data.delayed);
  const virtualTime = Math.max(...[...messages, ...permits].map(({ data }) => data.turn));
  const options = { ...request, virtualTime, expectAll: startsAll };
  const claiming = messages.length > 0 ? jobsTable.claim(tx, messages.map(toClaim), options) : Promise.resolve([]);
  const using = permits.length > 0 ? jobsTable.startParked(tx, permits.map(toUsed), options) : nothingUsed;
  queue.putBack(tx, type, [...unused, ...permits.flatMap(toRest)]);
  const spent = permits.filter(({ used, data }) => used === data.places);
  await queue.remove(tx, type, spent);
  const starting = Promise.all([claiming, using]).then(([claimed, { started }]) => [...claimed, ...started]);
  tx.commitAfter(starting);
  if (!startsAll) {
    await removeUnstarted(tx, services, request, withoutJob(messages, await claiming), (await using).unused);
  }
  return { runs, starting, mayHaveMore, jobsPerMessage };
}

const nothingUsed = Promise.resolve({ started: [], unused: new Map<string, number>() });

/** Divides `slots` among fetched messages, the lowest virtual start time first. A permit may use several. */
function share(fetched: readonly FetchedMessage[], slots: number) {
  const used: UsedMessage[] = [];
  const unused: FetchedMessage[] = [];
  let free = slots;
  for (const message of fetched.toSorted((a, b) => (a.data?.turn ?? 0) - (b.data?.turn ?? 0))) {
    const taken = Math.min(free, message.data?.places ?? 1);
    free -= taken;
    if (taken === 0) unused.push(message);
    else used.push({ ...message, used: taken });
  }
  return { used, unused };
}

/** `used`: number of jobs that the message starts. */
type UsedMessage = FetchedMessage & { used: number };
type UsedPermitMessage = UsedMessage & { data: PermitMessage };

const toUsed = ({ id, used, data: { orgId, places } }: UsedPermitMessage) => ({ id, orgId, places, used });

/** The rest of a permit that isn't spent. */
function toRest({ id, used, data: { places, turn, cost } }: UsedPermitMessage) {
  return used === places ? [] : [{ id, permit: { places: places - used, turn: turn + used * cost } }];
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
  unused: ReadonlyMap<string, number>,
): Promise<void> {
  if (messages.length === 0 && unused.size === 0) return;
  await queue.remove(tx, type, messages);
  const expired = await jobChanges.expire(tx, messages.map(toClaim), now);
  const parked = await jobChanges.parkFetched(tx, messages.map(toClaim));
  await writeRunOutcomes(tx, expired);
  await releaseHeld(tx, [...expired, ...parked]);
  // The job of a delayed message wasn't counted as admitted.
  const left = countByOrg(messages.map(({ data }) => data).filter(({ delayed }) => !delayed));
  for (const { data } of messages) if (!left.has(data.orgId)) left.set(data.orgId, 0);
  for (const [orgId, places] of unused) if (places > 0) left.set(orgId, (left.get(orgId) ?? 0) + places);
  await admission.admitParked(tx, { left, ended: countByOrg(expired) });
}

const toClaim = ({ id, data: { orgId, jobId } }: UserMessage) => ({ id, orgId, jobId });

type UserMessage = FetchedMessage & { data: UserJobMessage };
