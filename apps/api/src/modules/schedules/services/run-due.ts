/**
 * Runs due schedules in one transaction: inserts their runs and jobs, enqueues the jobs and computes the next run. A run that is already
 * recorded is skipped, so no run happens twice.
 */

import { and, getTableColumns, lte, notInArray, sql } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { scheduledJobs } from "../../../db/schedule-schema.ts";
import { newId } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import {
  type CountersFrom,
  cancelLocked,
  type JobError,
  type JobHandlers,
  type NewJob,
  newJobRow,
} from "../../jobs/index.ts";
import { insertRuns, refuseRuns } from "../insert-runs.ts";
import { decideOverlaps, type OverlapDecision, startAlone } from "../overlap.ts";
import { openJob, orgRefusals } from "../refusal.ts";
import { activeUntil, nextRunAfter } from "../timetable.ts";
import type { ScheduleRow, ScheduleRunRow } from "../to-schedule.ts";
import { type DueRow, type DueTimes, dueTimes } from "./due-times.ts";

export interface DueRequest {
  now: Date;
  limit: number;
  /** Ids of schedules to skip. */
  except: readonly string[];
  counters: CountersFrom;
  /** Receives the ids of the locked schedules before any of them can fail. */
  onPicked: (ids: string[]) => void;
}

export interface DueResult {
  decided: ScheduleRow[];
  /**
   * Ids of schedules with an open job of an earlier run that another transaction has locked. The caller tries them
   * again.
   */
  deferred: string[];
  runs: ScheduleRunRow[];
  /** Some picked schedules were left for the next transaction, because this one reached `maxRunsAtOnce`. */
  more: boolean;
}

/**
 * Number of runs after which a transaction takes no further schedule. Without it, schedules with a hundred missed runs each would lock an
 * organization's in-flight counters for seconds and could exceed the statement timeout.
 */
const maxRunsAtOnce = 2_000;

/** A due schedule with its plain job and its due times. `refusal`: why its job can't be created. */
interface Plan extends DueTimes {
  row: PickedRow;
  refusal: JobError | undefined;
}

/** `orgState`: why the organization accepts no new work. null: it does. */
type PickedRow = ScheduleRow & DueRow & { orgState: keyof typeof orgRefusals | null };

