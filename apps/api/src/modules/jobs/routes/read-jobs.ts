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
  type PgView,
  pgCore,
  type SQL,
  sql,
} from "../../../db/drizzle.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { readByKeys, type Transaction } from "../../../db/org-scope.ts";
import { currentJobs, endedJobs, jobs, openJobs } from "../../../db/schema.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../../http/cursor.ts";
import { firstIdAt } from "../../../new-id.ts";
import { type JobKey, type JobRow, rowFields, selectRow, summaryColumns } from "../job-rows.ts";
import { isOpen, type JobStatus } from "../states.ts";
import { toJob, toJobState } from "../to-job.ts";

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
 * `lock`: locks the row of `jobs` of each key.
 */
export function selectKeys(orgId: string, filters: JobFilters & { status: JobStatus }, lock?: Lock) {
  const { status, cancelRequested } = filters;
  const { table, hasStatus } = sourceOf(status);
  const isUnasked = cancelRequested === false ? isNull(openJobs.cancelRequestedAt) : undefined;
  const is = (column: PgColumn, value: string) => sql`${column} is not distinct from ${value}`;
  const sameJob = [eq(jobs.orgId, table.orgId), eq(jobs.id, table.id)];
  const job = queryBuilder
    .select({ found: sql`1`.as("found") })
    .from(jobs)
    .where(and(...sameJob, ...jobMatches(jobs, filters, is), isOpen(status) ? undefined : is(jobs.status, status)))
    .limit(1)
    .$dynamic();
  const locked = lock ? job.for("update", lock === "skip" ? { skipLocked: true } : {}) : job;
  const keys = queryBuilder
    .select({ orgId: table.orgId, id: table.id })
    .from(table)
    .innerJoinLateral(locked.as("job"), sql`true`)
    .where(and(...keyMatches(table, orgId, filters), hasStatus, isUnasked));
  return { table, keys };
}

/** The conditions for the keys of an organization's jobs. */
function keyMatches(table: JobSource["table"], orgId: string, filters: JobFilters): (SQL | undefined)[] {
  const { ids, before, createdFrom, createdBefore } = filters;
  return [
    eq(table.orgId, orgId),
    ids ? inArray(table.id, ids) : undefined,
    before ? lt(table.id, before) : undefined,
    createdFrom ? gte(table.id, firstIdAt(createdFrom)) : undefined,
    createdBefore ? lt(table.id, firstIdAt(createdBefore)) : undefined,
  ];
}

type JobColumns = Record<"type" | "createdBy" | "scheduleId" | "endedAt", PgColumn>;

/** The conditions for other columns of jobs. `is` compares a column with a value. */
function jobMatches(
  columns: JobColumns,
  { type, createdBy, scheduleId, endedBefore }: JobFilters,
  is: (column: PgColumn, value: string) => SQL,
): (SQL | undefined)[] {
  return [
    type ? is(columns.type, type) : undefined,
    createdBy ? is(columns.createdBy, createdBy) : undefined,
    scheduleId ? is(columns.scheduleId, scheduleId) : undefined,
    endedBefore ? lt(columns.endedAt, new Date(endedBefore)) : undefined,
  ];
}

interface JobSource {
  table: (PgTable | PgView) & Record<"orgId" | "id", PgColumn>;
  hasStatus: SQL | undefined;
}

/** The table whose index has the jobs with this status, and the condition for the status. */
function sourceOf(status: JobStatus): JobSource {
  if (status === "pending") return { table: openJobs, hasStatus: isNull(openJobs.workerId) };
  if (status === "processing") return { table: openJobs, hasStatus: isNotNull(openJobs.workerId) };
  return { table: endedJobs, hasStatus: eq(endedJobs.status, status) };
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
  const before = cursor === undefined ? undefined : decodeCursor(scope, cursor, isIdPosition)[0];
  const { sql: text, params } = selectJobs(orgId, { ...query, before }, limit + 1).toSQL();
  // Only the statement without filters is named: filters make too many variants of its text.
  const named = filters.every((filter) => filter === undefined);
  const { rows } = await readByKeys(pool, [orgId], (sql) => sql(text, params, { named }));
  return toPage(rows as JobRow[], limit, toJob, (last) => encodeCursor(scope, [last.id]));
}

/** With a status, finds the keys first, so that only the page's rows are read from `current_jobs`. */
function selectJobs(orgId: string, filters: JobFilters, limit: number) {
  const { status } = filters;
  if (!status) {
    return queryBuilder
      .select(rowFields)
      .from(currentJobs)
      .where(and(...keyMatches(currentJobs, orgId, filters), ...jobMatches(currentJobs, filters, eq)))
      .orderBy(desc(currentJobs.id))
      .limit(limit);
  }
  const { table, keys } = selectKeys(orgId, { ...filters, status });
  const page = keys.orderBy(desc(table.id)).limit(limit).as("page");
  return queryBuilder
    .select(rowFields)
    .from(page)
    .innerJoin(currentJobs, and(eq(currentJobs.orgId, page.orgId), eq(currentJobs.id, page.id)))
    .orderBy(desc(page.id));
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
  return rows.map((row) => toJobState(row) as Schemas["JobSummary"]);
}
