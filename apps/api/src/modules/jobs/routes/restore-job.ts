import type { Transaction } from "../../../db/org-scope.ts";
import { notFound, ProblemError } from "../../../http/problem.ts";
import { newId } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import { takePlaces } from "../admission/admission.ts";
import { lockKeys, releaseHeld } from "../admission/concurrency-keys.ts";
import { type OrgCounters, readCounters } from "../admission/in-flight-counters.ts";
import * as jobChanges from "../job-changes.ts";
import { getJob, type JobRow } from "../job-rows.ts";
import { lockJob, lockMessage } from "../lock-jobs.ts";
import { toMessage } from "../queue/message.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { type AdmissionState, accepts, admissionState, restorableMs } from "../states.ts";
import { retakeUniqueKeys } from "../unique-keys.ts";

/** The restored job's place in the queue. `inserts`: a new message has to be inserted. */
interface Place {
  admission: AdmissionState;
  messageId: string;
  inserts: boolean;
}

/** Undoes the cancellation of a pending job. The job gets its `runAt`, priority and place in the queue back. */
export async function restoreJob(
  tx: Transaction,
  { admission, queue }: Pick<Services, "admission" | "queue">,
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const row = await lockJob(tx, { orgId, jobId });
  if (!row) throw notFound();
  assertRestorable(row, now);
  await retakeUniqueKeys(tx, orgId, [jobId]);
  await writeRunOutcomes(tx, [
    { orgId, jobId, scheduleId: row.scheduleId, concurrencyKey: row.concurrencyKey, status: "pending" },
  ]);
  // Lock order: the counters come after jobs, schedules and concurrency keys.
  if (row.concurrencyKey) await lockKeys(tx, [row]);
  const counters = await readCounters(tx, [orgId], { lock: true });
  const refusal = takePlaces(counters, [row]);
  if (refusal) throw refusal;

  const hasRoom = admission.hasRoom(counters.byOrg.get(orgId) as OrgCounters);
  const place = await placeOf(tx, row, { hasRoom, now });
  const { messageId } = place;
  await jobChanges.restore(tx, { orgId, jobId, admission: place.admission, messageId });
  // The old message may have been removed. The new message of an admitted job goes to the front of the queue (virtual start time 0). The job was next when it was cancelled. A delayed job gets its virtual start time when it is due.
  const delayed = place.admission === admissionState.delayed;
  await releaseHeld(tx, [row]);
  if (place.inserts) await queue.insert(tx, [toMessage({ ...row, messageId }, 0, { delayed })]);
  const left = place.inserts && !delayed ? -1 : 0;
  await admission.admitParked(tx, { left: new Map([[orgId, left]]), ended: new Map([[orgId, -1]]) });
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

function assertRestorable(row: JobRow, now: Date): void {
  const { status, cancelRequestedAt, cancelledAdmission, endedAt, error } = row;
  const refuse = (detail: string) => {
    throw new ProblemError("job-not-restorable", detail);
  };
  if (status === "processing" && cancelRequestedAt)
    refuse("The job was running when it was cancelled, so it can't be restored. Wait until it stops, then retry it.");
  if (!accepts(status, "restore")) refuse(`The job is ${status}. Only cancelled jobs can be restored.`);
  if (!cancelledAdmission && error?.code === "expired")
    refuse("The job expired before it started, so it can't be restored. Retry it instead.");
  if (!cancelledAdmission)
    refuse("The job was running when it was cancelled, so it can't be restored. Retry it instead.");
  if (now.getTime() - (endedAt as Date).getTime() > restorableMs)
    refuse("The job was cancelled more than a minute ago, so it can't be restored. Retry it instead.");
}

/**
 * Decides the restored job's place. A message in the queue holds the old place. If the message is missing, a worker has
 * fetched and dropped it: the job would have started, so it is admitted first if there is room.
 */
async function placeOf(
  tx: Transaction,
  row: JobRow,
  { hasRoom, now }: { hasRoom: boolean; now: Date },
): Promise<Place> {
  const before = row.cancelledAdmission as AdmissionState;
  const { admitted, parked, delayed, held } = admissionState;
  // Another job may have taken the place of the key.
  if (row.concurrencyKey && before !== delayed) return { admission: held, messageId: newId(), inserts: false };
  if (before !== parked && (await lockMessage(tx, row)))
    return { admission: before, messageId: row.messageId, inserts: false };
  const messageId = newId();
  if (row.runAt > now) return { admission: delayed, messageId, inserts: true };
  if (row.concurrencyKey) return { admission: held, messageId, inserts: false };
  if (before === admitted && hasRoom) return { admission: admitted, messageId, inserts: true };
  return { admission: parked, messageId, inserts: false };
}