export async function runDue(
  tx: Transaction,
  { admission, handlers, privateFields }: Pick<Services, "admission" | "handlers" | "privateFields">,
  request: DueRequest,
): Promise<DueResult> {
  const { now, counters } = request;
  const picked = await pickDue(tx, request);
  const plans = planRuns(picked, { handlers, privateFields }, now);
  const overlaps = await decideOverlaps(
    tx,
    plans.filter(({ run, refusal }) => run.length > 0 && !refusal).map(({ row }) => row),
  );
  const overlapOf = (id: string) => overlaps.get(id) ?? startAlone;
  const toCancel = (id: string) => {
    const decision = overlapOf(id);
    return decision.action === "start" ? decision.cancel : [];
  };
  const [deferred, decided] = partition(plans, ({ row }) => overlapOf(row.id).action === "retry");
  const inserted = await insertRuns(
    tx,
    decided.flatMap((plan) => toRuns(plan, overlapOf(plan.row.id), now)),
  );
  const rowOf = new Map(decided.map(({ row }) => [row.id, row]));
  const starting = inserted.filter(({ jobId }) => jobId);
  // If jobs are cancelled, the counters are locked from the start: all of them have to be locked at once, and a
  // cancelled job is counted until the end of this transaction.
  const cancels = starting.some(({ scheduleId }) => toCancel(scheduleId).length > 0);
  const refusals = await admission.enqueue(
    tx,
    starting.map((run) => [toJobRow(rowOf.get(run.scheduleId) as PickedRow, run, handlers, now)]),
    { now, counters: cancels ? "lock" : counters },
  );
  const runs = await refuseRuns(tx, inserted, starting, refusals);
  const started = Map.groupBy(
    runs.filter(({ jobId }) => jobId),
    ({ scheduleId }) => scheduleId,
  );
  const cancelled = [...started.keys()].flatMap(toCancel);
  if (cancelled.length > 0) await cancelLocked(tx, admission, { keys: cancelled, now });
  await advance(
    tx,
    decided.map(({ row }) => ({ ...row, runCount: row.runCount + (started.get(row.id)?.length ?? 0) })),
    now,
  );
  return {
    decided: decided.map(({ row }) => row),
    deferred: deferred.map(({ row }) => row.id),
    runs,
    more: plans.length < picked.length,
  };
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Plans the schedules in order until the plans have `maxRunsAtOnce` runs. */
function planRuns(
  rows: readonly PickedRow[],
  services: Pick<Services, "handlers" | "privateFields">,
  now: Date,
): Plan[] {
  const plans: Plan[] = [];
  let runs = 0;
  for (const row of rows) {
    if (runs >= maxRunsAtOnce) break;
    const times = dueTimes(row, now);
    runs += times.run.length + times.missed.length;
    const opened = openJob(row, services);
    const refusal = row.orgState ? orgRefusals[row.orgState] : opened.refusal;
    plans.push({ row: { ...row, job: opened.job }, ...times, refusal });
  }
  return plans;
}

async function pickDue(tx: Transaction, { now, limit, except, onPicked }: DueRequest): Promise<PickedRow[]> {
  const rows = await tx.db
    .select({
      ...getTableColumns(scheduledJobs),
      orgState: sql<PickedRow["orgState"]>`(
        select case when suspended_at is not null then 'suspended' when delete_after is not null then 'deletionScheduled' end
          from orgs where orgs.id = scheduled_jobs.org_id)`,
    })
    .from(scheduledJobs)
    .where(
      and(
        sql`${scheduledJobs.status} = 'active'`,
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

function toRuns({ row, run, missed, refusal }: Plan, overlap: OverlapDecision, now: Date): ScheduleRunRow[] {
  const toRun = (at: Date, what: Pick<ScheduleRunRow, "status"> & Partial<ScheduleRunRow>): ScheduleRunRow => ({
    orgId: row.orgId,
    scheduleId: row.id,
    id: at.toISOString(),
    scheduledAt: at,
    trigger: "schedule",
    actor: `schedule:${row.id}`,
    jobId: null,
    error: null,
    startedAt: null,
    endedAt: null,
    createdAt: now,
    ...what,
  });
  const started = (): Pick<ScheduleRunRow, "status"> & Partial<ScheduleRunRow> => {
    if (refusal) return { status: "refused", error: refusal };
    return overlap.action === "skip" ? { status: "overlapped" } : { status: "running", jobId: newId(now) };
  };
  return [...missed.map((at) => toRun(at, { status: "missed" })), ...run.map((at) => toRun(at, started()))];
}

function toJobRow(row: ScheduleRow, run: ScheduleRunRow, handlers: JobHandlers, now: Date) {
  const job = row.job as NewJob;
  const { scheduledAt, actor: createdBy } = run;
  const owner = { orgId: row.orgId, createdBy, trigger: "schedule", scheduleId: row.id, scheduledAt } as const;
  return newJobRow(owner, job, { id: run.jobId as string, createdAt: now, defaults: handlers.get(job.type) });
}

/** Sets `next_run_at` to the first run after `now`. A schedule without another run ends. */
async function advance(tx: Transaction, rows: readonly ScheduleRow[], now: Date): Promise<void> {
  const next = rows.map((row) => ({
    orgId: row.orgId,
    id: row.id,
    runCount: row.runCount,
    ...activeUntil(nextRunAfter(row, now)),
  }));
  await tx.sql(
    `update scheduled_jobs set status = next.status, next_run_at = next."nextRunAt", run_count = next."runCount"
       from json_to_recordset($1) as next ("orgId" uuid, id uuid, status text, "nextRunAt" timestamptz, "runCount" int)
      where scheduled_jobs.org_id = next."orgId" and scheduled_jobs.id = next.id`,
    [JSON.stringify(next)],
  );
}
