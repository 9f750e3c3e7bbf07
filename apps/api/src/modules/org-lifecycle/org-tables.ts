import type { Schemas } from "@gaffer/contracts/server";
import { auditEvents } from "../../db/audit-schema.ts";
import type { PgTable, PgView } from "../../db/drizzle.ts";
import { orgChanges, orgListeners } from "../../db/event-schema.ts";
import { files, fileUploads, orgStorage } from "../../db/file-schema.ts";
import { invitations } from "../../db/invitation-schema.ts";
import {
  currentJobs,
  endedJobs,
  jobAttempts,
  jobCheckpoints,
  jobCountChanges,
  jobLogs,
  jobSlices,
  jobs,
  jobTerms,
  jobTotals,
  openJobs,
} from "../../db/job-schema.ts";
import { orgLoads, permits } from "../../db/queue-schema.ts";
import { scheduledJobs, scheduleRuns } from "../../db/schedule-schema.ts";
import { apiKeys, idempotencyKeys, memberships } from "../../db/schema.ts";

export type OrgExportKind = Schemas["OrgExportKind"];

export interface OrgTable {
  table: PgTable;
  /** The view that is exported instead of the table. It has the table's key. */
  view?: PgView;
  /** The kind of the table's rows in an export. Absent: not exported. */
  kind?: Exclude<OrgExportKind, "organization">;
  /** Whether the first column of the table's key is a UUIDv7, so that rows newer than the export can be skipped. */
  idTellsTime?: true;
  /** Columns that are not exported: secrets, data for operators, and the engine's state. */
  without?: readonly string[];
  /** Exported fields that the API computes from columns, as SQL expressions. */
  computed?: Readonly<Record<string, string>>;
}

/**
 * The tables of an organization, in the order of their removal. Tables that give access are first. Each table is before the tables that it refers to. A test compares the list with the tables that have an `org_id`.
 */
export const orgTables: readonly OrgTable[] = [
  { table: memberships, kind: "members", without: ["creationKey", "creationHash"] },
  { table: apiKeys, kind: "apiKeys", without: ["secretHash"] },
  // Without a row of `org_listeners` the triggers record no more changes.
  { table: orgListeners },
  { table: idempotencyKeys },
  { table: jobLogs, kind: "jobLogs", idTellsTime: true },
  { table: jobAttempts, kind: "jobAttempts", idTellsTime: true, without: ["workerId", "errorDetails"] },
  { table: jobCheckpoints },
  {
    table: jobs,
    view: currentJobs,
    kind: "jobs",
    idTellsTime: true,
    without: [
      "admission",
      "cancelledAdmission",
      "concurrencyKey",
      "concurrencyLimit",
      "crashes",
      "lostAttempts",
      "messageId",
      "workerId",
    ],
    computed: {
      concurrency: `case when current_jobs.concurrency_key is null then null
                    else json_build_object('key', current_jobs.concurrency_key, 'limit', current_jobs.concurrency_limit) end`,
    },
  },
  // A trigger deletes the rows of these tables with the rows of `jobs`.
  { table: openJobs },
  { table: endedJobs },
  { table: jobTerms },
  // In this order, because counts move from the first table to the others.
  { table: jobCountChanges },
  { table: jobTotals },
  { table: jobSlices },
  {
    table: scheduleRuns,
    kind: "scheduleRuns",
  },
  { table: scheduledJobs, kind: "schedules" },
  { table: fileUploads },
  { table: files, kind: "files", idTellsTime: true, without: ["readScope"] },
  { table: auditEvents, kind: "auditEvents", idTellsTime: true },
  { table: invitations, kind: "invitations", without: ["tokenHash"] },
  { table: orgChanges },
  { table: permits },
  { table: orgLoads },
  { table: orgStorage },
];
