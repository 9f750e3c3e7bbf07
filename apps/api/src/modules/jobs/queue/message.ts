/** The content of messages. Messages contain only ids, because the queue's tables have no row-level security. */
import type { JobType } from "@gaffer/contracts/server";
import type { QueuedRow } from "../job-rows.ts";

export const queueSchema = "gaffer_queue";

/**
 * The queue of quarantined jobs of all types: jobs that a worker was running when it crashed. They have a separate
 * queue, so that they don't delay other jobs.
 */
export const quarantine = "quarantine";

/** A job type or the quarantine. Each has its own queue. */
export type QueuedType = string;

/**
 * The queue of a job's messages. `crashes` changes only at the end of an attempt, before the next message is inserted.
 */
export const queuedTypeOf = ({ type, crashes }: { type: string; crashes: number }): QueuedType =>
  crashes > 0 ? quarantine : type;

/** The content of a user job's message. A message without `jobId` belongs to a system job. */
export interface UserJobMessage {
  jobId: string;
  orgId: string;
  /**
   * The virtual start time; the lowest is fetched first. The field can't be renamed, because stored messages have it.
   */
  turn: number;
  /** Present if the message wasn't due when it was sent. Its job then isn't counted as admitted. */
  delayed?: true;
  /** The job's type, if its queue has another name. */
  type?: string;
}

/** The content of a permit's message: it starts parked jobs of the queue. */
export interface PermitMessage {
  orgId: string;
  /** Number of jobs that the permit may start. */
  places: number;
  /** The virtual start time of its next job. */
  turn: number;
  /** What a job adds to the virtual start time. */
  cost: number;
}

/** The content of a system job's message. An empty message comes from the cron of the job's own schedule. */
export interface SystemJobMessage {
  /** Name of the schedule. Default: the schedule with the job's name. */
  schedule?: string;
  /** What started the run. Default: `cron`. */
  triggeredBy?: SystemTrigger;
  /** The caller who ran the job manually. */
  actor?: string;
}

export type SystemTrigger = "cron" | "manual" | "startup";

export interface OutgoingMessage extends Omit<UserJobMessage, "delayed" | "turn"> {
  id: string;
  virtualStart: number;
  type: JobType;
  queuedType: QueuedType;
  /** When the message comes due. Absent: at once, and a worker is notified. */
  runAt?: Date;
  timeoutSeconds: number;
}

/** Creates the message of a job's next attempt. A delayed one comes due at `runAt`. */
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
  data: (Partial<UserJobMessage> & Partial<PermitMessage> & SystemJobMessage) | null;
}

/** A permit to insert as a message. */
export interface OutgoingPermit extends PermitMessage {
  id: string;
  queuedType: QueuedType;
}

/** A message that returns to the queue. `permit`: its new content. */
export interface ReturnedMessage {
  id: string;
  permit?: Pick<PermitMessage, "places" | "turn">;
}

/** Converts a type to its queue's name. Queue names can't contain a colon, and types can't contain a dot. */
export const queueName = (type: string) => type.replace(":", ".");
export const typeName = (queue: string) => queue.replace(".", ":");

/** SQL expression for the name of the queue of a type. */
export const queueOfType = (type: string) => `replace(${type}, ':', '.')`;

/** SQL expression for a row of `open_jobs`: the type in whose queue the job's messages are (`queuedTypeOf`). */
export const queuedTypeOfJob = `case when open_jobs.crashes > 0 then '${quarantine}' else open_jobs.type end`;

/** SQL expression for a row of `open_jobs`: the name of the queue of the job's messages. */
export const queueOfJob = queueOfType(queuedTypeOfJob);

/**
 * SQL for the messages as a table, to compare them with rows; pg-boss has no call for that. Key: `queue` and `id`.
 * `queued`: true until a worker fetches the message. `live`: true until the message completes, fails or is cancelled.
 * `job_id`: null for a permit and for a system job's message. `places`: null unless it is a permit.
 */
export const messageTable = `(
  select id, name as queue, coalesce(data ->> 'type', replace(name, '.', ':')) as type, (data ->> 'orgId')::uuid as org_id,
         (data ->> 'jobId')::uuid as job_id, (data ->> 'places')::int as places, data ? 'delayed' as delayed, state < 'active' as queued,
         state < 'completed' as live, state = 'failed' as failed, start_after
    from ${queueSchema}.job
)`;
