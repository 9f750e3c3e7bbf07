/** A worker of the product that records the start of each handler. */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { clockMs } from "../clock.ts";
import { type ProbeJob, toNumber } from "../gaffer/probe-job.ts";
import { startWorker, type WorkerOptions } from "../gaffer/worker.ts";
import { answerCalls } from "../remote.ts";
import { processUsage } from "./process-usage.ts";

export interface HandlerStart {
  orgId: string;
  number: number;
  /** Start of the handler, in milliseconds of the clock that `clockMs` reads. */
  at: number;
}

let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
let starts: HandlerStart[] = [];
let notifications: number[] = [];
let completed = 0;
let listener: pg.Client | undefined;

/** Opens a connection in addition to the worker's, on the channel on which pg-boss notifies of new messages. */
async function listenForJobs(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    "select 'pgboss_' || left(encode(sha224('gaffer_queue'::bytea), 'hex'), 24) as channel",
  );
  client.on("notification", () => notifications.push(clockMs()));
  await client.query(`listen ${client.escapeIdentifier(rows[0].channel)}`);
  return client;
}

const calls = {
  /** `jobMs`: duration of each job. */
  async start({ jobMs, ...options }: Omit<WorkerOptions, "onJob"> & { jobMs: number }) {
    const onJob = ({ orgId, fileId }: ProbeJob) => {
      starts.push({ orgId, number: toNumber(fileId), at: clockMs() });
      completed++;
      return jobMs > 0 ? wait(jobMs) : undefined;
    };
    worker = await startWorker({ ...options, onJob });
    listener = await listenForJobs(options.databaseUrl);
  },
  /** Returns the starts of handlers since the last call of `takeStarts`, in order. */
  takeStarts(): HandlerStart[] {
    const taken = starts;
    starts = [];
    return taken;
  },
  /**
   * Returns the times at which this process received notifications of jobs since the last call of `takeNotifications`.
   * The times are values of `clockMs`, in order.
   */
  takeNotifications(): number[] {
    const taken = notifications;
    notifications = [];
    return taken;
  },
  startCount: () => completed,
  usage: processUsage,
};

export type WorkerCalls = typeof calls;

answerCalls(calls, async () => {
  await listener?.end();
  await worker?.stop();
});
