/**
 * Decides on the runs that are due, in one transaction: their jobs and messages, what is on record of each run, and when
 * the schedule runs next. A slot that is on record already is left alone, so nothing happens twice.
 */
import { and, getTableColumns, lte, notInArray, sql } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { scheduledJobs } from "../../../db/schedule-schema.ts";
import { newId } from "../../../new-id.ts";
import type { Admission } from "../../jobs/admission.ts";
import { cancelLocked } from "../../jobs/cancel-job.ts";
import type { JobHandlers } from "../../jobs/handlers/registry.ts";
import type { NewJob } from "../../jobs/handlers/types.ts";
import { lockOpen } from "../../jobs/jobs-table.ts";
import { newJobRow } from "../../jobs/new-job-row.ts";
import { insertRuns, refuseRuns } from "../insert-runs.ts";
import { findOpen, type OpenJob } from "../overlap.ts";
import { orgToBeDeleted, refusalOf } from "../refusal.ts";
import { activeUntil, nextRunAfter } from "../timetable.ts";
import type { ScheduleRow, ScheduleRunRow } from "../to-schedule.ts";
import { type DueRow, type DueSlots, dueSlots } from "./due-slots.ts";

export interface RunDueOptions {
  admission: Admission;
  handlers: JobHandlers;
}

export interface DueRequest {
  now: Date;
  limit: number;
  /** The ids of schedules to leave alone. */
  except: readonly string[];
  /** Lock the in-flight counters, instead of failing with `CountersChanged`. */
  lock: boolean;
  /** Hears of the schedules that are being decided on, before anything can go wrong with them. */
  onPicked: (ids: string[]) => void;
}

export interface DueResult {
  decided: ScheduleRow[];
  /** Schedules whose earlier job is starting or ending at this moment: to be tried again. */
  deferred: string[];
  runs: ScheduleRunRow[];
  /** There was more to decide on than one transaction should. */
  more: boolean;
}

/**
 * About so many runs are decided on in one transaction: schedules that owe a hundred runs each would keep an organization's
 * load locked for seconds, and might never get done in the time that a statement may take.
 */
const mostRuns = 2_000;

/** A schedule that is due, and what is to be done about it. */
interface Plan extends DueSlots {
  row: PickedRow;
  refusal: ReturnType<typeof refusalOf>;
}

type PickedRow = ScheduleRow & DueRow & { orgToBeDeleted: boolean };

export async function runDue(tx: Transaction, options: RunDueOptions, request: DueRequest): Promise<DueResult> {
  const { admission, handlers } = options;
  const { now, lock } = request;
  const picked = await pickDue(tx, request);
  const plans = planRuns(picked, handlers, now);
  const { open, busy } = await findOverlaps(tx, plans);
  const decided = plans.filter(({ row }) => !busy.has(row.id));
  const inserted = await insertRuns(
    tx,
    decided.flatMap((plan) => toRuns(plan, open.has(plan.row.id), now)),
  );
  const rowOf = new Map(decided.map(({ row }) => [row.id, row]));
  const starting = inserted.filter(({ jobId }) => jobId);
  // A cancelled job is counted until the end of this transaction, and all counters have to be locked at once.
  const overlaps = starting.some(({ scheduleId }) => isOutdating(rowOf.get(scheduleId) as PickedRow, open));
  const refusals = await admission.enqueue(
    tx,
    starting.map((run) => [toJobRow(rowOf.get(run.scheduleId) as PickedRow, run, handlers, now)]),
    { now, lock: lock || overlaps },
  );
  const runs = await refuseRuns(tx, inserted, starting, refusals);
  const started = Map.groupBy(
    runs.filter(({ jobId }) => jobId),
    ({ scheduleId }) => scheduleId,
  );
  const outdated = decided.flatMap(({ row }) =>
    started.has(row.id) && isOutdating(row, open) ? (open.get(row.id) ?? []) : [],
  );
  if (outdated.length > 0) await cancelLocked(tx, outdated, now);
  await advance(
    tx,
    decided.map(({ row }) => ({ ...row, runCount: row.runCount + (started.get(row.id)?.length ?? 0) })),
    now,
  );
  return { decided: decided.map(({ row }) => row), deferred: [...busy], runs, more: plans.length < picked.length };
}

/** Whether a run of this schedule cancels the jobs of earlier ones. */
function isOutdating({ id, overlap }: PickedRow, open: ReadonlyMap<string, OpenJob[]>): boolean {
  return overlap === "cancelPrevious" && open.has(id);
}

