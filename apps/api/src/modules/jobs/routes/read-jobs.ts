import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import {
  and,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  type PgColumn,
  type PgTable,
  pgCore,
  type SQL,
  sql,
} from "../../../db/drizzle.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { readByKeys, type Transaction } from "../../../db/org-scope.ts";
import { currentJobs, endedJobs, jobs, openJobs } from "../../../db/schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../../http/cursor.ts";
import { notFound } from "../../../http/problem.ts";
import { firstIdAt } from "../../../new-id.ts";
import {
  type JobKey,
  type JobPart,
  type JobRow,
  partField,
  selectRow,
  summaryColumns,
  summaryFields,
} from "../job-rows.ts";
import { isOpen, type JobStatus } from "../states.ts";
import { type SummaryRow, toSummary } from "../to-job.ts";

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

const queryBuilder = new pgCore.QueryBuilder();

/** Filters of lists and bulk changes. */
export type JobFilters = Schemas["RetrySelection"] & {
  /** Only jobs that the handler of this job created. */
  parentId?: string;
  /** Only jobs with a smaller id. */
  before?: string | undefined;
  /** Only open jobs whose cancellation wasn't requested. */
  cancelRequested?: false;
};

/** Whether locked rows are waited for or skipped. */
export type Lock = "wait" | "skip";

/**
 * Selects the keys of an organization's jobs that match all filters. The caller orders them by `id` and limits them.
 *
 * With a status, the keys come from the index of its table, and the other filters apply to one row of `jobs` at a time.
 * The subquery and `is not distinct from` keep the planner from other orders of joining and other indexes. Without
 * statistics it would read all jobs of a type for each key.
 *
 * `lock`: with a status, locks the row of `jobs` of each key.
 */
export function selectKeys(orgId: string, filters: JobFilters, lock?: Lock) {
  const { ids, status, type, createdBy, scheduleId, createdFrom, createdBefore, endedBefore, before } = filters;
  const { table, hasStatus } = sourceOf(status);
  const isKey = [
    eq(table.orgId, orgId),
    ids ? inArray(table.id, ids) : undefined,
    before ? lt(table.id, before) : undefined,
    createdFrom ? gte(table.id, firstIdAt(createdFrom)) : undefined,
    createdBefore ? lt(table.id, firstIdAt(createdBefore)) : undefined,
    hasStatus,
    filters.cancelRequested === false ? isNull(openJobs.cancelRequestedAt) : undefined,
  ];
  const is = (column: PgColumn, value: string) =>
    status ? sql`${column} is not distinct from ${value}` : eq(column, value);
  const isJob = [
    type ? is(jobs.type, type) : undefined,
    createdBy ? is(jobs.createdBy, createdBy) : undefined,
    scheduleId ? is(jobs.scheduleId, scheduleId) : undefined,
    filters.parentId ? is(jobs.parentId, filters.parentId) : undefined,
    endedBefore ? lt(jobs.endedAt, new Date(endedBefore)) : undefined,
  ];
  const keys = queryBuilder.select({ orgId: table.orgId, id: table.id }).from(table).$dynamic();
  if (!status) return { table, keys: keys.where(and(...isKey, ...isJob)) };
  const isSame = [eq(jobs.orgId, table.orgId), eq(jobs.id, table.id)];
  const job = queryBuilder
    .select({ found: sql`1`.as("found") })
    .from(jobs)
    .where(and(...isSame, ...isJob, isOpen(status) ? undefined : is(jobs.status, status)))
    .limit(1)
    .$dynamic();
  const locked = lock ? job.for("update", lock === "skip" ? { skipLocked: true } : {}) : job;
  return { table, keys: keys.innerJoinLateral(locked.as("job"), sql`true`).where(and(...isKey)) };
}

interface JobSource {
  table: PgTable & Record<"orgId" | "id", PgColumn>;
  hasStatus: SQL | undefined;
}

/** The table whose index has the jobs with this status, and the condition for the status. */
function sourceOf(status: JobStatus | undefined): JobSource {
  if (status === undefined) return { table: jobs, hasStatus: undefined };
  if (status === "pending") return { table: openJobs, hasStatus: isNull(openJobs.workerId) };
  if (status === "processing") return { table: openJobs, hasStatus: isNotNull(openJobs.workerId) };
  return { table: endedJobs, hasStatus: eq(endedJobs.status, status) };
}

/** A page of the organization's jobs, newest first. */
export async function listJobs(
  pool: pg.Pool,
  orgId: string,
  query: OperationInput<"listJobs">["query"],
): Promise<Schemas["ListedJobPage"]> {
  const { limit, cursor, include = [], status, type, createdBy, scheduleId, createdFrom, createdBefore } = query;
  const filters = [status, type, createdBy, scheduleId, createdFrom, createdBefore];
  const scope = ["jobs", orgId, ...filters.map((part) => part ?? null)];
  const before = cursor === undefined ? undefined : decodeCursor(scope, cursor, isIdPosition)[0];
  const { sql: text, params } = selectJobs(orgId, { ...query, before }, include, limit + 1).toSQL();
  // Only the statement without filters and parts is named: they make too many variants of its text.
  const named = include.length === 0 && filters.every((filter) => filter === undefined);
  const { rows } = await readByKeys(pool, [orgId], (sql) => sql(text, params, { named }));
  const toListed = (row: ListedRow): Schemas["ListedJob"] => ({
    ...toSummary(row),
    ...Object.fromEntries(include.map((part) => [part, row[part]])),
  });
  return toPage(rows as ListedRow[], limit, toListed, (last) => encodeCursor(scope, [last.id]));
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
function selectJobs(orgId: string, filters: JobFilters, include: readonly JobPart[], limit: number) {
  const { table, keys } = selectKeys(orgId, filters);
  const page = keys.orderBy(desc(table.id)).limit(limit).as("page");
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
