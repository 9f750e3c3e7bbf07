/** Creates the jobs of a schedule's past times. */
import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import type { Principal } from "../../http/caller.ts";
import { invalid, ProblemError } from "../../http/problem.ts";
import { createIdSequence, firstIdAt } from "../../new-id.ts";
import type { Services } from "../../server/services.ts";
import { newJobRow } from "../jobs/index.ts";
import { trimRuns } from "./insert-runs.ts";
import { lockSchedule } from "./read-schedules.ts";
import { occurrences, type Recurrence } from "./recurrence/occurrences.ts";
import { openJob } from "./refusal.ts";
import type { ScheduleRow } from "./to-schedule.ts";

/** Maximum number of times of a backfill. The contract names it. */
const mostTimes = 1_000;

interface BackfillOptions {
  principal: Principal;
  scheduleId: string;
  request: Schemas["BackfillRequest"];
  now: Date;
}

/**
 * Creates a manual run and its job for each time of the range, the earliest first. The lock of the schedule keeps other
 * backfills and the scheduler from running the same times.
 */
export async function backfillSchedule(
  tx: Transaction,
  services: Pick<Services, "admission" | "handlers" | "privateFields">,
  { principal: { orgId, actor }, scheduleId, request, now }: BackfillOptions,
): Promise<Schemas["Backfill"]> {
  const row = await lockSchedule(tx, orgId, scheduleId);
  const times = timesOf(row, request, now);
  const existing = await findExisting(tx, row, times);
  const wanted = request.onlyMissing ? times.filter((at) => !existing.has(at.getTime())) : times;
  const counts = { times: times.length, existing: existing.size, jobs: wanted.length };
  if (request.dryRun || wanted.length === 0) return { ...counts, jobIds: [] };
  const { admission, handlers } = services;
  const { job, refusal: wrong } = openJob(row, services);
  if (wrong) throw new ProblemError("scheduled-job-invalid", wrong.message);
  const nextId = createIdSequence();
  const runs = wanted.map((scheduledAt) => ({
    scheduledAt,
    jobId: nextId(now),
    again: existing.has(scheduledAt.getTime()),
  }));
  await saveRuns(tx, row, { runs, actor, now });
  const rows = runs.map(({ scheduledAt, jobId }) => {
    const owner = { orgId, createdBy: actor, trigger: "manual", scheduleId, scheduledAt } as const;
    return newJobRow(owner, job, { id: jobId, createdAt: now, defaults: handlers.get(job.type) });
  });
  const [refusal] = await admission.enqueue(tx, [rows], { now, counters: "lock" });
  if (refusal) throw refusal;
  await trimRuns(tx, [row]);
  return { ...counts, jobIds: runs.map(({ jobId }) => jobId) };
}

/** The times of the schedule in the range. Throws a problem for a range that is empty, too long or not over. */
function timesOf(row: ScheduleRow, { from, to }: Schemas["BackfillRequest"], now: Date): Date[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (last > now.getTime())
    throw invalid({ in: "body", pointer: "/to", code: "too_late", message: "must not be in the future" });
  if (first > last) throw invalid({ in: "body", pointer: "/from", code: "too_late", message: "must not be after to" });
  const { timezone, createdAt, startsAt, endsAt } = row;
  const end = Math.min(last + 1, endsAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const found = occurrences(row.recurrence as Recurrence, timezone, {
    after: new Date(first - 1),
    createdAt,
    startsAt,
    endsAt: new Date(end),
    maxRuns: mostTimes + 1,
  });
  const times = Array.from(found, ({ at }) => at);
  if (times.length <= mostTimes) return times;
  const message = `must be later: the range has more than ${mostTimes.toLocaleString("en")} times of the schedule`;
  throw invalid({ in: "body", pointer: "/from", code: "too_early", message });
}

/**
 * The times that have a run with a job, in milliseconds. Only the latest runs are kept, so the jobs of the schedule count
 * too. The job of a time isn't older than the time.
 */
async function findExisting(tx: Transaction, { orgId, id }: ScheduleRow, times: readonly Date[]): Promise<Set<number>> {
  const [first] = times;
  if (!first) return new Set();
  const { rows } = await tx.sql(
    `select scheduled_at as at from schedule_runs
      where org_id = $1 and schedule_id = $2 and scheduled_at = any($3::timestamptz[]) and job_id is not null
      union
     select scheduled_at from jobs
      where org_id = $1 and schedule_id = $2 and id >= $4 and scheduled_at = any($3::timestamptz[])`,
    [orgId, id, times, firstIdAt(first.toISOString())],
  );
  return new Set(rows.map(({ at }) => (at as Date).getTime()));
}

interface BackfilledRun {
  scheduledAt: Date;
  jobId: string;
  /** Whether the time has a run with a job already. */
  again: boolean;
}

/** Inserts the runs. A run without a job, such as a missed one, becomes the run of its time. */
async function saveRuns(
  tx: Transaction,
  { orgId, id }: ScheduleRow,
  { runs, actor, now }: { runs: readonly BackfilledRun[]; actor: string; now: Date },
): Promise<void> {
  const saved = runs.map(({ scheduledAt, jobId, again }) => ({
    id: again ? `manual:${jobId}` : scheduledAt.toISOString(),
    scheduledAt,
    jobId,
  }));
  await tx.sql(
    `insert into schedule_runs as run (org_id, schedule_id, id, scheduled_at, trigger, actor, job_id, status, created_at)
     select $1, $2, id, "scheduledAt", 'manual', $4, "jobId", 'running', $5
       from json_to_recordset($3) as saved (id text, "scheduledAt" timestamptz, "jobId" uuid)
     on conflict (org_id, schedule_id, id) do update
        set trigger = excluded.trigger, actor = excluded.actor, job_id = excluded.job_id, status = excluded.status,
            error = null, created_at = excluded.created_at
      where run.job_id is null`,
    [orgId, id, JSON.stringify(saved), actor, now],
  );
}
