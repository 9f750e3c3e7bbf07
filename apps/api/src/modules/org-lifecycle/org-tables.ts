import type { Schemas } from "@gaffer/contracts/server";
import { auditEvents } from "../../db/audit-schema.ts";
import type { pgCore } from "../../db/drizzle.ts";
import { orgChanges, orgListeners } from "../../db/event-schema.ts";
import { files, fileUploads, orgStorage } from "../../db/file-schema.ts";
import { invitations } from "../../db/invitation-schema.ts";
import { orgLoads } from "../../db/queue-schema.ts";
import { scheduledJobs, scheduleRuns } from "../../db/schedule-schema.ts";
import { apiKeys, idempotencyKeys, jobAttempts, jobCheckpoints, jobLogs, jobs, memberships } from "../../db/schema.ts";

export type OrgExportKind = Schemas["OrgExportKind"];

export interface OrgTable {
  table: InstanceType<typeof pgCore.PgTable>;
  /** What its rows are in an export; absent: nothing that anybody would miss. */
  kind?: Exclude<OrgExportKind, "organization">;
  /** Its key begins with an id that begins with the time: what was made after the export began is told by it, and left out. */
  idTellsTime?: true;
  /** Columns that aren't exported: secrets, what is for operators alone, and how the engine stands with a row. */
  without?: readonly string[];
}

/**
 * What an organization has, in the order in which it is removed: who may get in, then what refers to something else before
 * that. A test holds it to the tables that have an `org_id`.
 */
export const orgTables: readonly OrgTable[] = [
  { table: memberships, kind: "members", without: ["creationKey", "creationHash"] },
  { table: apiKeys, kind: "apiKeys", without: ["secretHash"] },
  // From then on nothing is recorded.
  { table: orgListeners },
  { table: idempotencyKeys },
  { table: jobLogs, kind: "jobLogs", idTellsTime: true },
  { table: jobAttempts, kind: "jobAttempts", idTellsTime: true, without: ["workerId", "errorDetails"] },
  { table: jobCheckpoints },
  {
    table: jobs,
    kind: "jobs",
    idTellsTime: true,
    without: ["admission", "cancelledAdmission", "crashes", "lostAttempts", "messageId", "priorityRank", "workerId"],
  },
  { table: scheduleRuns, kind: "scheduleRuns" },
  { table: scheduledJobs, kind: "schedules" },
  { table: fileUploads },
  { table: files, kind: "files", idTellsTime: true, without: ["readScope"] },
  { table: auditEvents, kind: "auditEvents", idTellsTime: true },
  { table: invitations, kind: "invitations", without: ["tokenHash"] },
  { table: orgChanges },
  { table: orgLoads },
  { table: orgStorage },
];
