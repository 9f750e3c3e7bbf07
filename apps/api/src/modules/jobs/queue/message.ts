/** What the queue's messages say. They carry ids and nothing else, because the queue's tables have no row-level security. */
import type { JobType } from "@gaffer/contracts/server";
import type { QueuedRow } from "../jobs-table.ts";

export const queueSchema = "gaffer_queue";

/**
 * The queue of jobs in quarantine, whatever their type: jobs that a worker was running when it crashed. Each runs in a
 * process of its own, a few at once. A queue of their own keeps them from delaying other jobs.
 */
export const quarantine = "quarantine";

/** A job type, or the quarantine: what a queue is named after, and what a worker fetches. */
export type QueuedType = string;

/** Where the messages of a job are. Only the end of an attempt changes `crashes`, and a job's next message is inserted then. */
export const queuedTypeOf = ({ type, crashes }: { type: string; crashes: number }): QueuedType =>
  crashes > 0 ? quarantine : type;

/** What a message of a user job says. A message without a `jobId` is one of a system job. */
export interface UserJobMessage {
  jobId: string;
  orgId: string;
  /** Its virtual start time: lower ones are fetched first. The name is part of stored messages. */
  turn: number;
  /** It wasn't due when it was sent, so it isn't counted as admitted. */
  delayed?: true;
  /** The job's type, where the queue isn't named after it. */
  type?: string;
}

/** What a message of a system job says; one that says nothing is its own schedule's, by cron. */
export interface SystemJobMessage {
  /** The schedule that it is a run of; absent: the one with the job's name. */
  schedule?: string;
  /** Absent: its cron. */
  triggeredBy?: SystemTrigger;
  /** Who did, by hand. */
  actor?: string;
}

export type SystemTrigger = "cron" | "manual" | "startup";

export interface OutgoingMessage extends Omit<UserJobMessage, "delayed" | "turn"> {
  id: string;
  virtualStart: number;
  type: JobType;
  queuedType: QueuedType;
  /** Not before this instant; absent: at once, which also wakes a worker. */
  runAt?: Date;
  timeoutSeconds: number;
}

/** The message of a job's next attempt, with its virtual start time. A delayed one comes due at `runAt`. */
export function toMessage(row: QueuedRow, virtualStart: number, { delayed }: { delayed: boolean }): OutgoingMessage {
  return {
    id: row.messageId,
    jobId: row.id,
    orgId: row.orgId,
    type: row.type as JobType,
    queuedType: queuedTypeOf(row),
    virtualStart,
    ...(delayed && { runAt: row.runAt }),
    timeoutSeconds: row.timeoutSeconds,
  };
}

export interface FetchedMessage {
  id: string;
  retryCount: number;
  data: (Partial<UserJobMessage> & SystemJobMessage) | null;
}

/** Queue names can't hold a colon; types and their files can't hold a dot. */
export const queueName = (type: string) => type.replace(":", ".");
export const typeName = (queue: string) => queue.replace(".", ":");

/** The queue of a job's messages in SQL, for a row of `jobs`: `queueName` of `queuedTypeOf`. */
export const queueOfJob = `case when jobs.crashes > 0 then '${quarantine}' else replace(jobs.type, ':', '.') end`;

/**
 * The messages as a table, for statements that compare them with rows, which pg-boss has no call for. One is `queued` until
 * it is fetched, and `live` until it ends. Its key is `queue` and `id`; one of a system job has no `job_id`.
 */
export const messageTable = `(
  select id, name as queue, coalesce(data ->> 'type', replace(name, '.', ':')) as type, (data ->> 'orgId')::uuid as org_id,
         (data ->> 'jobId')::uuid as job_id, data ? 'delayed' as delayed, state < 'active' as queued,
         state < 'completed' as live, state = 'failed' as failed, start_after
    from ${queueSchema}.job
)`;
