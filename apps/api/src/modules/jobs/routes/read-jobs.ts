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
import { jobTypeModels } from "../job-types.ts";
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
  /** Only jobs that the handler of this job created. Without a status. */
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
 * An index serves the status and one other filter together. `is not distinct from` can't use an index, so it keeps the
 * planner from others, which it would choose without statistics.
 *
 * `lock`: with a status, locks the row of `jobs` of each key. The subquery keeps the planner from another order of
 * joining.
 */
export function selectKeys(orgId: string, filters: JobFilters, lock?: Lock) {
  const { ids, status, createdBy, createdFrom, createdBefore, endedBefore, before, cancelRequested, parentId } =
    filters;
  const source = sourceOf(status);
  const { table, hasStatus } = source;
  const keys = queryBuilder
    .select({ orgId: table.orgId, id: table.id })
    .from(table)
    .where(
      and(
        eq(table.orgId, orgId),
        ids && inArray(table.id, ids),
        before ? lt(table.id, before) : undefined,
        createdFrom ? gte(table.id, firstIdAt(createdFrom)) : undefined,
        createdBefore ? lt(table.id, firstIdAt(createdBefore)) : undefined,
        hasStatus,
        ...indexedFilters(source, filters),
        parentId ? eq(jobs.parentId, parentId) : undefined,
        endedBefore ? lt(endedJobs.endedAt, new Date(endedBefore)) : undefined,
        cancelRequested === false ? isNull(openJobs.cancelRequestedAt) : undefined,
      ),
    )
    .$dynamic();
  const isJob = [
    createdBy && !source.createdBy ? is(jobs.createdBy, createdBy) : undefined,
    lock && status && !isOpen(status) ? is(jobs.status, status) : undefined,
  ].filter((condition) => condition !== undefined);
  if (isJob.length === 0) return { table, keys };
  const job = queryBuilder
    .select({ found: sql`1`.as("found") })
    .from(jobs)
    .where(and(eq(jobs.orgId, table.orgId), eq(jobs.id, table.id), ...isJob))
    .limit(1)
    .$dynamic();
  const locked = lock ? job.for("update", lock === "skip" ? { skipLocked: true } : {}) : job;
  return { table, keys: keys.innerJoinLateral(locked.as("job"), sql`true`) };
}

/** Conditions for the columns that have an index. No index has three of them, so a third one is only a filter. */
function indexedFilters({ table, createdBy }: JobSource, filters: JobFilters) {
  const { status, scheduleId } = filters;
  const creatorIs = scheduleId && (status || filters.type) ? is : eq;
  const typeIs = status && (scheduleId || filters.createdBy) ? is : eq;
  return [
    scheduleId ? eq(table.scheduleId, scheduleId) : undefined,
    filters.createdBy && createdBy ? creatorIs(createdBy, filters.createdBy) : undefined,
    filters.type ? typeIs(table.type, filters.type) : undefined,
  ];
}

/** Equality that can't use an index. */
const is = (column: PgColumn, value: string) => sql`${column} is not distinct from ${value}`;

interface JobSource {
  table: PgTable & Record<"orgId" | "id" | "type" | "scheduleId", PgColumn>;
  /** undefined: the table doesn't have the creator. */
  createdBy: PgColumn | undefined;
  hasStatus: SQL | undefined;
}

/** The table whose index has the jobs with this status, and the condition for the status. */
function sourceOf(status: JobStatus | undefined): JobSource {
  if (status === undefined) return { table: jobs, createdBy: jobs.createdBy, hasStatus: undefined };
  if (isOpen(status)) {
    const hasStatus = (status === "pending" ? isNull : isNotNull)(openJobs.workerId);
    return { table: openJobs, createdBy: undefined, hasStatus };
  }
  return { table: endedJobs, createdBy: endedJobs.createdBy, hasStatus: eq(endedJobs.status, status) };
}

/**
 * Selects the keys of a page, newest first. With only a creator or only a schedule, their indexes have the jobs of each
 * type in order. So the newest ones of each type are found first.
 */
function selectPage(orgId: string, filters: JobFilters, limit: number) {
  const select = (of: JobFilters) => {
    const { table, keys } = selectKeys(orgId, of);
    return keys.orderBy(desc(table.id)).limit(limit);
  };
  const { status, type, createdBy, scheduleId } = filters;
  if (status || type || !createdBy === !scheduleId) return select(filters).as("page");
  const ofTypes = jobTypeModels.map(({ type }) => select({ ...filters, type }));
  return ofTypes
    .reduce((all, ofType) => all.unionAll(ofType))
    .orderBy(desc(jobs.id))
    .limit(limit)
    .as("page");
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
