/**
 * The tables. Row-level security, grants and roles are in `migrations/0001_tenancy.sql`; a test checks that every table
 * with an `org_id` forces row-level security.
 */
import type { Schemas } from "@gaffer/contracts/server";
import { pgCore, sql } from "./drizzle.ts";

const {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} = pgCore;

/** Gaffer has its own schema, so that it can share the database of the application that it serves. */
export const gaffer = pgSchema("gaffer");

export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const orgs = gaffer.table(
  "orgs",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    plan: text("plan").notNull().default("free"),
    /** When the plan ends. The organization then has the free plan. Null: never. */
    planEndsAt: instant("plan_ends_at"),
    createdAt: instant("created_at").notNull(),
    /** When the organization is removed with its data. Until then it accepts no new work and can be restored. Null: it is not deleted. */
    deleteAfter: instant("delete_after"),
  },
  (t) => [index("orgs_to_delete").on(t.deleteAfter).where(sql`${t.deleteAfter} is not null`)],
);

export const users = gaffer.table("users", {
  id: uuid("id").primaryKey(),
  /** The user's e-mail address, in lower case. */
  email: text("email").notNull().unique(),
  /** Whether the user has proved that the address is theirs. An unverified address makes no user an administrator. */
  emailVerified: boolean("email_verified").notNull().default(false),
  name: text("name").notNull(),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const memberships = gaffer.table(
  "memberships",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").notNull(),
    createdAt: instant("created_at").notNull(),
    /**
     * The `Idempotency-Key` and the hash of the request that created the organization and this membership. Null: the
     * request had no key, or the membership was created later.
     */
    creationKey: text("creation_key"),
    creationHash: text("creation_hash"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.userId] }),
    index("memberships_by_user").on(t.userId, t.orgId),
    check("memberships_role", sql`${t.role} in ('owner', 'admin', 'member', 'viewer')`),
  ],
);

export const apiKeys = gaffer.table(
  "api_keys",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    /** The public part of the API key. Unique over all organizations, because API keys are looked up by it. */
    id: text("id").notNull().unique(),
    name: text("name").notNull(),
    /** SHA-256 of the secret part. The secret itself is not stored. */
    secretHash: bytea("secret_hash").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    /** When the API key was last used, accurate to the minute. */
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] })],
);

/**
 * User jobs. Lists are ordered by `id`, a UUIDv7 whose first 48 bits are `created_at` in milliseconds. No index contains `progress` or
 * `progress_message`, so that progress updates stay cheap.
 */
