/** Statistics of the jobs that match filters. They read rows: at most the newest matching jobs. */
import type { SendSql } from "../../../db/org-scope.ts";
import type { JobFilters } from "./job-filters.ts";
import { mostCounted, selectJobs } from "./read-jobs.ts";
import { mostDurations, percentilesOf, type SlicedJobs, type TypeCount } from "./stat-rows.ts";

/** CTEs `found` and `counted`: the newest matching jobs up to one above the maximum, and up to the maximum. */
function selectCounted(orgId: string, filters: JobFilters) {
  const { sql: text, params } = selectJobs(orgId, filters, [], mostCounted + 1).toSQL();
  const ctes = `
    found as materialized (${text}),
    counted as materialized (select * from found order by id desc limit ${mostCounted})`;
  return { ctes, params };
}

const more = `(select count(*) > ${mostCounted} from found) as more`;

/** Counts the newest matching jobs by type and status. */
export async function countNewestByType(
  sql: SendSql,
  orgId: string,
  { filters, now }: { filters: JobFilters; now: Date },
): Promise<{ counts: TypeCount[]; more: boolean }> {
  const { ctes, params } = selectCounted(orgId, filters);
  const due = `$${params.length + 1}::timestamptz`;
  const { rows } = await sql(
    `with ${ctes}
     select type, status, count(*)::float8 as jobs, min("runAt") filter (where status = 'pending' and "runAt" <= ${due}) as oldest, ${more}
       from counted group by type, status`,
    [...params, now],
    { named: false },
  );
  return { counts: rows as TypeCount[], more: rows[0]?.more ?? false };
}

interface SliceOptions {
  filters: JobFilters;
  /** Start of the first slice. */
  from: Date;
  /** Length of a slice. */
  seconds: number;
}

/** Counts the newest matching jobs by slice and status, and reads durations of each slice. */
export async function sliceNewest(
  sql: SendSql,
  orgId: string,
  { filters, from, seconds }: SliceOptions,
): Promise<SlicedJobs> {
  const isInPeriod = filters.createdFrom && Date.parse(filters.createdFrom) > from.getTime();
  const { ctes, params } = selectCounted(orgId, isInPeriod ? filters : { ...filters, createdFrom: from.toISOString() });
  const { rows } = await sql(
    `with ${ctes},
     sliced as materialized (
       select floor(extract(epoch from "createdAt") / ${seconds})::int as slice, status, id,
              case when status <> 'pending' then "startedAt" - "runAt" end as wait, "endedAt" - "startedAt" as run
         from counted
     ), by_status as (
       select slice, status, count(*)::int as jobs from sliced group by slice, status
     ), by_slice as (
       select slice, ${percentilesOf("wait")} as wait, ${percentilesOf("run")} as run
         from (select *, row_number() over (partition by slice order by id desc) as place from sliced) as latest
        where place <= ${mostDurations} group by slice
     )
     select (select coalesce(json_agg(by_status), '[]') from by_status) as counts,
            (select coalesce(json_agg(by_slice), '[]') from by_slice) as durations, ${more}`,
    params,
    { named: false },
  );
  return rows[0];
}
