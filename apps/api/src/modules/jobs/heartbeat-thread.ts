/** The thread of `heartbeat.ts`: writes the heartbeat over a connection of its own, whatever the main thread is doing. */
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import pg from "pg";
import { backoffMs } from "../../backoff.ts";
import type { HeartbeatData, HeartbeatTrouble } from "./heartbeat.ts";
import { enterProcess } from "./process-row.ts";

const { connection, entry, everyMs, hungAfterMs, alive } = workerData as HeartbeatData;
const firstRetryMs = 250;

const stopping = new AbortController();
parentPort?.once("message", () => stopping.abort());

let client: pg.Client | undefined;
let failures = 0;
let seen = { count: Atomics.load(alive, 0), at: performance.now(), hung: false };

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
  const next = new pg.Client(connection);
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

/** Says once that it doesn't, on standard error too: the main thread may never read it. */
function mainThreadMoves(): boolean {
  const count = Atomics.load(alive, 0);
  if (count !== seen.count) seen = { count, at: performance.now(), hung: false };
  if (performance.now() - seen.at < hungAfterMs) return true;
  if (!seen.hung) {
    seen.hung = true;
    const message = `the main thread has been blocked for ${hungAfterMs} ms; its jobs are left to other workers`;
    writeSync(2, `Gaffer: worker ${entry.id}: ${message}\n`);
    tell({ message, cause: undefined });
  }
  return false;
}

function tell(trouble: HeartbeatTrouble): void {
  parentPort?.postMessage(trouble);
}
