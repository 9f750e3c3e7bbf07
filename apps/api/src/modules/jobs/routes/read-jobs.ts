import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, gte, inArray, lt, type SQL } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { jobs } from "../../../db/schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../../http/cursor.ts";
import { firstIdAt } from "../../../new-id.ts";
import { type JobRow, summaryColumns } from "../jobs-table.ts";
import { toJob, toJobState } from "../to-job.ts";

export async function getJob(tx: Transaction, orgId: string, jobId: string): Promise<JobRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  return row;
}

/** The condition for an organization's jobs that match all filters. */
export function matching(orgId: string, filters: Schemas["RetrySelection"]): SQL | undefined {
  const { ids, status, type, createdBy, scheduleId, createdFrom, createdBefore, endedBefore } = filters;
  const conditions = [
    ids && inArray(jobs.id, ids),
    status && eq(jobs.status, status),
    type && eq(jobs.type, type),
    createdBy && eq(jobs.createdBy, createdBy),
    scheduleId && eq(jobs.scheduleId, scheduleId),
    createdFrom && gte(jobs.id, firstIdAt(createdFrom)),
    createdBefore && lt(jobs.id, firstIdAt(createdBefore)),
    endedBefore && lt(jobs.completedAt, new Date(endedBefore)),
  ];
  return and(eq(jobs.orgId, orgId), ...conditions.map((condition) => condition || undefined));
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
  const rows = await tx.db
    .select()
    .from(jobs)
    .where(and(matching(orgId, query), cursor ? lt(jobs.id, decodeCursor(scope, cursor, isIdPosition)[0]) : undefined))
    .orderBy(desc(jobs.id))
    .limit(limit + 1);
  return toPage(rows, limit, toJob, (last) => encodeCursor(scope, [last.id]));
}

/** The organization's jobs with these ids, without inputs and outputs. */
export async function readJobSummaries(
  tx: Transaction,
  orgId: string,
  ids: string[],
): Promise<Schemas["JobSummary"][]> {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .select(summaryColumns)
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), inArray(jobs.id, ids)));
  return rows.map((row) => toJobState(row) as Schemas["JobSummary"]);
}
