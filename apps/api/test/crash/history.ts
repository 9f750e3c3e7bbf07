/** The records of a crash run, which the checker judges. */

export type Status = "pending" | "processing" | "completed" | "failed" | "cancelled";

/** The start or end of a handler's run, written by the handler. */
export interface Effect {
  event: "started" | "finished";
  jobId: string;
  attempt: number;
  workerPid: number;
  /** An id that only this run of the handler has. */
  nonce: string;
  /** Time of the machine's clock, in milliseconds. */
  at: number;
}

/** An entry that a client writes before it sends a request or when it gets the response. */
export type ClientEntry =
  | { event: "create"; key: string; orgId: string; numbers: number[] }
  | { event: "acknowledged"; key: string; orgId: string; number: number; jobId: string }
  | { event: "cancel" | "retry"; orgId: string; jobId: string }
  | { event: "answerLost"; request: string }
  | { event: "unexpected"; request: string; status: number; body: string };

/** One write of a job's row, recorded by a trigger in its transaction. */
export interface Transition {
  seq: number;
  /** The position of the write's commit among all commits. */
  committed: number;
  jobId: string;
  orgId: string;
  /** Null: the row was inserted. */
  from: Status | null;
  /** Null: the row was deleted. */
  to: Status | null;
  fromAttempt: number | null;
  attempt: number | null;
  fromWorker: string | null;
  worker: string | null;
  admission: string | null;
  /** The job's progress message. It starts with the number of the attempt that reported it. */
  progress: string | null;
}

/** Counts of an organization's rows and messages in one snapshot during the run. */
export interface Standing {
  orgId: string;
  /** The counter of admitted jobs. */
  counted: number;
  /** Due messages of jobs, running jobs without a message, and places of permits. */
  places: number;
  /** The counter of open jobs. */
  countedOpen: number;
  /** Number of rows of `open_jobs`. */
  open: number;
  /** Number of jobs whose rows of `jobs`, `open_jobs` and `ended_jobs` contradict each other, and of wrong counts of ended jobs. */
  contradictory: number;
  withoutMessage: number;
  withoutRow: number;
}

export interface JobAtEnd {
  id: string;
  orgId: string;
  number: number;
  status: Status;
  attempt: number;
  /** The attempt and the run (by its nonce) that wrote the job's output. Null: no output. */
  output: { attempt: number; nonce: string } | null;
}

export interface AttemptAtEnd {
  jobId: string;
  attempt: number;
  status: string;
  workerId: string;
}

export interface History {
  orgLimit: number;
  clients: ClientEntry[];
  effects: Effect[];
  transitions: Transition[];
  standings: Standing[];
  /** The process id of each worker. */
  workers: { id: string; pid: number }[];
  jobs: JobAtEnd[];
  attempts: AttemptAtEnd[];
  /** Queued and active messages at the end. */
  messages: { id: string; jobId: string | null }[];
  loads: { orgId: string; admitted: number; open: number }[];
  /** Descriptions of processes that ended unexpectedly. */
  ended: string[];
}

export interface Violation {
  rule: string;
  message: string;
}
