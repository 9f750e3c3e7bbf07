import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "../../../db/org-scope.ts";
import type { Admission } from "../admission.ts";
import type { JobQueue } from "../job-queue.ts";
import { messageTable, queueOfJob } from "../message.ts";
import { type QueuedRow, toMessage } from "../to-message.ts";
import type { Check, Finding } from "./check.ts";

interface FoundRow {
  orgId: string;
  id: string;
  messageId: string;
  finding: Finding;
}

type LockedRow = QueuedRow & { admission: string; finding: Finding };

export interface RowsWithoutMessageOptions {
  queue: JobQueue;
  admission: Admission;
  now: () => Date;
}

/**
 * Pending rows whose message isn't in the queue any more: nobody would ever run them. They get a message of another id, so
 * that the old one is stale should it come back, and those that are due get in line again.
 *
 * A running job needs no message: its worker settles it, or whoever finds that worker lost.
 */
export function rowsWithoutMessage({ queue, admission, now }: RowsWithoutMessageOptions): Check<FoundRow> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select jobs.org_id as "orgId", jobs.id, jobs.message_id as "messageId",
                case when message.id is null then 'message_missing' else 'message_ended' end as finding
           from jobs
           left join ${messageTable} as message
                  on message.queue = ${queueOfJob} and message.id = jobs.message_id
          where jobs.status = 'pending' and jobs.admission in ('admitted', 'delayed') and message.queued is not true
          limit $1`,
        [limit],
      );
      return rows as FoundRow[];
    },

    async settle(tx, found) {
      const locked = await lockRows(tx, found);
      const isDelayed = (row: LockedRow) => row.admission === "delayed" && row.runAt > now();
      const next = locked.map((row) => ({
        ...row,
        messageId: uuidv7(),
        admission: isDelayed(row) ? "delayed" : "waiting",
      }));
      await saveRows(tx, next);
      // Its turn is taken when it is due.
      const delayed = next.filter((row) => row.admission === "delayed");
      await queue.insert(
        tx,
        delayed.map((row) => toMessage(row, 0, { delayed: true })),
      );
      await admission.admitWaiting(tx, { left: countLeft(locked.filter((row) => !isDelayed(row))) });
      return locked.map(({ finding }) => finding);
    },
  };
}

/** A row gets a message in no other way than together with its id: the same `message_id` means that nobody was here. */
async function lockRows(tx: Transaction, found: readonly FoundRow[]): Promise<LockedRow[]> {
  const { rows } = await tx.sql(
    `select jobs.org_id as "orgId", jobs.id, jobs.type, jobs.crashes, jobs.priority, jobs.message_id as "messageId", jobs.run_at as "runAt",
            jobs.timeout_seconds as "timeoutSeconds", jobs.admission, found.finding
       from json_to_recordset($1) as found ("orgId" uuid, id uuid, "messageId" uuid, finding text)
       join jobs on jobs.org_id = found."orgId" and jobs.id = found.id and jobs.message_id = found."messageId"
      where jobs.status = 'pending' and jobs.admission in ('admitted', 'delayed')
        for update of jobs skip locked`,
    [JSON.stringify(found)],
  );
  return rows as LockedRow[];
}

async function saveRows(tx: Transaction, rows: readonly LockedRow[]): Promise<void> {
  const next = rows.map(({ orgId, id, messageId, admission }) => ({ orgId, id, messageId, admission }));
  await tx.sql(
    `update jobs set message_id = next."messageId", admission = next.admission
       from json_to_recordset($1) as next ("orgId" uuid, id uuid, "messageId" uuid, admission text)
      where jobs.org_id = next."orgId" and jobs.id = next.id`,
    [JSON.stringify(next)],
  );
}

/** How many of each organization were counted as admitted. One that was delayed wasn't, and gets in line for the first time. */
function countLeft(rows: readonly LockedRow[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const { orgId, admission } of rows) left.set(orgId, (left.get(orgId) ?? 0) + (admission === "admitted" ? 1 : 0));
  return left;
}
