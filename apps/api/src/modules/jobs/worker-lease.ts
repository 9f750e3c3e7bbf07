import { hostname } from "node:os";
import type pg from "pg";
import { type HeartbeatTiming, startHeartbeat } from "./heartbeat.ts";
import type { Worker } from "./worker.ts";

export interface WorkerLease {
  /**
   * Stops the worker's attempts that were cancelled or given to another worker. Throws when the worker itself hasn't
   * been heard of lately: then it must not judge others, and least of all itself.
   */
  check(worker: Pick<Worker, "claims" | "stopRun">): Promise<void>;
  /** Takes the worker off the list. */
  end(): Promise<void>;
}

export interface WorkerLeaseOptions {
  pool: pg.Pool;
  workerId: string;
  types: readonly string[];
  timing: HeartbeatTiming;
  onError: (error: { message: string; cause: unknown }) => void;
}

/** Enters a worker in the list. Its heartbeat is the lease of every job that it holds. By the database's clock. */
export async function openWorkerLease(options: WorkerLeaseOptions): Promise<WorkerLease> {
  const { pool, workerId, types, timing } = options;
  await pool.query(
    "insert into workers (id, host, pid, types, started_at, heartbeat_at) values ($1, $2, $3, $4, now(), now())",
    [workerId, hostname(), process.pid, types],
  );
  const heartbeat = startHeartbeat({ ...options, connection: pool.options });
  return {
    async check(worker) {
      // Looked at before the database is asked: what starts meanwhile isn't in its answer.
      const runs = worker.claims().filter((claim) => claim.kind === "user");
      const { rows } = await pool.query(
        `select message_id as "messageId", cancel_requested_at is not null as cancelled from jobs
          where worker_id = $1 and status = 'processing'`,
        [workerId],
      );
      const held = new Map<string, boolean>(rows.map(({ messageId, cancelled }) => [messageId, cancelled]));
      for (const { messageId } of runs) {
        const cancelled = held.get(messageId);
        if (cancelled === undefined) worker.stopRun(messageId, "lost");
        else if (cancelled) worker.stopRun(messageId, "cancelled");
      }
      const { rowCount } = await pool.query(
        "select from workers where id = $1 and heartbeat_at >= now() - make_interval(secs => $2)",
        [workerId, timing.lostAfterMs / 2000],
      );
      if (rowCount === 0) throw new Error(`no heartbeat has been written for ${timing.lostAfterMs / 2} ms`);
    },
    async end() {
      await heartbeat.stop();
      await pool.query("delete from workers where id = $1", [workerId]);
    },
  };
}
