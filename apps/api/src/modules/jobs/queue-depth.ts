import type pg from "pg";

/** The pending jobs of one type in one state. */
export interface QueueDepth {
  type: string;
  /** In line with a message, beyond its organization's limit, or not due yet. */
  state: "in_line" | "waiting" | "delayed";
  jobs: number;
  /** For how long the oldest one has been due. */
  oldestSeconds: number;
}

/** Counts the pending jobs of all organizations. There is an index of each half, so those that have ended needn't be read. */
export async function readQueueDepths(pool: pg.Pool, now: Date): Promise<QueueDepth[]> {
  const { rows } = await pool.query<QueueDepth>(
    `with pending as (
       select type, 'waiting' as state, count(*) as jobs, min(run_at) as oldest
         from jobs where admission = 'waiting' group by type
        union all
       select type, case when admission = 'delayed' and run_at > $1 then 'delayed' else 'in_line' end, count(*), min(run_at)
         from jobs where status = 'pending' and admission <> 'waiting' group by 1, 2
     )
     select type, state, jobs::float8, greatest(0, extract(epoch from $1 - oldest))::float8 as "oldestSeconds" from pending`,
    [now],
  );
  return rows;
}
