import { v7 as uuidv7 } from "uuid";
import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import * as jobChanges from "../job-changes.ts";
import { hasMessage } from "../job-rows.ts";
import { lockQueued } from "../lock-jobs.ts";
import { messageTable, queueOfJob, toMessage } from "../queue/message.ts";
import { type AdmissionState, admissionState } from "../states.ts";
import type { Check, Finding } from "./check.ts";

interface FoundRow {
  orgId: string;
  id: string;
  messageId: string;
  finding: Finding;
}

/**
 * Pending rows whose message isn't in the queue, so that no worker would run them. Each gets a message with a new id,
 * so that the old one is stale if it returns. Due jobs are parked and admitted again.
 *
 * A running job needs no message: its worker or the rescuer settles it.
 */
export function rowsWithoutMessage({
  queue,
  admission,
  now,
}: Pick<Services, "queue" | "admission" | "now">): Check<FoundRow> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select open_jobs.org_id as "orgId", open_jobs.id, open_jobs.message_id as "messageId",
                case when message.id is null then 'message_missing' else 'message_ended' end as finding
           from open_jobs
           left join ${messageTable} as message
                  on message.queue = ${queueOfJob} and message.id = open_jobs.message_id
          where open_jobs.worker_id is null and ${hasMessage} and message.queued is not true
          limit $1`,
        [limit],
      );
      return rows as FoundRow[];
    },

    async settle(tx, found) {
      const locked = await lockQueued(tx, found);
      const isDelayed = (row: Queued & { runAt: Date }) =>
        row.admission === admissionState.delayed && row.runAt > now();
      const admissionOf = (row: (typeof locked)[number]) => {
        if (isDelayed(row)) return admissionState.delayed;
        return row.concurrencyKey ? admissionState.held : admissionState.parked;
      };
      const next = locked.map((row) => ({
        ...row,
        messageId: uuidv7(),
        admission: admissionOf(row),
      }));
      await jobChanges.replaceMessages(tx, next);
      // A delayed job gets its virtual start time when it is due.
      const delayed = next.filter((row) => row.admission === admissionState.delayed);
      await queue.insert(
        tx,
        delayed.map((row) => toMessage(row, 0, { delayed: true })),
      );
      await releaseHeld(tx, locked);
      await admission.admitParked(tx, { left: countLeft(locked.filter((row) => !isDelayed(row))) });
      return locked.map(({ finding }) => finding);
    },
  };
}

type Queued = { orgId: string; admission: AdmissionState };

/**
 * Counts, per organization, the rows that were counted as admitted. A delayed job is counted only when it is admitted.
 */
function countLeft(rows: readonly Queued[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const { orgId, admission } of rows)
    left.set(orgId, (left.get(orgId) ?? 0) + (admission === admissionState.admitted ? 1 : 0));
  return left;
}
