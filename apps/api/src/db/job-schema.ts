/** The tables of jobs: their rows, their state, counts, attempts, labels and logs. */
import type { Schemas } from "@gaffer/contracts/server";
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { bigint, check, foreignKey, index, integer, json, jsonb, primaryKey, smallint, text, uniqueIndex, uuid } =
  pgCore;

/** Columns of a job that never change. */
const jobColumns = {
  orgId: uuid("org_id").notNull(),
  id: uuid("id").notNull(),
  type: text("type").notNull(),
  priority: text("priority").notNull(),
  /** The job's input. JSON, not JSONB, because no query reads it and its fields keep their order. */
  input: json("input").notNull(),
  maxAttempts: integer("max_attempts").notNull(),
  timeoutSeconds: integer("timeout_seconds").notNull(),
  /** When the job expires if it hasn't started. Null: never. */
  expiresAt: instant("expires_at"),
  /** The key whose open jobs share a limit, within the organization. Null: the job has no key. */
  concurrencyKey: text("concurrency_key"),
  /** Maximum number of places of the key that are taken when this job takes one. Null: the job has no key. */
  concurrencyLimit: smallint("concurrency_limit"),
  createdBy: text("created_by").notNull(),
  trigger: text("trigger").notNull(),
  /** The schedule that created the job. No foreign key, because a job outlives its schedule. */
  scheduleId: uuid("schedule_id"),
  /** The due time of the schedule's run, or the time of the manual run. */
  scheduledAt: instant("scheduled_at"),
  /** The job whose handler created the job. No foreign key, because a job outlives its parent. */
  parentId: uuid("parent_id"),
  /** From the title template of the type. Null: the type has none. */
  title: text("title"),
  /** The key of a unique job. Null: the job isn't unique. */
  uniqueKey: text("unique_key"),
  createdAt: instant("created_at").notNull(),
};

/** Columns that change while a job is open. `open_jobs` has their current values, `jobs` their values at the job's end. */
const stateColumns = {
  /**
   * Number of attempts started. While a job is running, it is the number of the running attempt, and every write of an
   * attempt is refused unless the number matches.
   */
  attempt: integer("attempt").notNull().default(0),
  /** Attempts that ended because their worker crashed or stopped. They don't count towards `max_attempts`. */
  lostAttempts: integer("lost_attempts").notNull().default(0),
  /** Lost attempts whose worker crashed. A job with at least one runs in quarantine. */
  crashes: integer("crashes").notNull().default(0),
  progress: smallint("progress").notNull().default(0),
  progressMessage: text("progress_message"),
  /** The error of the last attempt that failed. */
  error: jsonb("error").$type<{ code: string; message: string }>(),
  cancelRequestedAt: instant("cancel_requested_at"),
  startedAt: instant("started_at"),
};

/**
 * User jobs. A row is written when its job is created and once more when the job ends. In between, the job's state is
 * in `open_jobs`. Lists are ordered by `id`, a UUIDv7 whose first 48 bits are `created_at` in milliseconds.
 *
 * The fill factor leaves room for the second version of each row, and no index has a column that the end of a job
 * changes. So PostgreSQL writes this version into the same page and changes no index (a heap-only update).
 */
