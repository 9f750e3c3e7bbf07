import type { Schemas } from "@gaffer/contracts/server";
import { count, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import type { Principal } from "../../http/caller.ts";
import { assertMatches, requireMatch } from "../../http/preconditions.ts";
import { invalid, ProblemError, quotaExceeded } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { isMasked, type NewJob, type PrivateFields, type PrivateOwner } from "../jobs/index.ts";
import { readPlan } from "../quotas/read-plan.ts";
import { announceRun } from "./announce-run.ts";
import { getSchedule, isSchedule, lockSchedule } from "./read-schedules.ts";
import { type Timetable, validateRecurrence } from "./recurrence/validate-recurrence.ts";
import { activeUntil, nextRunAfter, toTimetableColumns } from "./timetable.ts";
import { type ScheduleRow, toSchedule } from "./to-schedule.ts";

export const pausedByRequest = { status: "paused", pauseReason: "requested", nextRunAt: null } as const;

/** Creates a schedule: active, or paused if the request says so. */
export async function createSchedule(
  tx: Transaction,
  { orgId, actor }: Principal,
  request: Schemas["CreateScheduleRequest"],
  { privateFields, now }: { privateFields: PrivateFields; now: Date },
): Promise<Schemas["Schedule"]> {
  const errors = validateRecurrence(request, now);
  const id = newId();
  const job = encryptJob({ orgId, id }, request.job, privateFields);
  if (errors.length > 0) throw invalid(...errors);
  await assertRoom(tx, orgId);
  const { name, missed, overlap, pauseAfterFailures, paused } = request;
  const timetable = { ...toTimetableColumns(request), runCount: 0, createdAt: now };
  const state = paused ? pausedByRequest : activeUntil(nextRunAfter(timetable, now));
  const [row] = await tx.db
    .insert(scheduledJobs)
    .values({
      orgId,
      id,
      name,
      job,
      ...timetable,
      missed,
      overlap,
      pauseAfterFailures,
      ...state,
      createdBy: actor,
      updatedAt: now,
    })
    .returning();
  if (!row) throw new Error("no schedule was created");
  await announceRun(tx, row.nextRunAt);
  return toSchedule(row, null);
}

/** Returns the stored form of a job. Throws a problem that names the private fields that can't be stored. */
function encryptJob(owner: PrivateOwner, job: Schemas["ScheduledJob"], privateFields: PrivateFields) {
  const { type, input: value } = job;
  const faults = privateFields.findFaults(type, value, "/job");
  if (faults.length > 0) throw invalid(...faults);
  return { ...job, input: privateFields.encrypt({ owner, type, part: "input", value }) };
}

/**
 * Returns the stored form of a schedule's changed job. A caller that can't read private fields may send back the unchanged input. Any other
 * change needs the private values, so that they can't be sent elsewhere by a caller who can't read them.
 */
function changeJob(
  { orgId, id, job: stored }: ScheduleRow,
  job: Schemas["ScheduledJob"],
  privateFields: PrivateFields,
) {
  const before = stored as NewJob;
  if (before.type === job.type && isMasked(job.input, before)) return { ...job, input: before.input };
  return encryptJob({ orgId, id }, job, privateFields);
}

/** Throws quota-exceeded at the plan's limit. The lock serializes concurrent creates of the organization. */
async function assertRoom(tx: Transaction, orgId: string): Promise<void> {
  const { plan } = await readPlan(tx, orgId);
  if (plan.schedules === null) return;
  await tx.sql("select pg_advisory_xact_lock(hashtextextended($1, 1))", [`schedules/${orgId}`]);
  const [row] = await tx.db.select({ used: count() }).from(scheduledJobs).where(eq(scheduledJobs.orgId, orgId));
  const used = row?.used ?? 0;
  if (used >= plan.schedules) throw quotaExceeded({ name: "schedules", limit: plan.schedules, used, requested: 1 });
}

type Changes = Schemas["UpdateScheduleRequest"];

interface Update {
  orgId: string;
  scheduleId: string;
  /** The `If-Match` header. */
  ifMatch: string | undefined;
  changes: Changes;
  privateFields: PrivateFields;
  now: Date;
}

/** Updates the given fields. A changed timetable recomputes the next run. */
export async function updateSchedule(tx: Transaction, update: Update): Promise<Schemas["Schedule"]> {
  const { orgId, scheduleId, ifMatch, changes, privateFields, now } = update;
  const row = await lockSchedule(tx, orgId, scheduleId);
  requireMatch(ifMatch);
  assertMatches(ifMatch, row.version);
  if (Object.keys(changes).length > 0) {
    const { recurrence, timezone, startsAt, endsAt, maxRuns, job, ...settings } = changes;
    const isRetimed = Object.values({ recurrence, timezone, startsAt, endsAt, maxRuns }).some(
      (value) => value !== undefined,
    );
    const changed = job && { job: changeJob(row, job, privateFields) };
    const timing = isRetimed ? retime(row, changes, now) : undefined;
    await tx.db
      .update(scheduledJobs)
      .set({ ...settings, ...changed, ...timing, version: row.version + 1, updatedAt: now })
      .where(isSchedule(orgId, scheduleId));
    if (timing) await announceRun(tx, timing.nextRunAt);
  }
  return getSchedule(tx, orgId, scheduleId);
}

/** The columns of the changed timetable. A paused schedule stays paused. */
function retime(row: ScheduleRow, changes: Changes, now: Date) {
  const timetable: Timetable = { ...toSchedule(row, null), ...changes };
  const errors = validateRecurrence(timetable, now);
  if (errors.length > 0) throw invalid(...errors);
  const columns = toTimetableColumns(timetable);
  if (row.status === "paused") return { ...columns, nextRunAt: null };
  return { ...columns, ...activeUntil(nextRunAfter({ ...row, ...columns }, now)) };
}

/** Deletes a schedule with its runs. Its jobs stay. */
export async function deleteSchedule(
  tx: Transaction,
  { orgId, scheduleId, ifMatch }: Pick<Update, "orgId" | "scheduleId" | "ifMatch">,
): Promise<void> {
  const { version } = await lockSchedule(tx, orgId, scheduleId);
  assertMatches(ifMatch, version);
  await tx.db.delete(scheduledJobs).where(isSchedule(orgId, scheduleId));
}

interface Switch {
  orgId: string;
  scheduleId: string;
  now: Date;
}

/** Pauses a schedule. Replaces the pause reason `failures` by `requested`. */
export async function pauseSchedule(tx: Transaction, { orgId, scheduleId, now }: Switch): Promise<Schemas["Schedule"]> {
  const row = await lockSchedule(tx, orgId, scheduleId);
  if (row.status === "ended") throw hasEnded();
  if (row.pauseReason !== "requested") {
    await save(tx, row, pausedByRequest, now);
  }
  return getSchedule(tx, orgId, scheduleId);
}

/** Resumes a paused schedule at its next run and resets its failure count. Without a next run the schedule ends. */
export async function resumeSchedule(
  tx: Transaction,
  { orgId, scheduleId, now }: Switch,
): Promise<Schemas["Schedule"]> {
  const row = await lockSchedule(tx, orgId, scheduleId);
  if (row.status === "paused") {
    const active = activeUntil(nextRunAfter(row, now));
    await save(tx, row, { ...active, failuresInARow: 0 }, now);
    await announceRun(tx, active.nextRunAt);
  }
  return getSchedule(tx, orgId, scheduleId);
}

async function save(tx: Transaction, { orgId, id, version }: ScheduleRow, set: Partial<ScheduleRow>, now: Date) {
  await tx.db
    .update(scheduledJobs)
    .set({ ...set, version: version + 1, updatedAt: now })
    .where(isSchedule(orgId, id));
}

function hasEnded(): ProblemError {
  const detail = "The schedule has ended, so it can't be paused. Give it a later end or more runs to start it again.";
  return new ProblemError("schedule-ended", detail);
}
