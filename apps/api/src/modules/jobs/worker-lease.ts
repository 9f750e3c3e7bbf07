import { hostname } from "node:os";
import type pg from "pg";
import type { Worker } from "./worker.ts";

export interface WorkerLease {
  /** Says that the worker is alive, and stops its attempts that were cancelled or given to another worker. */
  beat(worker: Pick<Worker, "running" | "stopRun">): Promise<void>;
  /** Takes the worker off the list. */
  end(): Promise<void>;
}

/** Enters a worker in the list. Its heartbeat is the lease of every job that it holds. By the database's clock. */
export async function openWorkerLease(pool: pg.Pool, workerId: string, types: readonly string[]): Promise<WorkerLease> {
  await pool.query(
    "insert into workers (id, host, pid, types, started_at, heartbeat_at) values ($1, $2, $3, $4, now(), now())",
    [workerId, hostname(), process.pid, types],
  );
  return {
    async beat(worker) {
      // Looked at before the database is asked: what starts meanwhile isn't in its answer.
      const runs = worker.running().filter((claim) => claim.kind === "user");
      const { rows } = await pool.query(
        `with beat as (
           insert into workers (id, host, pid, types, started_at, heartbeat_at) values ($1, $2, $3, $4, now(), now())
           on conflict (id) do update set heartbeat_at = now()
         )
         select message_id as "messageId", cancel_requested_at is not null as cancelled from jobs
          where worker_id = $1 and status = 'processing'`,
        [workerId, hostname(), process.pid, types],
      );
      const held = new Map<string, boolean>(rows.map(({ messageId, cancelled }) => [messageId, cancelled]));
      for (const { messageId } of runs) {
        const cancelled = held.get(messageId);
        if (cancelled === undefined) worker.stopRun(messageId, "lost");
        else if (cancelled) worker.stopRun(messageId, "cancelled");
      }
    },
    async end() {
      await pool.query("delete from workers where id = $1", [workerId]);
    },
  };
}
