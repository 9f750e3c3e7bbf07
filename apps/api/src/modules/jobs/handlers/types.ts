import type { JobInput, JobOutput, JobType, Schemas } from "@gaffer/contracts/server";

/** Why a job failed: a code for programs and a message for users. */
export type JobError = Schemas["JobError"];
export type LogLevel = Schemas["LogLevel"];
export type Priority = Schemas["Priority"];
/** The cause of a job's creation. */
export type Trigger = Schemas["Trigger"];

/** Inputs and outputs of the user job types, from the contract. */
export type UserJobTypes = { [Type in JobType]: { input: JobInput<Type>; output: JobOutput<Type> } };

/**
 * Default of the type parameters below. The compiler then checks nothing; the contract validates inputs and outputs
 * when the job runs. `job("my-feature:process", …)` gives a handler the types of the contract.
 */
// biome-ignore lint/suspicious/noExplicitAny: `unknown` as an output would fit no job type.
export type Unchecked = any;

/** A job to create. The type determines the input. Times are in seconds. */
export type NewJob = {
  [Type in JobType]: {
    type: Type;
    input: JobInput<Type>;
    priority?: Priority;
    runAt?: Date;
    timeoutSeconds?: number;
    maxAttempts?: number;
    /** How long the job may wait for its first start, from `runAt`. */
    ttlSeconds?: number;
    /** Latest first start. With `ttlSeconds`, the earlier time counts. */
    expiresAt?: Date;
    /** Default in a handler: the tags of its job. */
    tags?: string[];
    /** Default in a handler: the metadata of its job. */
    metadata?: Record<string, string>;
    /** Limits how many jobs with the same key run at once in the organization. Default of `limit`: 1. */
    concurrency?: { key: string; limit?: number };
    /** While an open job of the organization holds the key, that job is returned and none is created. */
    unique?: { key: string };
  };
}[JobType];

/** The argument of a handler. */
export interface JobContext<Input = Unchecked> {
  /** The job's id. Of a system job: `system_` and the id of its message. */
  jobId: string;
  /** The organization's id. Of a system job: `system`. */
  orgId: string;
  /** The creator of the job. Of a system job: `system`. */
  createdBy: string;
  /** When the job was created. Of a system job: when its run started. */
  createdAt: Date;
  /** The cause of the job's creation. Of a system job: `schedule` or `manual`. */
  trigger: Trigger;
  /** The schedule that created the job. null: no schedule, or a system job. */
  scheduleId: string | null;
  /**
   * The time that the schedule's run is for: its due time, however late the run is, or the time of the manual run. null:
   * no schedule, or a system job.
   */
  scheduledAt: Date | null;
  /** The job whose handler created this job. null: no other job. */
  parentId: string | null;
  /** Words that mark the job. Empty: none, or a system job. */
  tags: string[];
  /** Names and values of the caller. Empty: none, or a system job. */
  metadata: Record<string, string>;
  /** Number of the attempt, from 1. A job may run more than once, so make its effects safe to repeat. */
  attempt: number;
  input: Input;
  /**
   * Aborts on a cancellation, at the timeout and when the process stops. A handler that ignores the signal is
   * abandoned.
   */
  signal: AbortSignal;
  helpers: JobHelpers;
}

export interface JobHelpers {
  /** Reports progress from 0 to 100 percent. Writes are throttled; the last value is always written. */
  updateProgress(percent: number, message?: string): void;
  /** Adds a line to the job's log. Limit: 1,000 lines per attempt. Further lines are dropped. */
  log(level: LogLevel, message: string, data?: Record<string, unknown>): void;
  /** Creates another job of the same organization. */
  enqueue(job: NewJob): Promise<{ jobId: string }>;
  /**
   * Creates up to 1,000 jobs of the same organization in one transaction, all or none. Saves `checkpoint` (JSON of up
   * to 64,000 characters) in the same transaction. Rejects, and changes nothing, if this attempt no longer holds the
   * job.
   */
  enqueueAll(jobs: readonly NewJob[], options?: { checkpoint?: unknown }): Promise<{ jobIds: string[] }>;
  /** Returns the last saved checkpoint of any attempt. undefined: none. */
  checkpoint(): Promise<unknown>;
  files: JobFiles;
}

/** The organization's files. */
export interface JobFiles {
  /** Opens a file of the organization. Throws NonRetryableError if it doesn't exist. */
  read(
    fileId: string,
  ): Promise<{ name: string; contentType: string; sizeBytes: number; content: AsyncIterable<Uint8Array> }>;
  /** Stores a file of the organization. */
  write(file: {
    name: string;
    contentType: string;
    content: AsyncIterable<Uint8Array>;
    expiresAt?: Date;
    /** A scope that a caller needs to see the file, in addition to `files:read`. No job can read such a file. */
    readScope?: Schemas["Scope"];
  }): Promise<{ fileId: string; sizeBytes: number }>;
}

export interface JobResult<Output = Unchecked> {
  output: Output;
}

export type JobHandler<Input = Unchecked, Output = Unchecked> = (
  context: JobContext<Input>,
) => Promise<JobResult<Output>>;

/** An error with a code, which callers see as the job's error code. */
abstract class CodedError extends Error {
  readonly code: string;
  constructor(message: string, { code = "handler_error", cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** A handler throws this error if a retry can't succeed. */
export class NonRetryableError extends CodedError {}

/**
 * A handler throws this error to give a retried failure a code. Other errors are retried too, with the code
 * `handler_error`.
 */
export class RetryableError extends CodedError {}

/** A handler throws this error to set the minimum delay of the retry, in seconds. */
export class RetryAfterError extends RetryableError {
  readonly seconds: number;
  constructor(message: string, seconds: number, options: { code?: string; cause?: unknown } = {}) {
    super(message, options);
    this.seconds = seconds;
  }
}
