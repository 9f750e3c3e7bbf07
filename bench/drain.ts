/** What a drain of a backlog needs to know of a contender. */
export interface Drain {
  /** Starts working; `onJob` is called once for each handler call. */
  start(onJob: () => void): Promise<void>;
  /** A query that counts the jobs which aren't over. */
  unfinished: string;
  stop(): Promise<void>;
}
