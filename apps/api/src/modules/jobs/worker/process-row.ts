import type pg from "pg";

/** What a process says of itself. */
export interface ProcessEntry {
  id: string;
  host: string;
  pid: number;
  role: string;
  version: string;
  /** The job types that it runs. */
  types: readonly string[];
  /** The schedules of system jobs that its code defines. */
  schedules: readonly string[];
}

/** Enters a process, or says that it still lives. By the database's clock. */
export async function enterProcess(db: Pick<pg.ClientBase, "query">, entry: ProcessEntry): Promise<void> {
  const { id, host, pid, role, version, types, schedules } = entry;
  await db.query(
    `insert into workers (id, host, pid, role, version, types, schedules, started_at, heartbeat_at)
     values ($1, $2, $3, $4, $5, $6, $7, now(), now())
     on conflict (id) do update set heartbeat_at = now()`,
    [id, host, pid, role, version, types, schedules],
  );
}