export const jobs = gaffer.table(
  "jobs",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    id: uuid("id").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    priority: text("priority").notNull(),
    /** Rank of `priority`. 0 is the highest. */
    priorityRank: smallint("priority_rank").generatedAlwaysAs(
      sql`case priority when 'high' then 0 when 'normal' then 1 else 2 end`,
    ),
    progress: smallint("progress").notNull().default(0),
    progressMessage: text("progress_message"),
    /** The job's input. JSON, not JSONB, because no query reads it and its fields keep their order. */
    input: json("input").notNull(),
    output: json("output"),
    error: jsonb("error").$type<{ code: string; message: string }>(),
    /**
     * Number of attempts started. While `status` is `processing`, it is the number of the running attempt, and every
     * write of an attempt is refused unless the number matches.
     */
    attempt: integer("attempt").notNull().default(0),
    /** Attempts that ended because their worker crashed or stopped. They don't count towards `max_attempts`. */
    lostAttempts: integer("lost_attempts").notNull().default(0),
    /** Lost attempts whose worker crashed. A job with at least one runs in quarantine. */
    crashes: integer("crashes").notNull().default(0),
    maxAttempts: integer("max_attempts").notNull(),
    /**
     * Admission state of an open job. `admitted`: its message is in the queue, or it runs. `waiting`: parked, because the organization
     * has no room, so there is no message yet. `delayed`: its message isn't due. Null: the job has ended.
     */
    admission: text("admission"),
    /**
     * The `admission` that a job had when it was cancelled while pending. A restore needs it. Null: the job was running
     * when it was cancelled, or isn't cancelled.
     */
    cancelledAdmission: text("cancelled_admission"),
    /** The message of the next or current run. Any other message has no effect on the job. */
    messageId: uuid("message_id").notNull(),
    /** The worker of the running attempt, or of the last one. Its heartbeat is the attempt's lease. */
    workerId: uuid("worker_id"),
    runAt: instant("run_at").notNull(),
    timeoutSeconds: integer("timeout_seconds").notNull(),
    createdBy: text("created_by").notNull(),
    trigger: text("trigger").notNull(),
    /** The schedule that created the job. No foreign key, because a job outlives its schedule. */
    scheduleId: uuid("schedule_id"),
    cancelRequestedAt: instant("cancel_requested_at"),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("completed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("jobs_by_status").on(t.orgId, t.status, t.id),
    index("jobs_by_type").on(t.orgId, t.type, t.id),
    index("jobs_by_creator").on(t.orgId, t.createdBy, t.id),
    // Index of pending jobs. Parked jobs are in the order of their admission. The few jobs with a message are found
    // without reading parked jobs.
    index("jobs_pending").on(t.admission, t.orgId, t.priorityRank, t.id).where(sql`${t.status} = 'pending'`),
    index("jobs_running").on(t.workerId).where(sql`${t.status} = 'processing'`),
    index("jobs_by_schedule").on(t.orgId, t.scheduleId, t.id).where(sql`${t.scheduleId} is not null`),
    // Open jobs of a schedule, for its overlap policy.
    index("jobs_of_schedule_unended")
      .on(t.orgId, t.scheduleId)
      .where(sql`${t.scheduleId} is not null and ${t.status} in ('pending', 'processing')`),
    check("jobs_status", sql`${t.status} in ('pending', 'processing', 'completed', 'failed', 'cancelled')`),
    check("jobs_priority", sql`${t.priority} in ('low', 'normal', 'high')`),
    check("jobs_progress", sql`${t.progress} between 0 and 100`),
    check("jobs_finished", sql`(${t.endedAt} is not null) = (${t.status} in ('completed', 'failed', 'cancelled'))`),
    check("jobs_admission", sql`${t.admission} in ('admitted', 'waiting', 'delayed')`),
    check("jobs_admitted", sql`(${t.admission} is null) = (${t.status} in ('completed', 'failed', 'cancelled'))`),
    check(
      "jobs_cancelled_admission",
      sql`${t.cancelledAdmission} is null or (${t.status} = 'cancelled' and ${t.cancelledAdmission} in ('admitted', 'waiting', 'delayed'))`,
    ),
    check("jobs_held", sql`${t.status} <> 'processing' or ${t.workerId} is not null`),
  ],
);

/**
 * Attempts that ended without completing. The job's own row describes the running and the completed attempt, so a job without a failure
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
    foreignKey({ columns: [t.orgId, t.jobId], foreignColumns: [jobs.orgId, jobs.id] }).onDelete("cascade"),
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
  (t) => [
    primaryKey({ columns: [t.orgId, t.jobId] }),
    foreignKey({ columns: [t.orgId, t.jobId], foreignColumns: [jobs.orgId, jobs.id] }).onDelete("cascade"),
  ],
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
  (t) => [
    primaryKey({ columns: [t.orgId, t.jobId, t.attempt, t.line] }),
    foreignKey({ columns: [t.orgId, t.jobId], foreignColumns: [jobs.orgId, jobs.id] }).onDelete("cascade"),
  ],
);

/** Responses to create requests with an `Idempotency-Key`. The transaction of a create request writes its response. */
export const idempotencyKeys = gaffer.table(
  "idempotency_keys",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    response: json("response").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.key] }), index("idempotency_keys_by_expiry").on(t.expiresAt)],
);
