/** Queries and changes of an organization's schedules. */
import type {
  Backfill,
  BackfillRange,
  CreateSchedule,
  PreviewSchedule,
  Schedule,
  ScheduleSelection,
  ScheduleStatus,
  UpdateSchedule,
} from "@gaffer/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

/** Filter of a list of schedules, as in the API and the page's URL. */
export interface ScheduleFilters {
  status?: ScheduleStatus;
}

const listPath = "/v1/orgs/{orgId}/schedules";
const schedulePath = "/v1/orgs/{orgId}/schedules/{scheduleId}";
/** Number of latest runs that a list shows for each schedule. */
const shownRuns = 20;

const inOrg = (orgId: string) => ({ params: { path: { orgId } } });
const ofSchedule = (orgId: string, scheduleId: string) => ({ params: { path: { orgId, scheduleId } } });

/** Prefix of the query keys of all lists of schedules. */
export const schedulesKey = (orgId: string) => ["get", listPath, inOrg(orgId)];

export function schedulesQuery(orgId: string, filters: ScheduleFilters) {
  return pagedQuery({
    queryKey: [...schedulesKey(orgId), filters],
    limit: 25,
    read: (page, options) => gaffer.org(orgId).schedules.list({ ...toSelection(filters), ...page }, options),
  });
}

export function scheduleQuery(orgId: string, scheduleId: string) {
  return api.queryOptions("get", schedulePath, ofSchedule(orgId, scheduleId));
}

/** The runs of a schedule, latest first, page by page. */
export function runsQuery(orgId: string, scheduleId: string) {
  return pagedQuery({
    queryKey: ["get", `${schedulePath}/runs`, ofSchedule(orgId, scheduleId)],
    limit: shownRuns,
    read: (page, options) => gaffer.org(orgId).schedules.runs(scheduleId, page, options),
  });
}

/** Query of a schedule's latest runs, latest first. A change of `lastRun` reads the runs again. */
export function latestRunsQuery(orgId: string, { id, lastRun }: Schedule) {
  return queryOptions({
    queryKey: ["get", `${schedulePath}/runs`, ofSchedule(orgId, id), "latest", lastRun],
    queryFn: ({ signal }) => gaffer.org(orgId).schedules.runs(id, { limit: shownRuns }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Query of the next runs of a timetable. */
export function previewQuery(orgId: string, timetable: PreviewSchedule) {
  const init = { ...inOrg(orgId), body: timetable };
  return api.queryOptions("post", `${listPath}/preview`, init, { placeholderData: keepPreviousData });
}

export async function createSchedule(orgId: string, schedule: CreateSchedule): Promise<Schedule> {
  return cache(orgId, await gaffer.org(orgId).schedules.create(schedule));
}

/**
 * Changes a schedule if `read` is still its current version, and returns the changed schedule. After an error, reads
 * the schedule again.
 */
export async function updateSchedule(orgId: string, read: Schedule, changes: UpdateSchedule): Promise<Schedule> {
  try {
    return await cache(orgId, await gaffer.org(orgId).schedules.update(read, changes));
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: scheduleQuery(orgId, read.id).queryKey });
    throw error;
  }
}

export async function pauseSchedule(orgId: string, scheduleId: string): Promise<void> {
  await cache(orgId, await gaffer.org(orgId).schedules.pause(scheduleId));
}

export async function resumeSchedule(orgId: string, scheduleId: string): Promise<void> {
  await cache(orgId, await gaffer.org(orgId).schedules.resume(scheduleId));
}

const toSelection = ({ status }: ScheduleFilters): ScheduleSelection => (status ? { status: [status] } : {});

/** Pauses all active schedules, or resumes all paused ones. Returns how many were changed. */
export async function changeSchedules(orgId: string, verb: "pause" | "resume"): Promise<number> {
  const { schedules } = gaffer.org(orgId);
  let changed = 0;
  for (let more = true; more; ) {
    const answer = await (verb === "pause"
      ? schedules.pauseMany({ status: ["active"] })
      : schedules.resumeMany({ status: ["paused"] }));
    changed += answer.changed;
    more = answer.more;
  }
  await queryClient.invalidateQueries({ queryKey: schedulesKey(orgId) });
  return changed;
}

/** Creates the jobs of past times that have none. `dryRun` only counts them. */
export async function backfillSchedule(orgId: string, scheduleId: string, range: BackfillRange): Promise<Backfill> {
  const backfill = await gaffer.org(orgId).schedules.backfill(scheduleId, range);
  if (!range.dryRun) await queryClient.invalidateQueries({ queryKey: runsQuery(orgId, scheduleId).queryKey });
  return backfill;
}

/** Creates a job of the schedule now, and returns the job's id. */
export async function triggerSchedule(orgId: string, scheduleId: string): Promise<string> {
  const { jobId } = await gaffer.org(orgId).schedules.trigger(scheduleId);
  await queryClient.invalidateQueries({ queryKey: scheduleQuery(orgId, scheduleId).queryKey });
  await queryClient.invalidateQueries({ queryKey: runsQuery(orgId, scheduleId).queryKey });
  return jobId;
}

export async function deleteSchedule(orgId: string, scheduleId: string): Promise<void> {
  await gaffer.org(orgId).schedules.delete(scheduleId);
  await queryClient.invalidateQueries({ queryKey: schedulesKey(orgId) });
}

/** Writes a schedule from an event into the cache and invalidates its runs. */
export function cacheSchedule(orgId: string, schedule: Schedule): void {
  queryClient.setQueryData(scheduleQuery(orgId, schedule.id).queryKey, schedule);
  void queryClient.invalidateQueries({ queryKey: runsQuery(orgId, schedule.id).queryKey, exact: true });
}

async function cache(orgId: string, schedule: Schedule): Promise<Schedule> {
  queryClient.setQueryData(scheduleQuery(orgId, schedule.id).queryKey, schedule);
  await queryClient.invalidateQueries({ queryKey: schedulesKey(orgId) });
  return schedule;
}
