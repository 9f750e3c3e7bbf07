import { idOf, type KeyedOptions, type OrgCall } from "./call.ts";
import type {
  Backfill,
  BackfillRange,
  CallOptions,
  ChangedSchedules,
  CreateSchedule,
  Occurrence,
  Page,
  PreviewSchedule,
  Schedule,
  ScheduleQuery,
  ScheduleRun,
  ScheduleRunQuery,
  ScheduleSelection,
  TriggeredRun,
  UpdateSchedule,
} from "./models.ts";
import { paginated } from "./paginate.ts";

/** A schedule, or its id. */
export type ScheduleRef = string | { readonly id: string };
/** A schedule that was read, or its id and version. */
export type ScheduleVersion = Readonly<Pick<Schedule, "id" | "version">>;

/** The schedules of an organization. */
export interface SchedulesClient {
  /** Creates an active schedule. */
  create(schedule: CreateSchedule, options?: KeyedOptions): Promise<Schedule>;

  get(schedule: ScheduleRef, options?: CallOptions): Promise<Schedule>;

  /** Lists a page of schedules, newest first. */
  list(query?: ScheduleQuery, options?: CallOptions): Promise<Page<Schedule>>;

  /** Yields all matching schedules, newest first. Reads page by page. */
  paginate(query?: ScheduleQuery, options?: CallOptions): AsyncGenerator<Schedule, void, undefined>;

  /**
   * Changes a schedule if its version is still the one that was read. Not retried after a network error, because it may
   * have succeeded.
   *
   * @throws ProblemError `precondition-failed` if the schedule was changed meanwhile: read it again, then decide
   */
  update(schedule: ScheduleVersion, changes: UpdateSchedule, options?: CallOptions): Promise<Schedule>;

  /** Deletes a schedule and its runs. Its jobs stay. */
  delete(schedule: ScheduleRef, options?: CallOptions): Promise<void>;

  /** Pauses a schedule. Idempotent. */
  pause(schedule: ScheduleRef, options?: KeyedOptions): Promise<Schedule>;

  /** Resumes a paused schedule at its next run. Idempotent. */
  resume(schedule: ScheduleRef, options?: KeyedOptions): Promise<Schedule>;

  /**
   * Creates the schedule's job now, in any state of the schedule. The next run stays as it is.
   *
   * @throws ProblemError `too-many-requests` within a minute of the last trigger; `retryAfterMs` is the remaining time
   * @throws ProblemError `overlapping-run` if an earlier job is open and `overlap` is `skip`
   */
  trigger(schedule: ScheduleRef, options?: KeyedOptions): Promise<TriggeredRun>;

  /** Pauses up to 500 selected schedules, all or none. If the result says `more`, call again with the same selection. */
  pauseMany(selection: ScheduleSelection, options?: KeyedOptions): Promise<ChangedSchedules>;

  /** Resumes up to 500 selected schedules, all or none. If the result says `more`, call again with the same selection. */
  resumeMany(selection: ScheduleSelection, options?: KeyedOptions): Promise<ChangedSchedules>;

  /** Creates the jobs of a schedule's past times. `dryRun` only counts them. */
  backfill(schedule: ScheduleRef, range: BackfillRange, options?: KeyedOptions): Promise<Backfill>;

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

export function createSchedulesClient(call: OrgCall): SchedulesClient {
  const ofSchedule = (schedule: ScheduleRef) => ({ path: { scheduleId: idOf(schedule) } });
  const list: SchedulesClient["list"] = (query, options) => call("listSchedules", { query }, options);
  const runs: SchedulesClient["runs"] = (schedule, query, options) =>
    call("listScheduleRuns", { ...ofSchedule(schedule), query }, options);
  return {
    create: (body, options) => call("createSchedule", { body }, options),
    get: (schedule, options) => call("getSchedule", ofSchedule(schedule), options),
    list,
    paginate: paginated(list),
    update: ({ id, version }, body, options) =>
      call("updateSchedule", { ...ofSchedule(id), header: { "If-Match": `"${version}"` }, body }, options),
    delete: (schedule, options) => call("deleteSchedule", ofSchedule(schedule), options),
    pause: (schedule, options) => call("pauseSchedule", ofSchedule(schedule), options),
    resume: (schedule, options) => call("resumeSchedule", ofSchedule(schedule), options),
    trigger: (schedule, options) => call("triggerSchedule", ofSchedule(schedule), options),
    pauseMany: (body, options) => call("pauseSchedules", { body }, options),
    resumeMany: (body, options) => call("resumeSchedules", { body }, options),
    backfill: (schedule, body, options) => call("backfillSchedule", { ...ofSchedule(schedule), body }, options),
    runs,
    paginateRuns: (schedule, query, options) =>
      paginated<ScheduleRunQuery, ScheduleRun>((query, options) => runs(schedule, query, options))(query, options),
    preview: async (body, options) => (await call("previewSchedule", { body }, options)).occurrences,
  };
}
