/** Filters of jobs, as conditions of statements: for lists, counts and bulk changes. */
import type { JobType, Schemas } from "@gaffer/contracts/server";
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
import { endedJobs, jobs, jobTerms, openJobs } from "../../../db/job-schema.ts";
import { firstIdAt } from "../../../new-id.ts";
import { termsOf } from "../job-labels.ts";
import { jobTypeModels } from "../job-types.ts";
import { isOpen, type JobStatus } from "../states.ts";

export const queryBuilder = new pgCore.QueryBuilder();

export type JobFilters = Schemas["JobSelection"] & {
  /** Only jobs with a smaller id. */
  before?: string | undefined;
};

/** Filters of a statement that reads one table: with at most one status. */
export type KeyFilters = Omit<JobFilters, "status" | "type"> & {
  status?: JobStatus;
  types?: readonly JobType[] | undefined;
  /** Only the job with the id in this column of an outer query. */
  idOf?: PgColumn;
  /** Only open jobs whose cancellation wasn't requested. */
  cancelRequested?: false;
};

/** Whether locked rows are waited for or skipped. */
export type Lock = "wait" | "skip";

const statuses: readonly JobStatus[] = ["pending", "processing", "completed", "failed", "cancelled"];
const types = jobTypeModels.map(({ type }) => type);

/** Maximum number of parts of a statement. */
const mostParts = 30;

/** Selects the keys of all matching jobs in no order, up to `limit` of each part, the newest ones. */
export function selectParts(orgId: string, filters: JobFilters, limit: number) {
  const parts = partsOf(filters).map((part) => {
    const { table, keys } = part.tag || part.metadata ? selectLabelled(orgId, part) : selectKeys(orgId, part);
    return keys.orderBy(desc(table.id)).limit(limit);
  });
  const [first, ...others] = parts as [(typeof parts)[number], ...typeof parts];
  const all = others.reduce((some, part) => some.unionAll(part), first);
  // Of a single part, this replaces its own order and limit.
  return all.$dynamic();
}

/**
 * Splits filters into parts that each read one index in the order of the ids: by status and type. Times and errors of a
 * job are in the table of its status. With only a creator or only a schedule, their indexes have the jobs of each type in
 * order. With labels, the index of a label has the jobs in order, whatever their types.
 */
function partsOf({ status, type, ...filters }: JobFilters): KeyFilters[] {
  const { tag, metadata, createdBy, scheduleId, errorCode, startedFrom, startedBefore, endedFrom, endedBefore } =
    filters;
  const needsStatus = [errorCode, startedFrom, startedBefore, endedFrom, endedBefore].some(Boolean);
  const ofStatuses = status ? [...new Set(status)] : needsStatus ? statuses : [undefined];
  const isLabelled = Boolean(tag || metadata);
  const ofTypes = type ? [...new Set(type)] : isLabelled || ofStatuses[0] || !createdBy === !scheduleId ? [] : types;
  const apart =
    !isLabelled && ofTypes.length * ofStatuses.length <= mostParts ? ofTypes.map((each) => [each]) : [ofTypes];
  return ofStatuses.flatMap((each) =>
    (ofTypes.length > 0 ? apart : [undefined]).map((some) => ({
      ...filters,
      ...(each && { status: each }),
      types: some,
    })),
  );
}

/**
 * Selects the keys of jobs with labels: reads the jobs of one label in the order of their ids, and looks each up. A join in any order would read
 * all jobs of the organization for a rare label, when the planner takes it for a common one.
 */
function selectLabelled(orgId: string, { tag, metadata, ...filters }: KeyFilters) {
  const [term = "", ...others] = termsOf(tag, metadata);
  const table: KeyTable = jobTerms;
  const job = selectKeys(orgId, { ...filters, idOf: jobTerms.id })
    .keys.limit(1)
    .as("matching");
  const keys = queryBuilder
    .select({ orgId: table.orgId, id: table.id })
    .from(table)
    .where(
      and(
        eq(jobTerms.orgId, orgId),
        eq(jobTerms.term, term),
        ...idRange(jobTerms.id, filters),
        ...others.map((other) => hasTerm(jobTerms, other)),
      ),
    )
    .$dynamic()
    .innerJoinLateral(job, sql`true`);
  return { table, keys };
}

/** Whether the job of a row has this term. */
const hasTerm = ({ orgId, id }: KeyTable, term: string) =>
  sql`exists (select from ${jobTerms} as terms where terms.org_id = ${orgId} and terms.term = ${term} and terms.id = ${id})`;

