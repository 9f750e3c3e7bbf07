import type { Schemas } from "@gaffer/contracts/server";
import type { scheduledJobs, scheduleRuns } from "../../db/schedule-schema.ts";

import { maskPart, type NewJob, type ShowPart } from "../jobs/index.ts";

export type ScheduleRow = typeof scheduledJobs.$inferSelect;
export type ScheduleRunRow = typeof scheduleRuns.$inferSelect;

/** Converts a row to the API's schedule. `lastRun`: the latest run that was neither missed nor overlapped. `show`: how it shows private fields. */
export function toSchedule(
  row: ScheduleRow,
  lastRun: Pick<ScheduleRunRow, "scheduledAt" | "jobId" | "status"> | null,
  show: ShowPart = maskPart,
): Schemas["Schedule"] {
  const job = row.job as NewJob;
  const schedule = {
    id: row.id,
    orgId: row.orgId,
    version: row.version,
    name: row.name,
    job: { ...job, input: show({ orgId: row.orgId, id: row.id, ...job }, "input") },
    recurrence: row.recurrence,
    timezone: row.timezone,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    maxRuns: row.maxRuns,
    missed: row.missed,
    overlap: row.overlap,
    pauseAfterFailures: row.pauseAfterFailures,
    status: row.status,
    pauseReason: row.pauseReason,
    lastRun: lastRun && {
      scheduledAt: lastRun.scheduledAt.toISOString(),
      jobId: lastRun.jobId,
      status: lastRun.status as Schemas["ScheduleRunStatus"],
    },
    nextRunAt: row.nextRunAt?.toISOString() ?? null,
    runCount: row.runCount,
    failuresInARow: row.failuresInARow,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  } satisfies Record<keyof Schemas["Schedule"], unknown>;
  // The columns are text and JSON; their values were validated when they were written.
  return schedule as Schemas["Schedule"];
}

export function toScheduleRun(row: ScheduleRunRow): Schemas["ScheduleRun"] {
  const run = {
    id: row.id,
    scheduledAt: row.scheduledAt.toISOString(),
    trigger: row.trigger,
    actor: row.actor,
    jobId: row.jobId,
    status: row.status,
    error: row.error,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.startedAt && row.endedAt && Math.max(0, row.endedAt.getTime() - row.startedAt.getTime()),
    createdAt: row.createdAt.toISOString(),
  } satisfies Record<keyof Schemas["ScheduleRun"], unknown>;
  return run as Schemas["ScheduleRun"];
}
