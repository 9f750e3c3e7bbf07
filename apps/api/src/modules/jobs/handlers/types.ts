import type { JobInput, JobOutput, JobType, Schemas } from "@gaffer/contracts/server";

/** Why a job failed: a word for programs, a sentence for people. */
export type JobError = Schemas["JobError"];
export type LogLevel = Schemas["LogLevel"];
export type Priority = Schemas["Priority"];

/** The user job types and what goes in and out of them: all from the contract. */
export type UserJobTypes = { [Type in JobType]: { input: JobInput<Type>; output: JobOutput<Type> } };

/**
 * Default of the type parameters below: the compiler checks nothing, and the contract checks inputs and outputs when the job runs.
 * `job("my-feature:process", …)` gives a handler the types of the contract.
 */
// biome-ignore lint/suspicious/noExplicitAny: `unknown` as an output would fit no job type.
export type Unchecked = any;

/** A job to create: its type decides what its input must be. Times in seconds. */
export type NewJob = {
  [Type in JobType]: {
    type: Type;
    input: JobInput<Type>;
    priority?: Priority;
    runAt?: Date;
    timeoutSeconds?: number;
    maxAttempts?: number;
  };
}[JobType];

/** What a handler is called with. */
export interface JobContext<Input = Unchecked> {
  /** The job's id; of a system job `system_` and the id of its message. */
  jobId: string;
  /** The organization's id; of a system job `system`. */
  orgId: string;
  /** Who created the job; of a system job `system`. */
  createdBy: string;
  /** 1 on the first try. The same job may run more than once: make its effects safe to repeat. */
  attempt: number;
  input: Input;
  /** Aborts on cancel, on timeout and when the process stops. A handler that ignores it is abandoned. */
  signal: AbortSignal;
  helpers: JobHelpers;
}

export interface JobHelpers {
  /** Says how far the job is: 0 to 100 percent. Writes are throttled; the last one is always written. */
  updateProgress(percent: number, message?: string): void;
  /** Adds a line to the job's log; after 1,000 lines of an attempt the rest is dropped. */
  log(level: LogLevel, message: string, data?: Record<string, unknown>): void;
  /** Creates another job of the same organization. */
  enqueue(job: NewJob): Promise<{ jobId: string }>;
  /**
   * Creates up to 1,000 jobs of the same organization in one transaction, all of them or none. With a checkpoint, any JSON of up to
   * 64,000 characters, that is saved in the same transaction; rejects, and nothing has happened, when this attempt doesn't hold the
   * job any more.
   */
  enqueueAll(jobs: readonly NewJob[], options?: { checkpoint?: unknown }): Promise<{ jobIds: string[] }>;
  /** The checkpoint that was saved last, in this attempt or an earlier one; undefined: none was. */
  checkpoint(): Promise<unknown>;
  files: JobFiles;
}

/** The organization's files. */
export interface JobFiles {
  /** Opens a file of the organization. Throws NonRetryableError when there is none. */
  read(
    fileId: string,
  ): Promise<{ name: string; contentType: string; sizeBytes: number; content: AsyncIterable<Uint8Array> }>;
  /** Stores a file that belongs to the organization. */
  write(file: {
    name: string;
    contentType: string;
    content: AsyncIterable<Uint8Array>;
    expiresAt?: Date;
    /** What a caller must have to see it, beside `files:read`. No job can read such a file. */
    readScope?: Schemas["Scope"];
  }): Promise<{ fileId: string; sizeBytes: number }>;
}

export interface JobResult<Output = Unchecked> {
  output: Output;
}

export type JobHandler<Input = Unchecked, Output = Unchecked> = (
  context: JobContext<Input>,
) => Promise<JobResult<Output>>;

/** An error with a code of its own, which is shown to the caller as the job's error code. */
abstract class CodedError extends Error {
  readonly code: string;
  constructor(message: string, { code = "handler_error", cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** Thrown by a handler: trying again would not help. */
export class NonRetryableError extends CodedError {}

/** Thrown by a handler: try again. Any other error is tried again too, but has no code of its own. */
export class RetryableError extends CodedError {}

/** Thrown by a handler: try again, but not before this many seconds have passed. */
export class RetryAfterError extends RetryableError {
  readonly seconds: number;
  constructor(message: string, seconds: number, options: { code?: string; cause?: unknown } = {}) {
    super(message, options);
    this.seconds = seconds;
  }
}
