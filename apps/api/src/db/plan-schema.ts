/** The table of plans. The migration that seeds it adds the foreign key of `orgs.plan`. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer } from "./schema.ts";

const { bigint, check, integer, smallint, text } = pgCore;

/** The plan of new organizations, and of those whose plan has ended. */
export const defaultPlan = "free";

/** Limits and retention of a plan. A limit of null is unlimited. A test compares them with `docs/quotas.md`. */
export const plans = gaffer.table(
  "plans",
  {
    name: text("name").primaryKey(),
    completedDays: integer("completed_days").notNull(),
    failedDays: integer("failed_days").notNull(),
    cancelledDays: integer("cancelled_days").notNull(),
    auditDays: integer("audit_days").notNull().default(30),
    /** Maximum number of open jobs. */
    openJobs: integer("open_jobs"),
    /** Maximum number of admitted jobs. `ORG_CONCURRENCY` limits every plan. */
    runningJobs: integer("running_jobs"),
    schedules: integer("schedules"),
    /** Maximum bytes of files and announced uploads. */
    storedBytes: bigint("stored_bytes", { mode: "number" }),
    fileBytes: bigint("file_bytes", { mode: "number" }),
    /** Maximum requests per minute of one API key. */
    requestsPerMinute: integer("requests_per_minute"),
    /**
     * Weight in fair queueing: this many jobs of the organization start for each job of an organization with share 1,
     * while both organizations have jobs queued. Range: 1 to 60.
     */
    share: smallint("share").notNull().default(1),
  },
  (t) => [
    check("plans_running_jobs", sql`${t.runningJobs} > 0`),
    check("plans_requests_per_minute", sql`${t.requestsPerMinute} > 0`),
    check("plans_share", sql`${t.share} between 1 and 60`),
  ],
);
