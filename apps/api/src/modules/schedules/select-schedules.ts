/** Filters of schedules, for lists and bulk changes. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, eq, inArray, sql } from "../../db/drizzle.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";

/** The condition of an organization's schedules that match all filters. */
export function isSelected(orgId: string, { ids, status, type, createdBy, name }: Schemas["ScheduleSelection"]) {
  return and(
    eq(scheduledJobs.orgId, orgId),
    ids && inArray(scheduledJobs.id, ids),
    status && inArray(scheduledJobs.status, status),
    type && inArray(sql`${scheduledJobs.job} ->> 'type'`, type),
    createdBy ? eq(scheduledJobs.createdBy, createdBy) : undefined,
    name ? sql`strpos(lower(${scheduledJobs.name}), lower(${name})) > 0` : undefined,
  );
}
