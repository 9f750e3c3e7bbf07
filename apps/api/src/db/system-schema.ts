/** The tables of system jobs: what runs when, and how it went. They belong to the installation and to no organization. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant } from "./schema.ts";

const { boolean, check, index, jsonb, text, uuid } = pgCore;

/**
 * What is to run on a cron, and whether: the queue's own table says what really is scheduled there. `enabled` is the
 * operator's switch and survives everything but the end of its definition.
 */
export const systemSchedules = gaffer.table(
  "system_schedules",
  {
    name: text("name").primaryKey(),
    title: text("title").notNull(),
    description: text("description").notNull(),
    cron: text("cron").notNull(),
    /** The system jobs that it starts, all at once. */
    jobs: text("jobs").array().notNull(),
    enabled: boolean("enabled").notNull(),
    /** It is defined in the code, and goes when no process that lives defines it any more. */
    defined: boolean("defined").notNull(),
    /** When it was registered, switched on or given another cron: before that it can't have missed a run. */
    countedFrom: instant("counted_from").notNull(),
    /** Of six fields: the next time. The queue's cron has the others. */
    nextRunAt: instant("next_run_at"),
    /** Since when it is known to be overdue, so that it is said once. */
    overdueAt: instant("overdue_at"),
  },
  (t) => [index("system_schedules_due").on(t.nextRunAt).where(sql`${t.nextRunAt} is not null`)],
);

/** Runs of system jobs, the newest 100 of each schedule. Written by the worker that holds the run. */
export const systemJobRuns = gaffer.table(
  "system_job_runs",
  {
    /** The id of its message. */
    id: uuid("id").primaryKey(),
    schedule: text("schedule").notNull(),
    job: text("job").notNull(),
    triggeredBy: text("triggered_by").notNull(),
    actor: text("actor"),
    /** With `ended_at is null` it fences every write of the run. */
    workerId: uuid("worker_id").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text("outcome"),
    error: jsonb("error").$type<{ code: string; message: string }>(),
    logs: jsonb("logs").notNull().default([]),
  },
  (t) => [
    index("system_job_runs_by_schedule").on(t.schedule, t.startedAt),
    index("system_job_runs_open").on(t.workerId).where(sql`${t.endedAt} is null`),
    check("system_job_runs_trigger", sql`${t.triggeredBy} in ('cron', 'manual', 'startup')`),
    check(
      "system_job_runs_outcome",
      sql`${t.outcome} in ('completed', 'failed', 'timedOut', 'cancelled', 'released', 'lost')`,
    ),
    check("system_job_runs_ended", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
  ],
);
