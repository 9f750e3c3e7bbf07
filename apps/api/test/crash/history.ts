/** What a run left behind: all that the checker judges by. */

export type Status = "pending" | "processing" | "completed" | "failed" | "cancelled";

/** Noted by a handler. */
export interface Effect {
  event: "started" | "finished";
  jobId: string;
  attempt: number;
  workerPid: number;
  /** Of this run of the handler alone. */
  nonce: string;
  /** By the clock of the machine, in milliseconds. */
  at: number;
}

/** Noted by a client: before it sends a request, and when it has its answer. */
export type ClientEntry =
  | { event: "create"; key: string; orgId: string; numbers: number[] }
  | { event: "acknowledged"; key: string; orgId: string; number: number; jobId: string }
  | { event: "cancel" | "retry"; orgId: string; jobId: string }
  | { event: "answerLost"; request: string }
  | { event: "unexpected"; request: string; status: number; body: string };

/** One write of a job's row, by a trigger in the transaction that wrote it. */
export interface Transition {
  seq: number;
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
  /** Begins with the attempt that said it. */
  progress: string | null;
}

/** How an organization's rows and messages stood in one snapshot while the run went on. */
export interface Standing {
  orgId: string;
  counted: number;
  messages: number;
  withoutMessage: number;
  withoutRow: number;
}

export interface JobAtEnd {
  id: string;
  orgId: string;
  number: number;
  status: Status;
  attempt: number;
  /** What the output says: which attempt it is of, and which run of its handler. */
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
  /** The process of each worker. */
  workers: { id: string; pid: number }[];
  jobs: JobAtEnd[];
  attempts: AttemptAtEnd[];
  /** Messages that wait or are being worked on, at the end. */
  messages: { id: string; jobId: string }[];
  loads: { orgId: string; admitted: number }[];
  /** When PostgreSQL was killed, by the clock of the machine. */
  databaseKills: number[];
  /** Processes that ended, and nobody had ended them. */
  ended: string[];
}

export interface Violation {
  rule: string;
  message: string;
}
