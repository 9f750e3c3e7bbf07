/** A contender that drains a backlog. */
export interface Drain {
  /** Starts the worker. `onJob` is called once per handler call. */
  start(onJob: () => void): Promise<void>;
  /** A query that counts the jobs that have not ended. */
  unfinished: string;
  stop(): Promise<void>;
}
