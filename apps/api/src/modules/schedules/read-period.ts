import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";
import type { ReportSources } from "../jobs/index.ts";
import { lastPeriod } from "./recurrence/last-period.ts";

/** Returns a function that computes relative periods in the time zones of schedules. */
export function createReadPeriod(pool: pg.Pool): ReportSources["readPeriod"] {
  async function readTimezone(orgId: string, scheduleId: string): Promise<string | undefined> {
    const { rows } = await withAllOrgs(pool, ({ sql }) =>
      sql("select timezone from scheduled_jobs where org_id = $1 and id = $2", [orgId, scheduleId]),
    );
    return rows[0]?.timezone;
  }

  return async ({ orgId, scheduleId, period, before }) => {
    const timezone = scheduleId === null ? "UTC" : await readTimezone(orgId, scheduleId);
    return timezone === undefined ? undefined : { ...lastPeriod(period, before, timezone), timezone };
  };
}
