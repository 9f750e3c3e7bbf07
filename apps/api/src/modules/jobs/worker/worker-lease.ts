import type pg from "pg";
import type { HeartbeatTiming } from "./heartbeat.ts";
import type { Worker } from "./worker.ts";

export interface WorkerLease {
  /** Stops attempts that were cancelled or given to another worker. Throws when the worker's heartbeat is too old. */
  check(worker: Pick<Worker, "claims" | "stopRun">): Promise<LeaseCheck>;
}

export interface LeaseCheck {
  /**
   * Whether the worker may declare other workers lost. False after it was disconnected: workers that were disconnected
   * with it need time to send a heartbeat.
   */
  canRescue: boolean;
  /** Messages of jobs that the worker holds but doesn't run, because the response to its fetch was lost. */
  unknown: string[];
}

export interface WorkerLeaseOptions {
  pool: pg.Pool;
  workerId: string;
  timing: HeartbeatTiming;
}

/** Compares the worker's runs with the database. Heartbeats are compared by the database's clock. */
export function createWorkerLease({ pool, workerId, timing }: WorkerLeaseOptions): WorkerLease {
  let cutOffAt = Number.NEGATIVE_INFINITY;

  /**
   * When each unknown message was first seen. Until `lostAfterMs` have passed, a running fetch may still deliver the
   * message.
   */
  let unknownSince: ReadonlyMap<string, number> = new Map();

  async function compareRuns(worker: Pick<Worker, "claims" | "stopRun">): Promise<void> {
    // The claims are read before the query, because the query's result can't contain runs that start later.
    const runs = worker.claims();
    const { rows } = await pool.query(
      `select exists (select from workers where id = $1 and heartbeat_at >= now() - make_interval(secs => $2)) as heard,
              array(select message_id::text from open_jobs where worker_id = $1 and cancel_requested_at is null
                     union all
                     select id::text from system_job_runs where worker_id = $1 and ended_at is null) as running,
              array(select message_id::text from open_jobs where worker_id = $1 and cancel_requested_at is not null) as cancelled`,
      [workerId, timing.lostAfterMs / 2000],
    );
    const [{ heard, running, cancelled }] = rows;
    const held = new Map<string, boolean>([
      ...running.map((id: string) => [id, false] as const),
      ...cancelled.map((id: string) => [id, true] as const),
    ]);
    for (const { messageId } of runs) {
      const cancelled = held.get(messageId);
      if (cancelled === undefined) worker.stopRun(messageId, "lost");
      else if (cancelled) worker.stopRun(messageId, "cancelled");
    }
    noteUnknown(held, new Set([...runs, ...worker.claims()].map(({ messageId }) => messageId)));
    if (!heard) throw new Error(`no heartbeat has been written for ${timing.lostAfterMs / 2} ms`);
  }

  function noteUnknown(held: ReadonlyMap<string, boolean>, known: ReadonlySet<string>): void {
    const unknown = [...held.keys()].filter((messageId) => !known.has(messageId));
    unknownSince = new Map(unknown.map((id) => [id, unknownSince.get(id) ?? performance.now()]));
  }

  return {
    async check(worker) {
      const startedAt = performance.now();
      try {
        await compareRuns(worker);
      } catch (error) {
        cutOffAt = performance.now();
        throw error;
      }
      const now = performance.now();
      // If the response took this long, the worker may have been disconnected meanwhile.
      if (now - startedAt > timing.lostAfterMs / 2) cutOffAt = now;
      return {
        canRescue: now - cutOffAt >= timing.lostAfterMs,
        unknown: [...unknownSince].flatMap(([id, since]) => (now - since >= timing.lostAfterMs ? [id] : [])),
      };
    },
  };
}
