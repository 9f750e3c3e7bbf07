/** The thread of `heartbeat.ts`: writes the heartbeat over a connection of its own, whatever the main thread is doing. */
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { backoffMs } from "../../../backoff.ts";
import { SessionClient } from "../../../db/session.ts";
import { enterProcess, type HeartbeatData, type HeartbeatTrouble } from "./heartbeat.ts";

const { connection, entry, everyMs, lostAfterMs, hungAfterMs, alive } = workerData as HeartbeatData;
const firstRetryMs = 250;

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());

let client: pg.Client | undefined;
let failures = 0;
/** The last move of the main thread; `hungAt`: since when it counts as hung. */
let seen: { count: number; at: number; hungAt: number | undefined } = {
  count: Atomics.load(alive, 0),
  at: performance.now(),
  hungAt: undefined,
};

while (!stopping.signal.aborted) {
  let delayMs = everyMs;
  try {
    if (mainThreadMoves()) await beat();
    failures = 0;
  } catch (cause) {
    drop(client);
    tell({ message: "the heartbeat could not be written; connecting again", cause });
    delayMs = backoffMs(failures++, { first: firstRetryMs, longest: everyMs });
  }
  await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => {});
}
await client?.end().catch(() => {});

/** Enters the process again if it was taken off the list meanwhile. */
async function beat(): Promise<void> {
  client ??= await connect();
  await enterProcess(client, entry);
}

async function connect(): Promise<pg.Client> {
  const next = new SessionClient(connection);
  next.on("error", (cause) => {
    if (client !== next) return;
    drop(next);
    tell({ message: "the heartbeat's connection was lost; connecting again", cause });
  });
  try {
    await next.connect();
    return next;
  } catch (error) {
    drop(next);
    throw error;
  }
}

function drop(lost: pg.Client | undefined): void {
  if (client === lost) client = undefined;
  void lost?.end().catch(() => {});
}

/**
 * When the main thread doesn't, says so once, on standard error too: the main thread may never read it. If it still doesn't when
 * other workers have had the time to take its jobs, ends the process: a supervisor can start it again. A main thread that only
 * stood still with the whole process (SIGSTOP) moves before that.
 */
function mainThreadMoves(): boolean {
  const count = Atomics.load(alive, 0);
  const now = performance.now();
  if (count !== seen.count) seen = { count, at: now, hungAt: undefined };
  if (now - seen.at < hungAfterMs) return true;
  if (seen.hungAt === undefined) {
    seen.hungAt = now;
    const message = `the main thread has been blocked for ${hungAfterMs} ms; its jobs are left to other workers`;
    print(message);
    tell({ message, cause: undefined });
  } else if (now - seen.hungAt >= lostAfterMs) {
    print("the main thread is still blocked; the process ends");
    process.kill(process.pid, "SIGKILL");
  }
  return false;
}

function print(message: string): void {
  writeSync(2, `Gaffer: worker ${entry.id}: ${message}\n`);
}

function tell(trouble: HeartbeatTrouble): void {
  parentPort?.postMessage(trouble);
}
