import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, desc, eq, inArray, sql } from "../../../db/drizzle.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { currentJobs } from "../../../db/job-schema.ts";
import { readByKeys, type Transaction } from "../../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../../http/cursor.ts";
import { notFound } from "../../../http/problem.ts";
import {
  type JobKey,
  type JobPart,
  type JobRow,
  partField,
  selectRow,
  summaryColumns,
  summaryFields,
} from "../job-rows.ts";
import type { ShowPart } from "../private-fields/private-fields.ts";
import { type SummaryRow, toSummary } from "../to-job.ts";
import { type JobFilters, queryBuilder, selectParts } from "./job-filters.ts";

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
             join current_jobs on current_jobs.org_id = wanted.org_id and current_jobs.id = wanted.id`,
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

/** Maximum number of jobs that counts and filtered statistics read. */
export const mostCounted = 10_000;

/** The keys of a page, newest first. */
function selectPage(orgId: string, filters: JobFilters, limit: number) {
  return selectParts(orgId, filters, limit).orderBy(sql`"id" desc`).limit(limit).as("page");
}

/** A page of the organization's jobs, newest first. */
export async function listJobs(
  pool: pg.Pool,
  orgId: string,
  query: OperationInput<"listJobs">["query"],
  show: ShowPart,
): Promise<Schemas["ListedJobPage"]> {
  const { limit, cursor, include = [], ...filters } = query;
  const scope = ["jobs", orgId, JSON.stringify(Object.entries(filters).sort())];
  const before = cursor === undefined ? undefined : decodeCursor(scope, cursor, isIdPosition)[0];
  const { sql: text, params } = selectJobs(orgId, { ...filters, before }, include, limit + 1).toSQL();
  // Only the statement without filters and parts is named: they make too many variants of its text.
  const named = include.length === 0 && Object.keys(filters).length === 0;
  const { rows } = await readByKeys(pool, [orgId], (sql) => sql(text, params, { named }));
  const toListed = (row: ListedRow): Schemas["ListedJob"] => ({
    ...toSummary(row),
    ...Object.fromEntries(include.map((part) => [part, show(row, part)])),
  });
  return toPage(rows as ListedRow[], limit, toListed, (last) => encodeCursor(scope, [last.id]));
}

/** Counts the organization's jobs that match the filters, up to 10,000. */
export async function countJobs(
  pool: pg.Pool,
  orgId: string,
  filters: OperationInput<"countJobs">["query"],
): Promise<Schemas["JobCount"]> {
  const { sql: text, params } = selectParts(orgId, filters, mostCounted + 1)
    .limit(mostCounted + 1)
    .toSQL();
  const { rows } = await readByKeys(pool, [orgId], (sql) =>
    sql(`select count(*)::int as count from (${text}) as found`, params, { named: false }),
  );
  const { count } = rows[0] as { count: number };
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}

/** A page of a job's children, newest first. Throws not-found for an unknown job. */
export async function listJobChildren(
  pool: pg.Pool,
  { orgId, jobId }: JobKey,
  { limit, cursor }: OperationInput<"listJobChildren">["query"],
): Promise<Schemas["JobSummaryPage"]> {
  const scope = ["children", orgId, jobId];
  const before = cursor === undefined ? undefined : decodeCursor(scope, cursor, isIdPosition)[0];
  const { sql: text, params } = selectJobs(orgId, { parentId: jobId, before }, [], limit + 1).toSQL();
  const [parents, children] = await readByKeys(pool, [orgId], (sql) =>
    Promise.all([sql("select from jobs where org_id = $1 and id = $2", [orgId, jobId]), sql(text, params)]),
  );
  if (parents.rowCount === 0) throw notFound();
  return toPage(children.rows as SummaryRow[], limit, toSummary, (last) => encodeCursor(scope, [last.id]));
}

type ListedRow = SummaryRow & Partial<Pick<JobRow, JobPart>>;

/**
 * Finds the keys of a page first, and then reads each row of `current_jobs` by its key. In one join, the planner would
 * read all open jobs of the organization for each row if it had no statistics.
 */
export function selectJobs(orgId: string, filters: JobFilters, include: readonly JobPart[], limit: number) {
  const page = selectPage(orgId, filters, limit);
  const job = queryBuilder
    .select(Object.assign({}, summaryFields, ...include.map(partField)))
    .from(currentJobs)
    .where(and(eq(currentJobs.orgId, page.orgId), eq(currentJobs.id, page.id)))
    .limit(1)
    .as("job");
  return queryBuilder.select({ job: sql`"job".*` }).from(page).innerJoinLateral(job, sql`true`).orderBy(desc(page.id));
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
    .from(currentJobs)
    .where(and(eq(currentJobs.orgId, orgId), inArray(currentJobs.id, ids)));
  return rows.map(toSummary);
}
