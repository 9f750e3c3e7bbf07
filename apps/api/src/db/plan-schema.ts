/** The table of the plans. The migration that seeds them ties `orgs.plan` to them. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer } from "./schema.ts";

const { bigint, check, integer, smallint, text } = pgCore;

/** What an organization may use, and for how long what it leaves is kept. `docs/quotas.md` has the same; a test compares. */
export const plans = gaffer.table(
  "plans",
  {
    name: text("name").primaryKey(),
    completedDays: integer("completed_days").notNull(),
    failedDays: integer("failed_days").notNull(),
    cancelledDays: integer("cancelled_days").notNull(),
    auditDays: integer("audit_days").notNull().default(30),
    /** Jobs that haven't ended. A limit that is null is none. */
    queuedJobs: integer("queued_jobs"),
    /** Jobs in line or running at once. `ORG_CONCURRENCY` holds for all plans. */
    runningJobs: integer("running_jobs"),
    schedules: integer("schedules"),
    /** Of files, and of uploads that are announced. */
    storedBytes: bigint("stored_bytes", { mode: "number" }),
    fileBytes: bigint("file_bytes", { mode: "number" }),
    /** For each API key. */
    requestsPerMinute: integer("requests_per_minute"),
    /** How many jobs of it start for each one of another organization with 1, while both have jobs waiting. */
    share: smallint("share").notNull().default(1),
  },
  (t) => [
    check("plans_running_jobs", sql`${t.runningJobs} > 0`),
    check("plans_requests_per_minute", sql`${t.requestsPerMinute} > 0`),
    check("plans_share", sql`${t.share} between 1 and 60`),
  ],
);
