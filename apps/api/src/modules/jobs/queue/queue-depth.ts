import type pg from "pg";
import { admissionState } from "../states.ts";

/** The pending jobs of one type in one state. */
export interface QueueDepth {
  type: string;
  /** In line with a message, beyond its organization's limit, or not due yet. */
  state: "in_line" | "waiting" | "delayed";
  jobs: number;
  /** For how long the oldest one has been due. */
  oldestSeconds: number;
}

/** Counts the pending jobs of all organizations. They have an index, so those that have ended aren't read. */
export async function readQueueDepths(pool: pg.Pool, now: Date): Promise<QueueDepth[]> {
  const { rows } = await pool.query<QueueDepth>(
    `select type, count(*)::float8 as jobs, greatest(0, extract(epoch from $1 - min(run_at)))::float8 as "oldestSeconds",
            case when admission = '${admissionState.parked}' then 'waiting'
                 when admission = 'delayed' and run_at > $1 then 'delayed' else 'in_line' end as state
       from jobs where status = 'pending' group by type, state`,
    [now],
  );
  return rows;
}
