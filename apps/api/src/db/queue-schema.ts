/** The tables of the engine: in-flight counters, virtual start times and processes. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { bigint, check, integer, primaryKey, smallint, text, uuid } = pgCore;

/**
 * In-flight counters of an organization. `admitted`: due messages, running jobs and places of permits; it never exceeds
 * the limit.
 * `open`: open jobs. `nextStart` and `nextHighStart`: the virtual start time of the next message of normal and of high
 * priority, at least the queue's virtual time.
 */
export const orgLoads = gaffer.table("org_loads", {
  orgId: uuid("org_id")
    .primaryKey()
    .references(() => orgs.id),
  admitted: integer("admitted").notNull().default(0),
  open: integer("open").notNull().default(0),
  nextStart: bigint("next_start", { mode: "number" }).notNull().default(0),
  nextHighStart: bigint("next_high_start", { mode: "number" }).notNull().default(0),
});

/** The virtual start time of the message that was fetched last. The table has one row. */
export const fairQueue = gaffer.table("fair_queue", {
  id: integer("id").primaryKey(),
  virtualTime: bigint("virtual_time", { mode: "number" }).notNull(),
});

/**
 * Processes of every role. A process removes its row when it stops. A process whose heartbeat stops is lost, and so are
 * the jobs that it runs. Processes of an older version don't set the columns that have a default.
 */
export const workers = gaffer.table("workers", {
  id: uuid("id").primaryKey(),
  host: text("host").notNull(),
  pid: integer("pid").notNull(),
  role: text("role").notNull().default("worker"),
  version: text("version").notNull().default("unknown"),
  types: text("types").array().notNull(),
  /** Names of the system job schedules that the process's code defines. */
  schedules: text("schedules").array().notNull().default([]),
  startedAt: instant("started_at").notNull(),
  heartbeatAt: instant("heartbeat_at").notNull(),
});

/**
 * Permits to start parked jobs. A permit is a message: the worker that fetches it starts the next parked jobs of the
 * organization whose messages would be in the same queue. Until then its places count as admitted jobs.
 */
export const permits = gaffer.table(
  "permits",
  {
    orgId: uuid("org_id").notNull(),
    /** The id of the message. */
    id: uuid("id").notNull(),
    /** The job type or the quarantine, as `queuedTypeOf` names it. */
    queuedType: text("queued_type").notNull(),
    /** Number of jobs that the permit may still start. */
    places: smallint("places").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), check("permits_places", sql`${t.places} > 0`)],
);
