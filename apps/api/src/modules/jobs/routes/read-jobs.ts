import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, desc, eq, gte, inArray, lt, pgCore, type SQL } from "../../../db/drizzle.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { readByKeys, type Transaction } from "../../../db/org-scope.ts";
import { jobs } from "../../../db/schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../../http/cursor.ts";
import { firstIdAt } from "../../../new-id.ts";
import { type JobKey, type JobRow, rowFields, selectRow, summaryColumns } from "../jobs-table.ts";
import { toJob, toJobState } from "../to-job.ts";

export async function getJob({ sql }: Transaction, orgId: string, jobId: string): Promise<JobRow | undefined> {
  const { rows } = await sql(`select ${selectRow} from jobs where org_id = $1 and id = $2`, [orgId, jobId]);
  return rows[0];
}

/**
 * Maximum numbers of reads that share a statement, and of running statements. Further reads wait for the next
 * statement.
 */
const groupLimits = { maxSize: 200, inFlight: 2 };

/** Returns a function that reads a job. Reads that arrive together, also of several organizations, share a statement. */
export function createJobReader(pool: pg.Pool): (key: JobKey) => Promise<JobRow | undefined> {
  const reads = createGroupCommit<JobKey, JobRow | undefined>({
    async commit(keys) {
      const orgIds = [...new Set(keys.map(({ orgId }) => orgId))];
      const { rows } = await readByKeys(pool, orgIds, (sql) =>
        sql(
          `select place::int, ${selectRow}
             from unnest($1::uuid[], $2::uuid[]) with ordinality as wanted (org_id, id, place)
             join jobs on jobs.org_id = wanted.org_id and jobs.id = wanted.id`,
          [keys.map(({ orgId }) => orgId), keys.map(({ jobId }) => jobId)],
        ),
      );
      const found = new Map(rows.map(({ place, ...row }) => [place, row as JobRow]));
      return keys.map((_, index) => found.get(index + 1));
    },
    sizeOf: () => 1,
    ...groupLimits,
  });
  return reads.submit;
}

const queryBuilder = new pgCore.QueryBuilder();

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
    endedBefore && lt(jobs.endedAt, new Date(endedBefore)),
  ];
  return and(eq(jobs.orgId, orgId), ...conditions.map((condition) => condition || undefined));
}

/** A page of the organization's jobs, newest first. */
export async function listJobs(
  pool: pg.Pool,
  orgId: string,
  query: OperationInput<"listJobs">["query"],
): Promise<Schemas["JobPage"]> {
  const { limit, cursor, status, type, createdBy, scheduleId, createdFrom, createdBefore } = query;
  const filters = [status, type, createdBy, scheduleId, createdFrom, createdBefore];
  const scope = ["jobs", orgId, ...filters.map((part) => part ?? null)];
  const isBefore = cursor ? lt(jobs.id, decodeCursor(scope, cursor, isIdPosition)[0]) : undefined;
  const { sql: text, params } = queryBuilder
    .select(rowFields)
    .from(jobs)
    .where(and(matching(orgId, query), isBefore))
    .orderBy(desc(jobs.id))
    .limit(limit + 1)
    .toSQL();
  // Only the statement without filters is named: filters make too many variants of its text.
  const named = filters.every((filter) => filter === undefined);
  const { rows } = await readByKeys(pool, [orgId], (sql) => sql(text, params, { named }));
  return toPage(rows as JobRow[], limit, toJob, (last) => encodeCursor(scope, [last.id]));
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