export const jobs = gaffer.table(
  "jobs",
  {
    ...jobColumns,
    ...stateColumns,
    /** Null: none. */
    tags: text("tags").array(),
    /** Null: none. */
    metadata: json("metadata").$type<Record<string, string>>(),
    /** Number of retries by requests. */
    retries: integer("retries").notNull().default(0),
    /** Null: the job is open. */
    status: text("status"),
    output: json("output"),
    /**
     * The `admission` that a job had when it was cancelled while pending. A restore needs it. Null: the job was running
     * when it was cancelled, or isn't cancelled.
     */
    cancelledAdmission: text("cancelled_admission"),
    /** The message of the last run. Null: the job is open and has never ended. */
    messageId: uuid("message_id"),
    /** The worker of the last attempt. */
    workerId: uuid("worker_id"),
    /** When the last attempt was due. Null: the job is open and has never ended. */
    runAt: instant("run_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId], foreignColumns: [orgs.id] }),
    index("jobs_by_type").on(t.orgId, t.type, t.id),
    // Lists by creator or by schedule read these two indexes once for each type.
    index("jobs_by_creator").on(t.orgId, t.createdBy, t.type, t.id),
    index("jobs_by_schedule").on(t.orgId, t.scheduleId, t.type, t.id).where(sql`${t.scheduleId} is not null`),
    index("jobs_by_schedule_and_creator")
      .on(t.orgId, t.scheduleId, t.createdBy, t.id)
      .where(sql`${t.scheduleId} is not null`),
    index("jobs_by_parent").on(t.orgId, t.parentId, t.id).where(sql`${t.parentId} is not null`),
    check("jobs_status", sql`${t.status} in ('completed', 'failed', 'cancelled')`),
    check("jobs_priority", sql`${t.priority} in ('low', 'normal', 'high')`),
    check("jobs_progress", sql`${t.progress} between 0 and 100`),
    check("jobs_ended", sql`(${t.endedAt} is null) = (${t.status} is null)`),
    check("jobs_ended_state", sql`${t.status} is null or (${t.messageId} is not null and ${t.runAt} is not null)`),
    check(
      "jobs_cancelled_admission",
      sql`${t.cancelledAdmission} is null or (${t.status} = 'cancelled' and ${t.cancelledAdmission} in ('admitted', 'parked', 'delayed', 'held'))`,
    ),
  ],
);

/**
 * The state of open jobs: one row for each, deleted when the job ends. A job with a worker is running, any other is
 * pending. Transactions lock this row before the row of `jobs`.
 */
export const openJobs = gaffer.table(
  "open_jobs",
  {
    orgId: jobColumns.orgId,
    id: jobColumns.id,
    type: jobColumns.type,
    priority: jobColumns.priority,
    /** Rank of `priority`. 0 is the highest. */
    priorityRank: smallint("priority_rank").generatedAlwaysAs(
      sql`case priority when 'high' then 0 when 'normal' then 1 else 2 end`,
    ),
    maxAttempts: jobColumns.maxAttempts,
    timeoutSeconds: jobColumns.timeoutSeconds,
    expiresAt: jobColumns.expiresAt,
    concurrencyKey: jobColumns.concurrencyKey,
    concurrencyLimit: jobColumns.concurrencyLimit,
    scheduleId: jobColumns.scheduleId,
    uniqueKey: jobColumns.uniqueKey,
    /**
     * `admitted`: the job's message is in the queue, or the job runs. `parked`: the organization has no room, so there
     * is no message yet. `delayed`: the message isn't due. `held`: all places of the job's key are taken, so there is no
     * message yet.
     */
    admission: text("admission").notNull(),
    /** The message of the next or current run. Any other message has no effect on the job. */
    messageId: uuid("message_id").notNull(),
    /** The worker of the running attempt, whose heartbeat is the attempt's lease. Null: the job is pending. */
    workerId: uuid("worker_id"),
    /** When the next or current attempt is due. */
    runAt: instant("run_at").notNull(),
    ...stateColumns,
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    // Parked jobs in the order of their admission.
    index("open_jobs_parked").on(t.orgId, t.priorityRank, t.id).where(sql`${t.admission} = 'parked'`),
    // Held jobs of a key in the order in which they get places, and the jobs that have taken its places.
    index("open_jobs_held").on(t.orgId, t.concurrencyKey, t.priorityRank, t.id).where(sql`${t.admission} = 'held'`),
    index("open_jobs_by_key")
      .on(t.orgId, t.concurrencyKey)
      .where(sql`${t.concurrencyKey} is not null and ${t.admission} in ('admitted', 'parked')`),
    index("open_jobs_running").on(t.orgId, t.id).where(sql`${t.workerId} is not null`),
    index("open_jobs_by_expiry").on(t.expiresAt).where(sql`${t.expiresAt} is not null`),
    // A unique job holds its key until its row is deleted.
    uniqueIndex("open_jobs_by_unique_key").on(t.orgId, t.type, t.uniqueKey).where(sql`${t.uniqueKey} is not null`),
    // For the overlap policy of schedules.
    index("open_jobs_by_schedule").on(t.orgId, t.scheduleId).where(sql`${t.scheduleId} is not null`),
    check("open_jobs_admission", sql`${t.admission} in ('admitted', 'parked', 'delayed', 'held')`),
    check("open_jobs_held", sql`${t.admission} <> 'held' or ${t.concurrencyKey} is not null`),
    check(
      "open_jobs_running",
      sql`${t.workerId} is null or (${t.admission} = 'admitted' and ${t.startedAt} is not null)`,
    ),
    check("open_jobs_progress", sql`${t.progress} between 0 and 100`),
  ],
);

/**
 * Ended jobs, for lists by status and for the pruning. A row is written at the job's end, so its indexes cost nothing
 * before. Each index has the jobs of one status in the order of their ids.
 */
export const endedJobs = gaffer.table(
  "ended_jobs",
  {
    orgId: jobColumns.orgId,
    id: jobColumns.id,
    status: text("status").notNull(),
    endedAt: instant("ended_at").notNull(),
    type: jobColumns.type,
    createdBy: jobColumns.createdBy,
    scheduleId: jobColumns.scheduleId,
  },
  (t) => [
    index("ended_jobs_by_status").on(t.orgId, t.status, t.id),
    index("ended_jobs_by_type").on(t.orgId, t.type, t.status, t.id),
    index("ended_jobs_by_creator").on(t.orgId, t.createdBy, t.status, t.id),
    index("ended_jobs_by_schedule").on(t.orgId, t.scheduleId, t.status, t.id).where(sql`${t.scheduleId} is not null`),
  ],
);

/**
 * Changes of the numbers of ended jobs. Triggers on `ended_jobs` append a row for each organization, type, status and
 * half-hour that a statement changes, so transactions wait for each other nowhere. `foldCounts` moves the rows to
 * `job_totals` and `job_slices`. A number is the sum of both tables.
 */
export const jobCountChanges = gaffer.table(
  "job_count_changes",
  {
    orgId: uuid("org_id").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    /** When the jobs were created: half-hours since 1970. */
    slice: integer("slice").notNull(),
    /** Negative: jobs that were deleted, retried or restored. */
    jobs: integer("jobs").notNull(),
  },
  (t) => [index("job_count_changes_by_org").on(t.orgId)],
);

/** Numbers of an organization's ended jobs, without the changes in `job_count_changes`. */
export const jobTotals = gaffer.table(
  "job_totals",
  {
    orgId: uuid("org_id").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    jobs: bigint("jobs", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.type, t.status] })],
);

