import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import type { JobRow } from "./to-job.ts";

/** Where workers hear that a running job is to stop; the payload is the message of its run. */
export const cancelChannel = "gaffer_cancel";

/**
 * Cancels a pending job at once and asks the worker of a running one to stop it. The message of a pending job stays
 * where it is: whoever fetches it finds that the job doesn't wait for it and drops it.
 */
export async function cancelJob(tx: Transaction, orgId: string, jobId: string, now: Date): Promise<JobRow> {
  const own = and(eq(jobs.orgId, orgId), eq(jobs.id, jobId));
  const [row] = await tx.db.select().from(jobs).where(own).for("update");
  if (!row) throw notFound();
  switch (row.status) {
    case "pending":
      return update(tx, own, { status: "cancelled", admission: null, cancelRequestedAt: now, completedAt: now });
    case "processing":
      await tx.db.execute(sql`select pg_notify(${cancelChannel}, ${row.messageId})`);
      return row.cancelRequestedAt ? row : update(tx, own, { cancelRequestedAt: now });
    case "cancelled":
      return row;
    default:
      throw new ProblemError("conflict", `The job has ${row.status}: only a pending or running one can be cancelled.`);
  }
}

async function update(tx: Transaction, where: ReturnType<typeof and>, set: Partial<JobRow>): Promise<JobRow> {
  const [row] = await tx.db.update(jobs).set(set).where(where).returning();
  return row as JobRow;
}
