import type pg from "pg";
import { withAllOrgs } from "../../../db/org-scope.ts";
import type { ActivityLine } from "../handlers/report-generate.handler.ts";

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
                round(avg(extract(epoch from completed_at - started_at) * 1000) filter (where status = 'completed'))::float8 as "meanRunMs"
           from jobs where org_id = $1 and created_at >= $2 and created_at < $3
          group by 1, 2 order by 1, 2`,
        [orgId, from, to],
      );
      return rows as ActivityLine[];
    });
}
