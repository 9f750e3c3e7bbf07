import type { JobType } from "@gaffer/contracts/server";
import { type OutgoingMessage, queuedTypeOf } from "./message.ts";
import type { JobRow } from "./to-job.ts";

export type { JobRow } from "./to-job.ts";

/** What of a row its message needs. */
export type QueuedRow = Pick<
  JobRow,
  "id" | "orgId" | "messageId" | "type" | "crashes" | "priority" | "runAt" | "timeoutSeconds"
>;

/** The message of a job's coming run, in its organization's turn. A delayed one comes due at `runAt`. */
export function toMessage(row: QueuedRow, turn: number, { delayed }: { delayed: boolean }): OutgoingMessage {
  return {
    id: row.messageId,
    jobId: row.id,
    orgId: row.orgId,
    type: row.type as JobType,
    queuedType: queuedTypeOf(row),
    turn,
    ...(delayed && { runAt: row.runAt }),
    timeoutSeconds: row.timeoutSeconds,
  };
}
