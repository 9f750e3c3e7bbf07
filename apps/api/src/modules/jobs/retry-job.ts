import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { type Admission, takePlaces } from "./admission.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import { readLoads } from "./org-loads.ts";
import type { JobRow } from "./to-job.ts";

/** Gives a failed or cancelled job one more attempt, at once. Its earlier attempts and logs stay. */
export async function retryJob(
  tx: Transaction,
  { admission, follow }: { admission: Admission; follow: FollowJobs },
  { orgId, jobId, now }: { orgId: string; jobId: string; now: Date },
): Promise<JobRow> {
  const own = and(eq(jobs.orgId, orgId), eq(jobs.id, jobId));
  const [row] = await tx.db.select().from(jobs).where(own).for("update");
  if (!row) throw notFound();
  if (row.status !== "failed" && row.status !== "cancelled") {
    throw new ProblemError("conflict", `The job is ${row.status}: only a failed or cancelled one can be retried.`);
  }
  const [retried] = (await tx.db
    .update(jobs)
    .set({
      status: "pending",
      admission: "waiting",
      trigger: "retry",
      messageId: newId(),
      maxAttempts: Math.max(row.maxAttempts, row.attempt - row.lostAttempts + 1),
      progress: 0,
      progressMessage: null,
      runAt: now,
      cancelRequestedAt: null,
      completedAt: null,
    })
    .where(own)
    .returning()) as [JobRow];
  const { scheduleId } = row;
  if (scheduleId) await follow(tx, [{ orgId, jobId, scheduleId, status: "pending" }]);
  // Loads are locked after schedules, by everybody.
  const refusal = takePlaces(await readLoads(tx, [orgId], { lock: true }), [row]);
  if (refusal) throw refusal;
  await admission.admitWaiting(tx, { left: new Map([[orgId, 0]]), ended: new Map([[orgId, -1]]) });
  return retried;
}
