import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { type Admission, takePlaces } from "./admission.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import type { JobQueue } from "./job-queue.ts";
import { messageTable, queuedTypeOf, queueName } from "./message.ts";
import { type Load, readLoads } from "./org-loads.ts";
import { getJob } from "./read-jobs.ts";
import { type JobRow, toMessage } from "./to-message.ts";

/** How long after its cancellation a job can be restored. As long the reconciler leaves its message in the queue. */
export const restorableMs = 60_000;

export interface Restoring {
  admission: Admission;
  follow: FollowJobs;
  queue: JobQueue;
}

/** Where a restored job stands with the queue, and the message that has to be inserted for that, if any. */
interface Place {
  admission: "admitted" | "waiting" | "delayed";
  messageId: string;
  inserts: boolean;
}

/** Undoes the cancellation of a pending job: it is pending again, with its `runAt`, its priority and its place in the queue. */
export async function restoreJob(
  tx: Transaction,
  { admission, follow, queue }: Restoring,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const own = and(eq(jobs.orgId, orgId), eq(jobs.id, jobId));
  const [row] = await tx.db.select().from(jobs).where(own).for("update");
  if (!row) throw notFound();
  assertRestorable(row, now);
  const { scheduleId } = row;
  if (scheduleId) await follow(tx, [{ orgId, jobId, scheduleId, status: "pending" }]);
  // Everyone locks the counters after jobs and schedules.
  const loads = await readLoads(tx, [orgId], { lock: true });
  const refusal = takePlaces(loads, [row]);
  if (refusal) throw refusal;

  const hasRoom = admission.hasRoom(loads.byOrg.get(orgId) as Load);
  const place = await placeOf(tx, row, { hasRoom, now });
  const { messageId } = place;
  await tx.sql(
    `update jobs set status = 'pending', admission = $3, message_id = $4, cancelled_admission = null,
            cancel_requested_at = null, completed_at = null
      where org_id = $1 and id = $2`,
    [orgId, jobId, place.admission, messageId],
  );
  // At the front: an admitted job had reached its virtual start time, and a delayed one gets its own when it is due.
  const delayed = place.admission === "delayed";
  if (place.inserts) await queue.insert(tx, [toMessage({ ...row, messageId }, 0, { delayed })]);
  const left = place.inserts && !delayed ? -1 : 0;
  await admission.admitWaiting(tx, { left: new Map([[orgId, left]]), ended: new Map([[orgId, -1]]) });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

function assertRestorable({ status, cancelRequestedAt, cancelledAdmission, completedAt }: JobRow, now: Date): void {
  const refuse = (detail: string) => {
    throw new ProblemError("conflict", detail);
  };
  if (status === "processing" && cancelRequestedAt)
    refuse("The job was running when it was cancelled, so it can't be restored. Wait until it stops, then retry it.");
  if (status !== "cancelled") refuse(`The job is ${status}. Only cancelled jobs can be restored.`);
  if (!cancelledAdmission)
    refuse("The job was running when it was cancelled, so it can't be restored. Retry it instead.");
  if (now.getTime() - (completedAt as Date).getTime() > restorableMs)
    refuse("The job was cancelled more than a minute ago, so it can't be restored. Retry it instead.");
}

/**
 * A message that is still in the queue holds the job's place there, so the job keeps it. One that is gone was fetched and dropped
 * meanwhile: the job would have started, and is the first to be admitted if there is room.
 */
async function placeOf(
  tx: Transaction,
  row: JobRow,
  { hasRoom, now }: { hasRoom: boolean; now: Date },
): Promise<Place> {
  const before = row.cancelledAdmission as Place["admission"];
  if (before !== "waiting" && (await lockMessage(tx, row)))
    return { admission: before, messageId: row.messageId, inserts: false };
  const messageId = newId();
  if (row.runAt > now) return { admission: "delayed", messageId, inserts: true };
  if (before === "admitted" && hasRoom) return { admission: "admitted", messageId, inserts: true };
  return { admission: "waiting", messageId, inserts: false };
}

/**
 * Keeps the job's message from being fetched before this transaction ends; false: it is gone. `skip locked`, because a transaction
 * that holds it is about to drop it, and may wait for the job's row.
 */
async function lockMessage(tx: Transaction, row: JobRow): Promise<boolean> {
  const { rows } = await tx.sql(
    `select 1 from ${messageTable} as message where queue = $1 and id = $2 and queued for update skip locked`,
    [queueName(queuedTypeOf(row)), row.messageId],
  );
  return rows.length > 0;
}