/** Conditions for ids, which start with the time of creation. */
function idRange(id: PgColumn, { createdFrom, createdBefore, endedBefore, before }: KeyFilters) {
  return [
    before ? lt(id, before) : undefined,
    createdFrom ? gte(id, firstIdAt(createdFrom)) : undefined,
    createdBefore ? lt(id, firstIdAt(createdBefore)) : undefined,
    // No job ends before it is created.
    endedBefore ? lt(id, firstIdAt(endedBefore)) : undefined,
  ];
}

/**
 * Selects the keys of an organization's jobs that match all filters. The caller orders them by `id` and limits them.
 *
 * An index serves the status and one other filter together. `is not distinct from` can't use an index, so it keeps the
 * planner from others, which it would choose without statistics.
 *
 * `lock`: with a status, locks the row of `jobs` of each key. The subquery keeps the planner from another order of
 * joining.
 */
export function selectKeys(orgId: string, filters: KeyFilters, lock?: Lock) {
  const { ids, idOf, status, tag, metadata, cancelRequested } = filters;
  const source = sourceOf(status);
  const { table, hasStatus } = source;
  const keys = queryBuilder
    .select({ orgId: table.orgId, id: table.id })
    .from(table)
    .where(
      and(
        eq(table.orgId, orgId),
        ids && inArray(table.id, ids),
        idOf && eq(table.id, idOf),
        ...idRange(table.id, filters),
        ...termsOf(tag, metadata).map((term) => hasTerm(table, term)),
        hasStatus,
        ...indexedFilters(source, filters),
        ...stateFilters(source, filters),
        cancelRequested === false ? isNull(openJobs.cancelRequestedAt) : undefined,
      ),
    )
    .$dynamic();
  const isJob = [
    ...jobFilters(source, filters),
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
function indexedFilters({ table, createdBy }: JobSource, filters: KeyFilters) {
  const { status, scheduleId, types = [] } = filters;
  const [type, ...others] = types;
  const creatorIs = scheduleId && (status || type) ? is : eq;
  const typeIs = status && (scheduleId || filters.createdBy) ? is : eq;
  return [
    scheduleId ? eq(table.scheduleId, scheduleId) : undefined,
    filters.createdBy && createdBy ? creatorIs(createdBy, filters.createdBy) : undefined,
    type && others.length === 0 ? typeIs(table.type, type) : undefined,
    others.length > 0 ? inArray(table.type, types) : undefined,
    filters.parentId && table === jobs ? eq(jobs.parentId, filters.parentId) : undefined,
    filters.trigger && table === jobs ? inArray(jobs.trigger, filters.trigger) : undefined,
  ];
}

/** Conditions for the state of jobs, which the table of their status has. */
function stateFilters({ table }: JobSource, filters: KeyFilters) {
  const { errorCode, startedFrom, startedBefore, endedFrom, endedBefore } = filters;
  if (table === endedJobs) {
    return [
      endedFrom ? gte(endedJobs.endedAt, new Date(endedFrom)) : undefined,
      endedBefore ? lt(endedJobs.endedAt, new Date(endedBefore)) : undefined,
    ];
  }
  if (table !== openJobs) return [];
  return [
    errorCode ? hasCode(openJobs.error, errorCode) : undefined,
    startedFrom ? gte(openJobs.startedAt, new Date(startedFrom)) : undefined,
    startedBefore ? lt(openJobs.startedAt, new Date(startedBefore)) : undefined,
    endedFrom || endedBefore ? sql`false` : undefined,
  ];
}

/** Conditions for the row of `jobs`, if the keys come from another table that lacks these columns. */
function jobFilters({ table, createdBy }: JobSource, filters: KeyFilters) {
  if (table === jobs) return [];
  const { trigger, parentId, errorCode, startedFrom, startedBefore } = filters;
  const inherited = [
    filters.createdBy && !createdBy ? is(jobs.createdBy, filters.createdBy) : undefined,
    trigger ? inArray(jobs.trigger, trigger) : undefined,
    parentId ? is(jobs.parentId, parentId) : undefined,
  ];
  if (table === openJobs) return inherited;
  return [
    ...inherited,
    errorCode ? hasCode(jobs.error, errorCode) : undefined,
    startedFrom ? gte(jobs.startedAt, new Date(startedFrom)) : undefined,
    startedBefore ? lt(jobs.startedAt, new Date(startedBefore)) : undefined,
  ];
}

const hasCode = (error: PgColumn, code: string) => sql`${error} ->> 'code' = ${code}`;

/** Equality that can't use an index. */
const is = (column: PgColumn, value: string) => sql`${column} is not distinct from ${value}`;

/** A table with the keys of jobs. */
type KeyTable = PgTable & Record<"orgId" | "id", PgColumn>;

interface JobSource {
  table: KeyTable & Record<"type" | "scheduleId", PgColumn>;
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
