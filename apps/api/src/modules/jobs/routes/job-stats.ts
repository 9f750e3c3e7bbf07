import type { JobType, OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { readByKeys, type SendSql, withAllOrgs } from "../../../db/org-scope.ts";
import { firstIdAt } from "../../../new-id.ts";
import type { ActivityLine, ReportSources } from "../handlers/report-generate.handler.ts";
import { endedBySlice, endedByType, sliceSeconds } from "../job-counts.ts";
import { countNewestByType, sliceNewest } from "./filtered-stats.ts";
import type { JobFilters } from "./job-filters.ts";
import {
  type Durations,
  mostDurations,
  percentilesOf,
  type SliceCount,
  type SlicedJobs,
  type StatusCounts,
  type TypeCount,
} from "./stat-rows.ts";

/** Counts the organization's jobs by status. Also returns how long the oldest due job has been pending. */
export async function jobStats(
  pool: pg.Pool,
  orgId: string,
  { filters, now }: { filters: OperationInput<"getJobStats">["query"]; now: Date },
): Promise<Schemas["JobStats"]> {
  const { status, type, ...others } = filters;
  const { counts: all, more } = await readByKeys(pool, [orgId], (sql) =>
    Object.keys(others).length > 0
      ? countNewestByType(sql, orgId, { filters, now })
      : sql(countsByType, [orgId, now]).then(({ rows }) => ({ counts: rows as TypeCount[], more: false })),
  );
  const counts = all.filter(
    (count) => (!status || status.includes(count.status)) && (!type || type.includes(count.type as JobType)),
  );
  const oldest = Math.min(...counts.flatMap(({ oldest }) => oldest?.getTime() ?? []));

  const byStatus = noCounts();
  const byType = new Map<string, StatusCounts>();
  for (const { type, status, jobs } of counts) {
    const ofType = byType.get(type) ?? noCounts();
    byType.set(type, ofType);
    ofType[status] += jobs;
    byStatus[status] += jobs;
  }
  return {
    byStatus,
    byType: [...byType].sort().map(([type, ofType]) => ({ type: type as JobType, byStatus: ofType })),
    oldestPendingAgeSeconds: Number.isFinite(oldest) ? (now.getTime() - oldest) / 1000 : null,
    more,
  };
}

const countsByType = `
  select type, status, jobs::float8, null::timestamptz as oldest from (${endedByType}) as ended
   union all
  select type, case when worker_id is null then 'pending' else 'processing' end as state, count(*),
         min(run_at) filter (where worker_id is null and run_at <= $2)
    from open_jobs where org_id = $1 group by type, state`;

function noCounts(): StatusCounts {
  return { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
}

type Period = OperationInput<"getJobTimeline">["query"]["period"];

/** Length and number of the slices of each period. */
const slicesOf: Record<Period, { seconds: number; count: number }> = {
  hour: { seconds: 60, count: 60 },
  day: { seconds: 30 * 60, count: 48 },
  week: { seconds: 4 * 60 * 60, count: 42 },
};

/**
 * Counts the organization's jobs of a period by the time of their creation. A slice starts at a multiple of its length
 * since 1970.
 */
export async function jobTimeline(
  pool: pg.Pool,
  orgId: string,
  { period, filters, now }: { period: Period; filters: JobFilters; now: Date },
): Promise<Schemas["JobTimeline"]> {
  const { seconds, count } = slicesOf[period];
  const first = Math.floor(now.getTime() / 1_000 / seconds) - count + 1;
  const starts = Array.from({ length: count + 1 }, (_, index) => new Date((first + index) * seconds * 1_000));
  const { counts, durations, more } = await readByKeys(pool, [orgId], (sql) =>
    Object.keys(filters).length > 0
      ? sliceNewest(sql, orgId, { filters, from: starts[0] as Date, seconds })
      : readSlices(sql, orgId, { period, first, starts }),
  );
  const countsOf = Map.groupBy(counts, ({ slice }) => slice);
  const durationsOf = new Map(durations.map(({ slice, ...ofSlice }) => [slice, ofSlice]));
  return {
    sliceSeconds: seconds,
    slices: starts
      .slice(0, count)
      .map((at, index) => toSlice(at, countsOf.get(first + index) ?? [], durationsOf.get(first + index))),
    more,
  };
}

/** Reads the slices of all jobs. `starts`: the starts of the slices from number `first` on, and the end of the last one. */
async function readSlices(
  sql: SendSql,
  orgId: string,
  { period, first, starts }: { period: Period; first: number; starts: readonly Date[] },
): Promise<SlicedJobs> {
  const { seconds } = slicesOf[period];
  const firstIds = starts.map((start) => firstIdAt(start.toISOString()));
  const [{ rows: counts }, { rows: durations }] = await Promise.all([
    period === "hour"
      ? sql(countsOfMinutes, [orgId, firstIds[0], seconds])
      : sql(countsOfSlices, [orgId, (first * seconds) / sliceSeconds, firstIds[0], seconds]),
    sql(durationsQuery, [orgId, firstIds.slice(0, -1), firstIds.slice(1), mostDurations]),
  ]);
  return {
    counts: counts as SliceCount[],
    durations: durations.map(({ place, ...ofSlice }) => ({ slice: first + place - 1, ...(ofSlice as Durations) })),
    more: false,
  };
}

/** Milliseconds since 1970 at which the job with this id was created. */
const createdMs = "('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint";

const openBySlice = (firstId: string, seconds: string) => `
  select (${createdMs} / (${seconds} * 1000))::int as slice,
         case when worker_id is null then 'pending' else 'processing' end as status, count(*)::float8 as jobs
    from open_jobs where org_id = $1 and id >= ${firstId} group by 1, 2`;

/** Counts rows of an hour, because `job_slices` has no minutes. */
const countsOfMinutes = `
  select (${createdMs} / ($3::int * 1000))::int as slice, status, count(*)::float8 as jobs
    from ended_jobs where org_id = $1 and status in ('completed', 'failed', 'cancelled') and id >= $2 group by 1, 2
   union all ${openBySlice("$2", "$3::int")}`;

const countsOfSlices = `
  select slice / ($4::int / ${sliceSeconds}) as slice, status, sum(jobs)::float8 as jobs from (${endedBySlice}) as ended group by 1, 2
   union all ${openBySlice("$3", "$4::int")}`;

/** Reads the latest jobs of each slice by the primary key. */
const durationsQuery = `
  select place::int, ${percentilesOf("duration.wait")} as wait, ${percentilesOf("duration.run")} as run
    from unnest($2::uuid[], $3::uuid[]) with ordinality as slice (first_id, next_id, place)
   cross join lateral (
     select org_id, id, status, started_at, run_at, ended_at from jobs
      where org_id = $1 and id >= first_id and id < next_id order by id desc limit $4) as job
    left join lateral (
     select started_at - run_at as wait from open_jobs
      where job.status is null and open_jobs.org_id = job.org_id and open_jobs.id = job.id and worker_id is not null) as running on true
   cross join lateral (
     select case when job.status is null then running.wait else job.started_at - job.run_at end as wait,
            job.ended_at - job.started_at as run) as duration
   group by place`;

function toSlice(at: Date, counts: readonly SliceCount[], durations: Durations | undefined): Schemas["TimelineSlice"] {
  const byStatus = noCounts();
  for (const { status, jobs } of counts) byStatus[status] += jobs;
  const percentiles = (found: [number, number] | null | undefined) => (found ? { p50: found[0], p95: found[1] } : null);
  return {
    at: at.toISOString(),
    created: counts.reduce((sum, { jobs }) => sum + jobs, 0),
    byStatus,
    waitSeconds: percentiles(durations?.wait),
    runSeconds: percentiles(durations?.run),
  };
}

/** Counts an organization's jobs by type and by the day of their creation. */
export function createReadActivity(pool: pg.Pool): ReportSources["readActivity"] {
  return (orgId, { from, to, timezone }) =>
    withAllOrgs(pool, async (tx) => {
      const { rows } = await tx.sql(
        `select to_char(created_at at time zone $4, 'YYYY-MM-DD') as day, type,
                count(*)::int as created,
                count(*) filter (where status = 'completed')::int as completed,
                count(*) filter (where status = 'failed')::int as failed,
                count(*) filter (where status = 'cancelled')::int as cancelled,
                round(avg(extract(epoch from ended_at - started_at) * 1000) filter (where status = 'completed'))::float8 as "meanRunMs"
           from jobs where org_id = $1 and created_at >= $2 and created_at < $3
          group by 1, 2 order by 1, 2`,
        [orgId, from, to, timezone],
      );
      return rows as ActivityLine[];
    });
}
