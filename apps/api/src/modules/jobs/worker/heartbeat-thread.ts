/**
 * The thread of `heartbeat.ts`. It writes the heartbeat over its own connection, even while the main thread is blocked.
 */
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { backoffMs } from "../../../backoff.ts";
import { SessionClient } from "../../../db/session.ts";
import { enterProcess, type HeartbeatData, type HeartbeatError } from "./heartbeat.ts";

const { connection, entry, everyMs, lostAfterMs, hungAfterMs, alive } = workerData as HeartbeatData;
const firstRetryMs = 250;

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());

let client: pg.Client | undefined;
let failures = 0;
/** The last change of the main thread's counter. `hungAt`: when the main thread was found blocked. */
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
    send({ message: "the heartbeat could not be written; connecting again", cause });
    delayMs = backoffMs(failures++, { first: firstRetryMs, longest: everyMs });
  }
  await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => {});
}
await client?.end().catch(() => {});

/** Renews the heartbeat. Inserts the row again if another process removed it. */
async function beat(): Promise<void> {
  client ??= await connect();
  await enterProcess(client, entry);
}

async function connect(): Promise<pg.Client> {
  const next = new SessionClient(connection);
  next.on("error", (cause) => {
    if (client !== next) return;
    drop(next);
    send({ message: "the heartbeat's connection was lost; connecting again", cause });
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
 * Whether the main thread is alive. Reports a blocked thread once, also on standard error, because the main thread may
 * never process the message. Kills the process if the main thread is still blocked after other workers could take its
 * jobs. After a SIGSTOP of the whole process, the counter changes before the kill.
 */
function mainThreadMoves(): boolean {
  const count = Atomics.load(alive, 0);
  const now = performance.now();
  if (count !== seen.count) seen = { count, at: now, hungAt: undefined };
  if (now - seen.at < hungAfterMs) return true;
  if (seen.hungAt === undefined) {
    seen.hungAt = now;
    const message = `the main thread has been blocked for ${hungAfterMs} ms; other workers take over its jobs`;
    print(message);
    send({ message, cause: undefined });
  } else if (now - seen.hungAt >= lostAfterMs) {
    print("the main thread is still blocked; the process ends");
    process.kill(process.pid, "SIGKILL");
  }
  return false;
}

function print(message: string): void {
  writeSync(2, `Gaffer: worker ${entry.id}: ${message}\n`);
}

function send(error: HeartbeatError): void {
  parentPort?.postMessage(error);
}
