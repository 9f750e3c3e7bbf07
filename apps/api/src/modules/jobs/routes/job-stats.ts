import type { JobType, OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../../db/org-scope.ts";
import { firstIdAt } from "../../../new-id.ts";
import type { ActivityLine } from "../handlers/report-generate.handler.ts";

type StatusCounts = Schemas["StatusCounts"];

/** Counts the organization's jobs by status. Also returns how long the oldest due job has been pending. */
export async function jobStats(tx: Transaction, orgId: string, now: Date): Promise<Schemas["JobStats"]> {
  const { rows } = await tx.sql(
    `select type, status, count(*)::int as count, null::timestamptz as oldest
       from jobs where org_id = $1 and status is not null group by type, status
      union all
     select type, case when worker_id is null then 'pending' else 'processing' end as state, count(*)::int,
            min(run_at) filter (where worker_id is null and run_at <= $2)
       from open_jobs where org_id = $1 group by type, state`,
    [orgId, now],
  );
  const counts = rows as { type: string; status: keyof StatusCounts; count: number; oldest: Date | null }[];
  const oldest = Math.min(...counts.flatMap(({ oldest }) => oldest?.getTime() ?? []));

  const byStatus = noCounts();
  const byType = new Map<string, StatusCounts>();
  for (const { type, status, count } of counts) {
    const ofType = byType.get(type) ?? noCounts();
    byType.set(type, ofType);
    ofType[status] += count;
    byStatus[status] += count;
  }
  return {
    byStatus,
    byType: [...byType].sort().map(([type, ofType]) => ({ type: type as JobType, byStatus: ofType })),
    oldestPendingAgeSeconds: Number.isFinite(oldest) ? (now.getTime() - oldest) / 1000 : null,
  };
}

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

/** Maximum number of jobs that a timeline reads: the latest jobs. */
const mostJobs = 50_000;

/**
 * Counts the organization's jobs of a period by the time of their creation. A slice starts at a multiple of its length
 * since 1970.
 */
export async function jobTimeline(
  tx: Transaction,
  orgId: string,
  { period, now }: { period: Period; now: Date },
): Promise<Schemas["JobTimeline"]> {
  const { seconds, count } = slicesOf[period];
  const last = Math.floor(now.getTime() / 1_000 / seconds);
  const first = last - count + 1;
  const from = new Date(first * seconds * 1_000).toISOString();
  const { rows } = await tx.sql(slicesQuery, [orgId, firstIdAt(from), mostJobs, seconds]);
  const found = new Map(rows.map((row) => [row.slice as number, row]));
  const oldest = rows.at(0)?.oldest as Date | undefined;
  const counted = rows.reduce((sum, { created }) => sum + created, 0);
  return {
    sliceSeconds: seconds,
    countedFrom: counted === mostJobs && oldest ? oldest.toISOString() : from,
    slices: Array.from({ length: count }, (_, index) => toSlice(first + index, seconds, found.get(first + index))),
  };
}

/** Reads the primary key backwards, so older jobs are not read. */
const slicesQuery = `
  with latest as materialized (
    select created_at, status, started_at, ended_at, started_at - run_at as wait, ended_at - started_at as run
      from current_jobs where org_id = $1 and id >= $2 order by id desc limit $3
  )
  select floor(extract(epoch from created_at) / $4)::int as slice, min(created_at) as oldest, count(*)::float8 as created,
         count(*) filter (where status = 'pending')::float8 as pending,
         count(*) filter (where status = 'processing')::float8 as processing,
         count(*) filter (where status = 'completed')::float8 as completed,
         count(*) filter (where status = 'failed')::float8 as failed,
         count(*) filter (where status = 'cancelled')::float8 as cancelled,
         ${percentilesOf("wait", "started_at is not null and status <> 'pending'")} as wait,
         ${percentilesOf("run", "started_at is not null and ended_at is not null")} as run
    from latest group by slice order by slice`;

function percentilesOf(interval: string, condition: string): string {
  return `percentile_disc(array[0.5, 0.95]) within group (order by greatest(0, extract(epoch from ${interval})::float8)) filter (where ${condition})`;
}

function toSlice(slice: number, seconds: number, row: Record<string, never> | undefined): Schemas["TimelineSlice"] {
  const { pending = 0, processing = 0, completed = 0, failed = 0, cancelled = 0, created = 0 } = row ?? {};
  const percentiles = (found: readonly [number, number] | null | undefined) =>
    found ? { p50: found[0], p95: found[1] } : null;
  return {
    at: new Date(slice * seconds * 1_000).toISOString(),
    created,
    byStatus: { pending, processing, completed, failed, cancelled },
    waitSeconds: percentiles(row?.wait),
    runSeconds: percentiles(row?.run),
  };
}

/** Counts an organization's jobs by type and by the day (UTC) of their creation. */
export function createReadActivity(pool: pg.Pool) {
  return (orgId: string, from: Date, to: Date): Promise<ActivityLine[]> =>
    withAllOrgs(pool, async (tx) => {
      const { rows } = await tx.sql(
        `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, type,
                count(*)::int as created,
                count(*) filter (where status = 'completed')::int as completed,
                count(*) filter (where status = 'failed')::int as failed,
                count(*) filter (where status = 'cancelled')::int as cancelled,
                round(avg(extract(epoch from ended_at - started_at) * 1000) filter (where status = 'completed'))::float8 as "meanRunMs"
           from jobs where org_id = $1 and created_at >= $2 and created_at < $3
          group by 1, 2 order by 1, 2`,
        [orgId, from, to],
      );
      return rows as ActivityLine[];
    });
}
