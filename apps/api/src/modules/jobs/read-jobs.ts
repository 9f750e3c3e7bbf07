import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, gte, lt, type SQL } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { type JobRow, toJob } from "./to-job.ts";

export async function getJob(tx: Transaction, orgId: string, jobId: string): Promise<JobRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  return row;
}

/** A page of the organization's jobs, newest first. */
export async function listJobs(
  tx: Transaction,
  orgId: string,
  query: OperationInput<"listJobs">["query"],
): Promise<Schemas["JobPage"]> {
  const { limit, cursor, status, type, createdBy, scheduleId, createdFrom, createdBefore } = query;
  const filters = [status, type, createdBy, scheduleId, createdFrom, createdBefore];
  const scope = ["jobs", orgId, ...filters.map((part) => part ?? null)];
  const conditions: (SQL | undefined)[] = [
    eq(jobs.orgId, orgId),
    status && eq(jobs.status, status),
    type && eq(jobs.type, type),
    createdBy && eq(jobs.createdBy, createdBy),
    scheduleId && eq(jobs.scheduleId, scheduleId),
    createdFrom && gte(jobs.id, firstIdAt(createdFrom)),
    createdBefore && lt(jobs.id, firstIdAt(createdBefore)),
    cursor && lt(jobs.id, decodeCursor(scope, cursor, isIdPosition)[0]),
  ].map((condition) => condition || undefined);
  const rows = await tx.db
    .select()
    .from(jobs)
    .where(and(...conditions))
    .orderBy(desc(jobs.id))
    .limit(limit + 1);
  return toPage(rows, limit, toJob, (last) => encodeCursor(scope, [last.id]));
}

/** The smallest id that a job created at this instant, or after it, can have: an id begins with its time. */
function firstIdAt(instant: string): string {
  // `Date` drops what is finer than a millisecond; the first whole one at or after the instant is meant.
  const finer = /\.\d{3}\d*[1-9]/.test(instant) ? 1 : 0;
  const hex = Math.max(0, Date.parse(instant) + finer)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
