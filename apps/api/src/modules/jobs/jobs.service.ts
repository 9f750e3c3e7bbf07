import { randomInt } from "node:crypto";
import type { JobType } from "@gaffer/contracts/server";
import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import type { JobHandlers } from "./handlers/registry.ts";
import type { NewJob, Priority } from "./handlers/types.ts";
import type { JobQueue, OutgoingMessage } from "./job-queue.ts";
import type { JobRow } from "./to-job.ts";

/** Who a job belongs to, who asked for it, and why. */
export interface JobOwner {
  orgId: string;
  createdBy: string;
  trigger?: "api" | "schedule" | "manual";
}

export interface JobsServiceOptions {
  queue: JobQueue;
  handlers: JobHandlers;
  now: () => Date;
  /** Opens a transaction in which the organization's rows can be written. */
  transact: <Result>(orgId: string, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
}

export type JobsService = ReturnType<typeof createJobsService>;

export function createJobsService({ queue, handlers, now, transact }: JobsServiceOptions) {
  /** Creates the rows and their messages: all when the transaction commits, none otherwise. In the given order. */
  async function createJobs(tx: Transaction, owner: JobOwner, newJobs: readonly NewJob[]): Promise<JobRow[]> {
    const createdAt = now();
    // Lists are ordered by id, which begins with `createdAt` and goes on with a count, so that it keeps this order.
    const first = randomInt(2 ** 31);
    const rows = newJobs.map((job, index) => {
      const id = uuidv7({ msecs: createdAt.getTime(), seq: first + index });
      return toRow(id, owner, job, createdAt, handlers.get(job.type));
    });
    await tx.db.insert(jobs).values(rows);
    await queue.insert(
      tx,
      rows.map((row) => toMessage(row, createdAt)),
    );
    return rows;
  }

  return {
    createJobs,

    /** Creates a job: its row and its message, in one transaction. */
    createAndEnqueueJob(job: JobOwner & NewJob): Promise<JobRow> {
      const { orgId, createdBy, trigger, ...newJob } = job;
      const owner = { orgId, createdBy, ...(trigger && { trigger }) };
      return transact(orgId, async (tx) => {
        const [row] = await createJobs(tx, owner, [newJob]);
        return row as JobRow;
      });
    },
  };
}

function toRow(
  id: string,
  { orgId, createdBy, trigger = "api" }: JobOwner,
  job: NewJob,
  createdAt: Date,
  defaults: { timeoutSeconds: number; maxAttempts: number },
): JobRow {
  return {
    orgId,
    id,
    type: job.type,
    status: "pending",
    priority: job.priority ?? "normal",
    progress: 0,
    progressMessage: null,
    input: job.input,
    output: null,
    error: null,
    attempt: 0,
    lostAttempts: 0,
    crashes: 0,
    maxAttempts: job.maxAttempts ?? defaults.maxAttempts,
    messageId: uuidv7(),
    workerId: null,
    runAt: job.runAt ?? createdAt,
    timeoutSeconds: job.timeoutSeconds ?? defaults.timeoutSeconds,
    createdBy,
    trigger,
    cancelRequestedAt: null,
    createdAt,
    startedAt: null,
    completedAt: null,
  };
}

type QueuedRow = Pick<JobRow, "id" | "orgId" | "messageId" | "type" | "priority" | "runAt" | "timeoutSeconds">;

/** The message of a job's coming run. */
export function toMessage(row: QueuedRow, now: Date): OutgoingMessage {
  return {
    id: row.messageId,
    jobId: row.id,
    orgId: row.orgId,
    type: row.type as JobType,
    priority: row.priority as Priority,
    ...(row.runAt > now && { runAt: row.runAt }),
    timeoutSeconds: row.timeoutSeconds,
  };
}
