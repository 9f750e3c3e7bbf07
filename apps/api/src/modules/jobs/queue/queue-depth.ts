import type pg from "pg";
import { admissionState } from "../states.ts";

/** The pending jobs of one type in one state. */
export interface QueueDepth {
  type: string;
  /** `queued`: has a message. `parked`: above its organization's limit. `delayed`: not due yet. */
  state: "queued" | "parked" | "delayed";
  jobs: number;
  /** Time since the oldest job became due. */
  oldestSeconds: number;
}

/** Counts the pending jobs of all organizations. An index has only pending jobs, so ended jobs aren't read. */
export async function readQueueDepths(pool: pg.Pool, now: Date): Promise<QueueDepth[]> {
  const { rows } = await pool.query<QueueDepth>(
    `select type, count(*)::float8 as jobs, greatest(0, extract(epoch from $1 - min(run_at)))::float8 as "oldestSeconds",
            case when admission = '${admissionState.parked}' then 'parked'
                 when admission = 'delayed' and run_at > $1 then 'delayed' else 'queued' end as state
       from jobs where status = 'pending' group by type, state`,
    [now],
  );
  return rows;
}
