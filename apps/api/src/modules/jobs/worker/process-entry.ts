/** A process on the list of those that live, whatever its role: `workers`. Its heartbeat is the lease of every job that it holds. */
import { hostname } from "node:os";
import type pg from "pg";
import type { SessionConfig } from "../../../db/session.ts";
import { type HeartbeatTiming, startHeartbeat } from "./heartbeat.ts";
import { enterProcess, type ProcessEntry } from "./process-row.ts";

export interface RegisterProcessOptions {
  pool: pg.Pool;
  /** Of the heartbeat, which has a connection of its own. */
  connection: SessionConfig;
  entry: Omit<ProcessEntry, "host" | "pid">;
  timing: HeartbeatTiming;
  onError: (error: { message: string; cause: unknown }) => void;
}

export interface RegisteredProcess {
  /** Takes it off the list. */
  end(): Promise<void>;
}

export async function registerProcess({
  pool,
  connection,
  entry,
  timing,
  onError,
}: RegisterProcessOptions): Promise<RegisteredProcess> {
  const here = { ...entry, host: hostname(), pid: process.pid };
  await enterProcess(pool, here);
  const heartbeat = startHeartbeat({ connection, entry: here, timing, onError });
  return {
    async end() {
      await heartbeat.stop();
      await pool.query("delete from workers where id = $1", [entry.id]);
    },
  };
}
