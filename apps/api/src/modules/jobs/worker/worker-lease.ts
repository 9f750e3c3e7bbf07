import type pg from "pg";
import type { HeartbeatTiming } from "./heartbeat.ts";
import type { Worker } from "./worker.ts";

export interface WorkerLease {
  /** Stops the worker's attempts that were cancelled or given to another worker. Throws when it hasn't been heard of lately. */
  check(worker: Pick<Worker, "claims" | "stopRun">): Promise<LeaseCheck>;
}

export interface LeaseCheck {
  /**
   * Whether the worker may call others lost: not when it has just come back. Whoever was cut off together with it gets as
   * long to be heard of again as it takes to be lost.
   */
  mayJudge: boolean;
  /** The messages of jobs that the worker holds and doesn't run: it hasn't heard that it got them. */
  unheard: string[];
}

export interface WorkerLeaseOptions {
  pool: pg.Pool;
  workerId: string;
  timing: HeartbeatTiming;
}

/** What a worker's heartbeat means for the jobs that it holds. By the database's clock. */
export function createWorkerLease({ pool, workerId, timing }: WorkerLeaseOptions): WorkerLease {
  let cutOffAt = Number.NEGATIVE_INFINITY;

  /** Since when. A fetch that is under way may only just be answered, and one that ends too late for this is fenced. */
  let unheardSince: ReadonlyMap<string, number> = new Map();

  async function compareRuns(worker: Pick<Worker, "claims" | "stopRun">): Promise<void> {
    // Looked at before the database is asked: what starts meanwhile isn't in its answer.
    const runs = worker.claims();
    const { rows } = await pool.query(
      `select exists (select from workers where id = $1 and heartbeat_at >= now() - make_interval(secs => $2)) as heard,
              array(select message_id::text from jobs where worker_id = $1 and status = 'processing'
                       and cancel_requested_at is null
                     union all
                     select id::text from system_job_runs where worker_id = $1 and ended_at is null) as running,
              array(select message_id::text from jobs where worker_id = $1 and status = 'processing'
                       and cancel_requested_at is not null) as cancelled`,
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
    noteUnheard(held, new Set([...runs, ...worker.claims()].map(({ messageId }) => messageId)));
    if (!heard) throw new Error(`no heartbeat has been written for ${timing.lostAfterMs / 2} ms`);
  }

  function noteUnheard(held: ReadonlyMap<string, boolean>, known: ReadonlySet<string>): void {
    const unheard = [...held.keys()].filter((messageId) => !known.has(messageId));
    unheardSince = new Map(unheard.map((id) => [id, unheardSince.get(id) ?? performance.now()]));
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
      // An answer that was held up for so long is one to a worker that was cut off meanwhile.
      if (now - startedAt > timing.lostAfterMs / 2) cutOffAt = now;
      return {
        mayJudge: now - cutOffAt >= timing.lostAfterMs,
        unheard: [...unheardSince].flatMap(([id, since]) => (now - since >= timing.lostAfterMs ? [id] : [])),
      };
    },
  };
}
