import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type {
  CallOptions,
  CreateSchedule,
  Occurrence,
  Page,
  PreviewSchedule,
  Schedule,
  ScheduleQuery,
  ScheduleRun,
  ScheduleRunQuery,
  TriggeredRun,
  UpdateSchedule,
} from "./models.ts";
import { paginate } from "./paginate.ts";

/** A schedule, or its id. */
export type ScheduleRef = string | { readonly id: string };
/** A schedule as it was read, or what of it says so. */
export type ScheduleVersion = Readonly<Pick<Schedule, "id" | "version">>;

/** The schedules of one organization. */
export interface SchedulesClient {
  /** Creates a schedule, which is active at once. */
  create(schedule: CreateSchedule, options?: CreateOptions): Promise<Schedule>;

  get(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /** One page of schedules, newest first. */
  list(query?: ScheduleQuery, options?: CallOptions): Promise<Page<Schedule>>;

  /** All schedules that the query names, newest first, read page by page. */
  paginate(query?: ScheduleQuery, options?: CallOptions): AsyncGenerator<Schedule, void, undefined>;

  /**
   * Changes a schedule if it still is as it was read. Not sent again after a network error: it may have worked.
   *
   * @throws ProblemError `precondition-failed` if somebody has changed it since: read it again, and decide anew
   */
  update(schedule: ScheduleVersion, changes: UpdateSchedule, options?: CallOptions): Promise<Schedule>;

  /** Deletes a schedule and its list of runs. Its jobs stay. */
  delete(schedule: ScheduleRef, options?: CallOptions): Promise<void>;

  /** Pauses a schedule. Pausing again changes nothing. */
  pause(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /** Resumes a paused schedule with the next run that is due. Resuming again changes nothing. */
  resume(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /**
   * Creates the schedule's job now, whatever its state; when it is due doesn't change.
   *
   * @throws ProblemError `too-many-requests` if it was triggered less than a minute ago; `retryAfterMs` says for how long
   * @throws ProblemError `overlapping-run` if an earlier job is open and `overlap` is `skip`
   */
  trigger(schedule: ScheduleRef, options?: CreateOptions): Promise<TriggeredRun>;

  /** One page of a schedule's runs, latest first. */
  runs(schedule: ScheduleRef, query?: ScheduleRunQuery, options?: CallOptions): Promise<Page<ScheduleRun>>;

  /** All of a schedule's runs that are kept, latest first, read page by page. */
  paginateRuns(
    schedule: ScheduleRef,
    query?: ScheduleRunQuery,
    options?: CallOptions,
  ): AsyncGenerator<ScheduleRun, void, undefined>;

  /** When a schedule would run if it were created now. Nothing is stored. */
  preview(timetable: PreviewSchedule, options?: CallOptions): Promise<Occurrence[]>;
}

export function createSchedulesClient(http: Client<paths>, orgId: string): SchedulesClient {
  const inOrg = { path: { orgId } };
  const ofSchedule = (schedule: ScheduleRef) => ({
    path: { orgId, scheduleId: typeof schedule === "string" ? schedule : schedule.id },
  });

  const schedules: SchedulesClient = {
    create: (schedule, options = {}) => {
      const params = { ...inOrg, header: idempotencyHeader(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/schedules", { params, body: schedule, ...callInit(options) }));
    },

    get: (schedule, options = {}) => {
      const init = { params: ofSchedule(schedule), ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/schedules/{scheduleId}", init));
    },

    list: (query = {}, options = {}) => {
      const init = { params: { ...inOrg, query }, ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/schedules", init));
    },

    paginate: (query, options) => paginate((cursor) => schedules.list(cursor ? { ...query, cursor } : query, options)),

    update: ({ id, version }, changes, options = {}) => {
      const params = { ...ofSchedule(id), header: { "If-Match": `"${version}"` } };
      const init = { params, body: changes, ...callInit(options) };
      return dataOf(http.PATCH("/v1/orgs/{orgId}/schedules/{scheduleId}", init));
    },

    delete: async (schedule, options = {}) => {
      const init = { params: ofSchedule(schedule), ...callInit(options) };
      await accepted(http.DELETE("/v1/orgs/{orgId}/schedules/{scheduleId}", init));
    },

    pause: (schedule, options = {}) => {
      const init = { params: ofSchedule(schedule), ...callInit(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/schedules/{scheduleId}/pause", init));
    },

    resume: (schedule, options = {}) => {
      const init = { params: ofSchedule(schedule), ...callInit(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/schedules/{scheduleId}/resume", init));
    },

    trigger: (schedule, options = {}) => {
      const params = { ...ofSchedule(schedule), header: idempotencyHeader(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/schedules/{scheduleId}/trigger", { params, ...callInit(options) }));
    },

    runs: (schedule, query = {}, options = {}) => {
      const init = { params: { ...ofSchedule(schedule), query }, ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/schedules/{scheduleId}/runs", init));
    },

    paginateRuns: (schedule, query, options) =>
      paginate((cursor) => schedules.runs(schedule, cursor ? { ...query, cursor } : query, options)),

    preview: async (timetable, options = {}) => {
      const init = { params: inOrg, body: timetable, ...callInit(options) };
      return (await dataOf(http.POST("/v1/orgs/{orgId}/schedules/preview", init))).items;
    },
  };
  return schedules;
}
