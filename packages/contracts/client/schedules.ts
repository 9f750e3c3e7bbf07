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
/** The version of a schedule that was read. */
export type ScheduleVersion = Readonly<Pick<Schedule, "id" | "version">>;

/** The schedules of an organization. */
export interface SchedulesClient {
  /** Creates an active schedule. */
  create(schedule: CreateSchedule, options?: CreateOptions): Promise<Schedule>;

  get(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /** Lists a page of schedules, newest first. */
  list(query?: ScheduleQuery, options?: CallOptions): Promise<Page<Schedule>>;

  /** Yields all matching schedules, newest first. Reads page by page. */
  paginate(query?: ScheduleQuery, options?: CallOptions): AsyncGenerator<Schedule, void, undefined>;

  /**
   * Changes a schedule if its version is still the one that was read. Not retried after a network error, because it may
   * have succeeded.
   *
   * @throws ProblemError `precondition-failed` if it was changed meanwhile: read it again, then decide
   */
  update(schedule: ScheduleVersion, changes: UpdateSchedule, options?: CallOptions): Promise<Schedule>;

  /** Deletes a schedule and its runs. Its jobs stay. */
  delete(schedule: ScheduleRef, options?: CallOptions): Promise<void>;

  /** Pauses a schedule. Idempotent. */
  pause(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /** Resumes a paused schedule at its next run. Idempotent. */
  resume(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /**
   * Creates the schedule's job now, in any state. The next run stays as it is.
   *
   * @throws ProblemError `too-many-requests` if it was triggered less than a minute ago; `retryAfterMs` is the rest
   * @throws ProblemError `overlapping-run` if an earlier job is open and `overlap` is `skip`
   */
  trigger(schedule: ScheduleRef, options?: CreateOptions): Promise<TriggeredRun>;

  /** Lists a page of a schedule's runs, latest first. */
  runs(schedule: ScheduleRef, query?: ScheduleRunQuery, options?: CallOptions): Promise<Page<ScheduleRun>>;

  /** Yields all kept runs of a schedule, latest first. Reads page by page. */
  paginateRuns(
    schedule: ScheduleRef,
    query?: ScheduleRunQuery,
    options?: CallOptions,
  ): AsyncGenerator<ScheduleRun, void, undefined>;

  /** Returns the next runs of a timetable. Stores nothing. */
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
