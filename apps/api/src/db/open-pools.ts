import type pg from "pg";
import type { ReportError } from "../throttled-log.ts";
import { createPool, type DatabaseRole, type PoolOptions } from "./pools.ts";

export interface Pools {
  /** Sees the organizations of its transaction. */
  api: pg.Pool;
  /** Sees all of them. */
  worker: pg.Pool;
  /** Sees people and their sessions. */
  auth: pg.Pool;
  close(): Promise<void>;
}

/** The pools of a process, one for each role. None connects before it is asked something. */
export function openPools(databaseUrl: string, options: PoolOptions, onError: ReportError): Pools {
  let closing = false;
  const open = (role: DatabaseRole) =>
    createPool(databaseUrl, role, options).on("error", ({ name, message }) => {
      // `end` doesn't wait until its connections are closed: a server that stops next may end them first.
      if (closing) return;
      // Not the error itself: it carries the whole connection.
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