/** Numbers of ended jobs by the half-hour of their creation, for about a week. Without `job_count_changes`. */
export const jobSlices = gaffer.table(
  "job_slices",
  {
    orgId: uuid("org_id").notNull(),
    slice: integer("slice").notNull(),
    status: text("status").notNull(),
    jobs: bigint("jobs", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.slice, t.status] })],
);

/** Jobs with their current state: a view of `jobs` and `open_jobs`. The migrations define it. */
export const currentJobs = gaffer
  .view("current_jobs", {
    ...jobColumns,
    ...stateColumns,
    tags: text("tags").array().notNull(),
    metadata: json("metadata").$type<Record<string, string>>().notNull(),
    retries: integer("retries").notNull(),
    status: text("status").notNull(),
    output: json("output"),
    /** Null: the job has ended. */
    admission: text("admission"),
    cancelledAdmission: text("cancelled_admission"),
    messageId: uuid("message_id").notNull(),
    workerId: uuid("worker_id"),
    runAt: instant("run_at").notNull(),
    endedAt: instant("ended_at"),
  })
  .existing();

/**
 * Attempts that ended without completing. A trigger of `jobs` deletes the rows of this table and of the next two with
 * their jobs. A foreign key would look each job up three times when it is deleted. Only a transaction that has locked the
 * job's row of `open_jobs` inserts rows.
 * The job's own row describes the running and the completed attempt, so a job without a failure
 * writes no second row.
 */
export const jobAttempts = gaffer.table(
  "job_attempts",
  {
    orgId: uuid("org_id").notNull(),
    jobId: uuid("job_id").notNull(),
    attempt: integer("attempt").notNull(),
    status: text("status").notNull(),
    workerId: uuid("worker_id").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    error: jsonb("error").$type<{ code: string; message: string }>(),
    /** The thrown errors with stacks and causes, for operators. At most 16 KiB. */
    errorDetails: jsonb("error_details").$type<Schemas["ErrorDetail"][]>(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.jobId, t.attempt] }),
    check("job_attempts_status", sql`${t.status} in ('failed', 'timedOut', 'cancelled', 'lost')`),
  ],
);

/** The last checkpoint of a job's handler. The next attempt continues from it. */
export const jobCheckpoints = gaffer.table(
  "job_checkpoints",
  {
    orgId: uuid("org_id").notNull(),
    jobId: uuid("job_id").notNull(),
    value: json("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.jobId] })],
);

/**
 * Labels of jobs as terms, for the filters by tag and metadata: `label_terms` computes them. A job without labels has no row. A trigger
 * deletes the rows with their job.
 */
export const jobTerms = gaffer.table(
  "job_terms",
  {
    orgId: uuid("org_id").notNull(),
    /** Such as `tag:nightly` or `metadata:customer:4711`. */
    term: text("term").notNull(),
    /** The job. */
    id: uuid("id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.term, t.id] })],
);

export const jobLogs = gaffer.table(
  "job_logs",
  {
    orgId: uuid("org_id").notNull(),
    jobId: uuid("job_id").notNull(),
    attempt: integer("attempt").notNull(),
    line: integer("line").notNull(),
    at: instant("at").notNull(),
    level: text("level").notNull(),
    message: text("message").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.jobId, t.attempt, t.line] })],
);
