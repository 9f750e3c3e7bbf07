import type pg from "pg";
import type { ReportError } from "../throttled-log.ts";
import { createPool, type DatabaseRole, type PoolOptions } from "./pools.ts";

export interface Pools {
  /** Role `gaffer_api`: sees the organizations of its transaction. */
  api: pg.Pool;
  /** Role `gaffer_worker`: sees all organizations. */
  worker: pg.Pool;
  /** Role `gaffer_auth`: sees users and their sessions. */
  auth: pg.Pool;
  close(): Promise<void>;
}

/** Opens the pools of a process, one for each role. A pool connects with its first query. */
export function openPools(databaseUrl: string, options: PoolOptions, onError: ReportError): Pools {
  let closing = false;
  const open = (role: DatabaseRole) =>
    createPool(databaseUrl, role, options).on("error", ({ name, message }) => {
      // `end` doesn't wait for its connections to close, so a stopping server may close them first.
      if (closing) return;
      // Not the error itself: it holds the whole connection.
      onError({ message: "an idle database connection was lost", cause: `${name}: ${message}` });
    });
  const api = open("gaffer_api");
  const worker = open("gaffer_worker");
  const auth = open("gaffer_auth");
  return {
    api,
    worker,
    auth,
    async close() {
      closing = true;
      await Promise.all([api.end(), worker.end(), auth.end()]);
    },
  };
}
