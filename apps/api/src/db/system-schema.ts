/** The tables of system jobs: their schedules and runs. They belong to the installation, not to an organization. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant } from "./schema.ts";

const { boolean, check, index, jsonb, text, uuid } = pgCore;

/**
 * Schedules of system jobs, as defined. The queue's own table says what the queue runs. `enabled` belongs to the operator and is kept until
 * the definition is removed.
 */
export const systemSchedules = gaffer.table(
  "system_schedules",
  {
    name: text("name").primaryKey(),
    title: text("title").notNull(),
    description: text("description").notNull(),
    cron: text("cron").notNull(),
    /** Types of the system jobs that the schedule starts, all at the same time. */
    jobs: text("jobs").array().notNull(),
    enabled: boolean("enabled").notNull(),
    /** Whether the code defines the schedule. The row is removed when no living process defines it any more. */
    defined: boolean("defined").notNull(),
    /**
     * When the schedule was registered, enabled or given another cron. A run before that time doesn't count as missed.
     */
    countedFrom: instant("counted_from").notNull(),
    /** The next run of a six-field cron. Null: the queue runs the schedule, or it is disabled. */
    nextRunAt: instant("next_run_at"),
    /** When the schedule was found overdue, so that it is logged once. */
    overdueAt: instant("overdue_at"),
  },
  (t) => [index("system_schedules_due").on(t.nextRunAt).where(sql`${t.nextRunAt} is not null`)],
);

/** Runs of system jobs: the latest 100 of each schedule. The worker of the run writes them. */
export const systemJobRuns = gaffer.table(
  "system_job_runs",
  {
    /** The id of the run's message. */
    id: uuid("id").primaryKey(),
    schedule: text("schedule").notNull(),
    job: text("job").notNull(),
    trigger: text("trigger").notNull(),
    actor: text("actor"),
    /** The worker of the run. Together with `ended_at is null` it fences every write of the run. */
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
    check("system_job_runs_trigger", sql`${t.trigger} in ('cron', 'manual', 'startup')`),
    check(
      "system_job_runs_outcome",
      sql`${t.outcome} in ('completed', 'failed', 'timedOut', 'cancelled', 'released', 'lost')`,
    ),
    check("system_job_runs_ended", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
  ],
);
