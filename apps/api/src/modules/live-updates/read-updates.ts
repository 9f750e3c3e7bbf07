/** Reads the current state of changed jobs and schedules. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, eq, inArray } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import { readJobSummaries } from "../jobs/index.ts";
import { readSchedules } from "../schedules/read-schedules.ts";
import type { Changed } from "./change-feed.ts";

export type LiveUpdate = Schemas["LiveUpdate"];
export type Subject = Schemas["LiveSubject"];

/** Returns one update for each change. Rows that no longer exist are `removed`. */
export async function readLiveUpdates(
  tx: Transaction,
  orgId: string,
  changed: readonly Changed[],
): Promise<LiveUpdate[]> {
  const idsOf = (wanted: Subject) => changed.filter(({ subject }) => subject === wanted).map(({ id }) => id);
  const [ofJobs, ofSchedules] = await Promise.all([
    readJobs(tx, orgId, idsOf("job")),
    readSchedulesOf(tx, orgId, idsOf("schedule")),
  ]);
  const found = { job: ofJobs, schedule: ofSchedules };
  return changed.map(({ subject, id }) => found[subject].get(id) ?? { kind: "removed", subject, id });
}

/** The job or schedule of an update. undefined: the update concerns all of them. */
export function subjectOf(event: LiveUpdate): Changed | undefined {
  if (event.kind === "job") return { subject: "job", id: event.job.id };
  if (event.kind === "schedule") return { subject: "schedule", id: event.schedule.id };
  return event.kind === "removed" ? event : undefined;
}

async function readJobs(tx: Transaction, orgId: string, ids: string[]): Promise<Map<string, LiveUpdate>> {
  const summaries = await readJobSummaries(tx, orgId, ids);
  return new Map(summaries.map((job) => [job.id, { kind: "job", job } satisfies LiveUpdate]));
}

async function readSchedulesOf(tx: Transaction, orgId: string, ids: string[]): Promise<Map<string, LiveUpdate>> {
  if (ids.length === 0) return new Map();
  const condition = and(eq(scheduledJobs.orgId, orgId), inArray(scheduledJobs.id, ids));
  const schedules = await readSchedules(tx, condition, ids.length);
  return new Map(schedules.map((schedule) => [schedule.id, { kind: "schedule", schedule } satisfies LiveUpdate]));
}
