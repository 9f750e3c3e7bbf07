/** The tables of user schedules. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { check, foreignKey, index, integer, json, jsonb, primaryKey, text, uniqueIndex, uuid } = pgCore;

/** Schedules of an organization. A schedule creates jobs at the times of its recurrence. */
export const scheduledJobs = gaffer.table(
  "scheduled_jobs",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    id: uuid("id").notNull(),
    /** Version of the schedule: the API's ETag. Every change by a request increments it. */
    version: integer("version").notNull().default(1),
    name: text("name").notNull(),
    /** The job of each run, as in the request. JSON, not JSONB: fields keep their order. */
    job: json("job").notNull(),
    recurrence: json("recurrence").notNull(),
    timezone: text("timezone").notNull(),
    startsAt: instant("starts_at"),
    endsAt: instant("ends_at"),
    maxRuns: integer("max_runs"),
    missed: text("missed").notNull(),
    overlap: text("overlap").notNull(),
    pauseAfterFailures: integer("pause_after_failures"),
    status: text("status").notNull(),
    pauseReason: text("pause_reason"),
    /** Time of the next run. Null: the schedule is paused or ended. */
    nextRunAt: instant("next_run_at"),
    runCount: integer("run_count").notNull().default(0),
    failuresInARow: integer("failures_in_a_row").notNull().default(0),
    triggeredAt: instant("triggered_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("scheduled_jobs_due").on(t.nextRunAt).where(sql`${t.status} = 'active'`),
    check("scheduled_jobs_status", sql`${t.status} in ('active', 'paused', 'ended')`),
    check("scheduled_jobs_next_run", sql`(${t.nextRunAt} is not null) = (${t.status} = 'active')`),
    check("scheduled_jobs_pause_reason", sql`(${t.pauseReason} is not null) = (${t.status} = 'paused')`),
    check("scheduled_jobs_missed", sql`${t.missed} in ('skip', 'latest', 'all')`),
    check("scheduled_jobs_overlap", sql`${t.overlap} in ('skip', 'allow', 'cancelPrevious')`),
  ],
);

/**
 * Runs of schedules: one row for each time that a schedule was due or was run manually. The primary key ensures that each due time runs once, even
 * with several schedulers.
 */
export const scheduleRuns = gaffer.table(
  "schedule_runs",
  {
    orgId: uuid("org_id").notNull(),
    scheduleId: uuid("schedule_id").notNull(),
    /** Id of the run: its due time, or `manual:` and the id of the job. */
    id: text("id").notNull(),
    scheduledAt: instant("scheduled_at").notNull(),
    trigger: text("trigger").notNull(),
    actor: text("actor").notNull(),
    /** The job of the run. No foreign key, because a run outlives its job. */
    jobId: uuid("job_id"),
    /** The run's outcome. It follows the status of the run's job. */
    status: text("status").notNull(),
    /** The reason of a refusal, or the error of the failed job. */
    error: jsonb("error").$type<{ code: string; message: string }>(),
    /** Start of the job's last attempt, and the job's end. Null: the job is open, or there is none. */
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.scheduleId, t.id] }),
    foreignKey({
      columns: [t.orgId, t.scheduleId],
      foreignColumns: [scheduledJobs.orgId, scheduledJobs.id],
    }).onDelete("cascade"),
    index("schedule_runs_latest").on(t.orgId, t.scheduleId, t.scheduledAt, t.id),
    uniqueIndex("schedule_runs_by_job").on(t.orgId, t.jobId).where(sql`${t.jobId} is not null`),
    check("schedule_runs_trigger", sql`${t.trigger} in ('schedule', 'manual')`),
    check(
      "schedule_runs_status",
      sql`${t.status} in ('running', 'completed', 'failed', 'cancelled', 'missed', 'overlapped', 'refused')`,
    ),
    check(
      "schedule_runs_job",
      sql`(${t.jobId} is not null) = (${t.status} in ('running', 'completed', 'failed', 'cancelled'))`,
    ),
  ],
);
