/**
 * Registers a process of any role in `workers` and renews its heartbeat, which is the lease of every job that the
 * process holds.
 *
 * A separate thread writes the heartbeat, so that a handler that blocks the event loop doesn't cost the worker its
 * leases. The thread ends with the process and stops with it (SIGSTOP).
 *
 * The thread must not renew the heartbeat of a main thread that is blocked for good. So the main thread increments a
 * shared counter. If the counter doesn't change for `hungAfterMs`, the thread stops the heartbeat, and `lostAfterMs`
 * later it kills the process. `hungAfterMs` is 15 minutes, the default timeout of a job.
 */
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type pg from "pg";
import type { SessionConfig } from "../../../db/session.ts";
import type { Services } from "../../../server/services.ts";
import type { ReportError } from "../../../throttled-log.ts";

/** The row of a process in `workers`. */
export interface ProcessEntry {
  id: string;
  host: string;
  pid: number;
  role: string;
  version: string;
  /** Job types that the process executes. */
  types: readonly string[];
  /** Schedules of system jobs that its code defines. */
  schedules: readonly string[];
}

/** Inserts the row of a process, or renews its heartbeat, by the database's clock. */
export async function enterProcess(db: Pick<pg.ClientBase, "query">, entry: ProcessEntry): Promise<void> {
  const { id, host, pid, role, version, types, schedules } = entry;
  await db.query(
    `insert into workers (id, host, pid, role, version, types, schedules, started_at, heartbeat_at)
     values ($1, $2, $3, $4, $5, $6, $7, now(), now())
     on conflict (id) do update set heartbeat_at = now()`,
    [id, host, pid, role, version, types, schedules],
  );
}

/** Times in milliseconds. */
export interface HeartbeatTiming {
  heartbeatMs: number;
  /** Age of a heartbeat after which its worker is lost. */
  lostAfterMs: number;
  /** How long the main thread may be blocked before the heartbeat stops. The process is killed `lostAfterMs` later. */
  hungAfterMs: number;
}

/** Data for the start of the thread. */
export interface HeartbeatData {
  connection: SessionConfig;
  entry: ProcessEntry;
  everyMs: number;
  lostAfterMs: number;
  hungAfterMs: number;
  /** The shared counter. The main thread increments it. */
  alive: Int32Array;
}

/** An error that the thread reports. */
export interface HeartbeatError {
  message: string;
  cause: unknown;
}

export interface RegisteredProcess {
  /** Stops the heartbeat and removes the row. */
  end(): Promise<void>;
}

/** `connection`: the settings of the heartbeat's own connection. */
export async function registerProcess(
  { workerPool, timing, reportError }: Pick<Services, "workerPool" | "timing" | "reportError">,
  connection: SessionConfig,
  entry: Omit<ProcessEntry, "host" | "pid">,
): Promise<RegisteredProcess> {
  const here = { ...entry, host: hostname(), pid: process.pid };
  await enterProcess(workerPool, here);
  const heartbeat = startHeartbeat(connection, here, timing, reportError);
  return {
    async end() {
      await heartbeat.stop();
      await workerPool.query("delete from workers where id = $1", [entry.id]);
    },
  };
}

/** Time for the thread to end before it is terminated, in milliseconds. */
const stopMs = 2_000;

function startHeartbeat(
  connection: SessionConfig,
  entry: ProcessEntry,
  timing: HeartbeatTiming,
  reportError: ReportError,
) {
  const { heartbeatMs, lostAfterMs, hungAfterMs } = timing;
  const alive = new Int32Array(new SharedArrayBuffer(4));
  // A silent connection must be replaced while the lease still holds.
  const answerMs = Math.max(1_000, lostAfterMs / 3);
  const data: HeartbeatData = {
    connection: {
      ...connection,
      settings: { ...connection.settings, application_name: "gaffer_heartbeat" },
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    },
    entry,
    everyMs: heartbeatMs,
    lostAfterMs,
    hungAfterMs,
    alive,
  };
  const moving = setInterval(() => Atomics.add(alive, 0, 1), heartbeatMs).unref();
  let stopped = false;
  let thread = start();
  let restart: NodeJS.Timeout | undefined;

  function start(): Worker {
    const next = new Worker(new URL("./heartbeat-thread.ts", import.meta.url), { workerData: data });
    // The thread alone must not keep the process running.
    next.unref();
    next.on("message", (error: HeartbeatError) => reportError(error));
    next.on("error", (cause) => reportError({ message: "the heartbeat's thread failed", cause }));
    next.on("exit", () => {
      if (stopped) return;
      restart = setTimeout(() => {
        thread = start();
      }, heartbeatMs).unref();
    });
    return next;
  }

  return {
    /** Resolves when the thread has ended. */
    async stop() {
      stopped = true;
      clearInterval(moving);
      clearTimeout(restart);
      const patience = new AbortController();
      const ended = new Promise((resolve) => (thread.threadId === -1 ? resolve(0) : thread.once("exit", resolve)));
      thread.ref();
      thread.postMessage("stop");
      await Promise.race([ended, wait(stopMs, undefined, { signal: patience.signal }).catch(() => {})]);
      patience.abort();
      await thread.terminate();
    },
  };
}