/** What to do about these schedules, or as many of them, from the first, as `mostRuns` allows. */
function planRuns(rows: readonly PickedRow[], handlers: JobHandlers, now: Date): Plan[] {
  const plans: Plan[] = [];
  let runs = 0;
  for (const row of rows) {
    if (runs >= mostRuns) break;
    const slots = dueSlots(row, now);
    runs += slots.run.length + slots.missed.length;
    plans.push({
      row,
      ...slots,
      refusal: row.orgToBeDeleted ? orgToBeDeleted : refusalOf(row.job as NewJob, handlers),
    });
  }
  return plans;
}

async function pickDue(tx: Transaction, { now, limit, except, onPicked }: DueRequest): Promise<PickedRow[]> {
  const rows = await tx.db
    .select({
      ...getTableColumns(scheduledJobs),
      orgToBeDeleted: sql<boolean>`exists (select from orgs where orgs.id = scheduled_jobs.org_id and delete_after is not null)`,
    })
    .from(scheduledJobs)
    .where(
      and(
        sql`${scheduledJobs.state} = 'active'`,
        lte(scheduledJobs.nextRunAt, now),
        except.length > 0 ? notInArray(scheduledJobs.id, [...except]) : undefined,
      ),
    )
    .orderBy(scheduledJobs.nextRunAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  onPicked(rows.map(({ id }) => id));
  return rows as PickedRow[];
}

/** The jobs that runs would overlap. A schedule is `busy` when one of those to be cancelled is in other hands. */
async function findOverlaps(
  tx: Transaction,
  plans: readonly Plan[],
): Promise<{ open: Map<string, OpenJob[]>; busy: Set<string> }> {
  const starting = plans.filter(({ row, run, refusal }) => row.overlap !== "allow" && run.length > 0 && !refusal);
  const open = await findOpen(
    tx,
    starting.map(({ row }) => row),
  );
  const outdated = starting.flatMap(({ row }) => (row.overlap === "cancelPrevious" ? (open.get(row.id) ?? []) : []));
  const locked = await lockOpen(tx, outdated);
  const busy = outdated.filter(({ jobId }) => !locked.has(jobId)).map(({ scheduleId }) => scheduleId);
  return { open, busy: new Set(busy) };
}

function toRuns({ row, run, missed, refusal }: Plan, overlaps: boolean, now: Date): ScheduleRunRow[] {
  const toRun = (at: Date, what: Pick<ScheduleRunRow, "outcome"> & Partial<ScheduleRunRow>): ScheduleRunRow => ({
    orgId: row.orgId,
    scheduleId: row.id,
    slot: at.toISOString(),
    scheduledAt: at,
    trigger: "schedule",
    triggeredBy: `schedule:${row.id}`,
    jobId: null,
    error: null,
    createdAt: now,
    ...what,
  });
  const started = (): Pick<ScheduleRunRow, "outcome"> & Partial<ScheduleRunRow> => {
    if (refusal) return { outcome: "refused", error: refusal };
    return overlaps && row.overlap === "skip" ? { outcome: "overlapped" } : { outcome: "underway", jobId: newId(now) };
  };
  return [...missed.map((at) => toRun(at, { outcome: "missed" })), ...run.map((at) => toRun(at, started()))];
}

function toJobRow(row: ScheduleRow, run: ScheduleRunRow, handlers: JobHandlers, now: Date) {
  const job = row.job as NewJob;
  const owner = { orgId: row.orgId, createdBy: run.triggeredBy, trigger: "schedule", scheduleId: row.id } as const;
  return newJobRow(owner, job, { id: run.jobId as string, createdAt: now, defaults: handlers.get(job.type) });
}

/** Moves the schedules on to the first run after `now`. */
async function advance(tx: Transaction, rows: readonly ScheduleRow[], now: Date): Promise<void> {
  const next = rows.map((row) => ({
    orgId: row.orgId,
    id: row.id,
    runCount: row.runCount,
    ...activeUntil(nextRunAfter(row, now)),
  }));
  await tx.sql(
    `update scheduled_jobs set state = next.state, next_run_at = next."nextRunAt", run_count = next."runCount"
       from json_to_recordset($1) as next ("orgId" uuid, id uuid, state text, "nextRunAt" timestamptz, "runCount" int)
      where scheduled_jobs.org_id = next."orgId" and scheduled_jobs.id = next.id`,
    [JSON.stringify(next)],
  );
}
