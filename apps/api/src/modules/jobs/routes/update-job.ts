import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../../db/org-scope.ts";
import { assertMatches, versionOf } from "../../../http/preconditions.ts";
import { invalid, notFound, ProblemError } from "../../../http/problem.ts";
import { newId } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import * as jobChanges from "../job-changes.ts";
import { getJob, type JobRow } from "../job-rows.ts";
import { lockJob, lockMessage } from "../lock-jobs.ts";
import { queuedTypeOf, toMessage } from "../queue/message.ts";
import { admissionState } from "../states.ts";

/** The message of the fault of an `expiresAt` that is too early. */
export const mustBeLater = "must be later than now and than runAt";

const { admitted, parked, delayed, held } = admissionState;

/** The version of a job: a hash of the fields that `updateJob` changes. */
export const jobVersion = ({ priority, runAt, expiresAt, timeoutSeconds, maxAttempts, tags, metadata }: JobRow) =>
  versionOf({ priority, runAt, expiresAt, timeoutSeconds, maxAttempts, tags, metadata });

interface JobUpdate {
  orgId: string;
  jobId: string;
  changes: Omit<Schemas["UpdateJobRequest"], "runAt" | "expiresAt"> & { runAt?: Date; expiresAt?: Date | null };
  ifMatch: string | undefined;
  now: Date;
}

/**
 * Changes a pending job. If the change affects its place in the queue, the job gets a new message: it is parked and
 * admitted again, or delayed.
 */
export async function updateJob(
  tx: Transaction,
  { admission, queue }: Pick<Services, "admission" | "queue">,
  { orgId, jobId, changes, ifMatch, now }: JobUpdate,
): Promise<JobRow> {
  const row = await lockJob(tx, { orgId, jobId });
  if (!row) throw notFound();
  if (row.status !== "pending") {
    const detail = `The job is ${row.status}. Only pending jobs can be changed.`;
    throw new ProblemError("job-not-pending", detail);
  }
  assertMatches(ifMatch, jobVersion(row));
  const next = { ...row, ...changes };
  if (changes.runAt || changes.expiresAt) assertStartsInTime(next, now);
  if (changes.tags || changes.metadata) await jobChanges.updateTerms(tx, row, next);
  if (needsMessage(row, next, now)) await requeue(tx, { admission, queue }, { row, next, now });
  else await jobChanges.update(tx, next);
  return (await getJob(tx, orgId, jobId)) as JobRow;
}

/** Throws a problem if the job would expire before its first start. */
function assertStartsInTime({ attempt, runAt, expiresAt }: JobRow, now: Date): void {
  if (attempt > 0 || !expiresAt || (expiresAt > now && expiresAt > runAt)) return;
  throw invalid({ in: "body", pointer: "/expiresAt", code: "too_early", message: mustBeLater });
}

/** Gives a changed job a new message. */
async function requeue(
  tx: Transaction,
  { admission, queue }: Pick<Services, "admission" | "queue">,
  { row, next, now }: { row: JobRow; next: JobRow; now: Date },
): Promise<void> {
  // A worker that has locked the message waits for the job's row. It then drops the message and frees its place.
  const removes = (row.admission === admitted || row.admission === delayed) && (await lockMessage(tx, row));
  if (removes) await queue.remove(tx, queuedTypeOf(row), [{ id: row.messageId }]);
  const isDelayed = next.runAt > now;
  const waits = row.concurrencyKey ? held : parked;
  const requeued = { ...next, messageId: newId(), admission: isDelayed ? delayed : waits };
  await jobChanges.update(tx, requeued);
  // A delayed job gets its virtual start time when it is due.
  if (isDelayed) await queue.insert(tx, [toMessage(requeued, 0, { delayed: true })]);
  await releaseHeld(tx, [row]);
  const left = removes && row.admission === admitted ? 1 : 0;
  await admission.admitParked(tx, { left: new Map([[row.orgId, left]]) });
}

/**
 * Whether the change needs a new message. A parked job has none, and a delayed one gets its priority when it is due. A
 * held job may get a place of its key that became free while its row was locked.
 */
function needsMessage(before: JobRow, after: JobRow, now: Date): boolean {
  if (before.admission === held) return true;
  if (after.runAt > now) return before.admission !== delayed || before.runAt.getTime() !== after.runAt.getTime();
  return before.admission === delayed || (before.admission === admitted && before.priority !== after.priority);
}
