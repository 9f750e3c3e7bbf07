import type { Transaction } from "../../db/org-scope.ts";
import type { JobRow } from "./to-job.ts";

/** Inserts the rows of new jobs in one statement with one parameter, however many they are. */
export async function insertJobRows(tx: Transaction, rows: readonly JobRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql(
    `insert into jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds,
                       created_by, trigger, schedule_id, created_at, admission)
     select "orgId", id, type, 'pending', priority, input, "maxAttempts", "messageId", "runAt", "timeoutSeconds",
            "createdBy", trigger, "scheduleId", "createdAt", admission
       from json_to_recordset($1) as job ("orgId" uuid, id uuid, type text, priority text, input json,
            "maxAttempts" int, "messageId" uuid, "runAt" timestamptz, "timeoutSeconds" int, "createdBy" text,
            trigger text, "scheduleId" uuid, "createdAt" timestamptz, admission text)`,
    [JSON.stringify(rows.map(toNewRow))],
  );
}

/** What isn't null or zero in a new row: the rest would only be written and read again. */
function toNewRow(row: JobRow) {
  const { orgId, id, type, priority, input, maxAttempts, messageId, runAt, timeoutSeconds, createdBy } = row;
  const { trigger, scheduleId, createdAt, admission } = row;
  return {
    orgId,
    id,
    type,
    priority,
    input,
    maxAttempts,
    messageId,
    runAt,
    timeoutSeconds,
    createdBy,
    trigger,
    scheduleId: scheduleId ?? undefined,
    createdAt,
    admission,
  };
}
