/** Lists system jobs from the queue's own table and `system_schedules`, so that the list shows what really runs. */
import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import type { JobQueue, QueuedCron } from "../jobs/index.ts";
import { hasSeconds, isOverdue, nextRun } from "./cron-times.ts";

interface JobRow {
  name: string;
  title: string;
  description: string;
  cron: string;
  jobs: string[];
  enabled: boolean;
  nextRunAt: Date | null;
  lastRun: Schemas["LastSystemJobRun"] | null;
  running: boolean;
  /** The oldest of the last starts of the schedule's jobs, but not before `counted_from`. */
  idleSince: Date;
}

const rowsQuery = `
  select name, title, description, cron, jobs, enabled, next_run_at as "nextRunAt", last.run as "lastRun",
         exists (select from system_job_runs where schedule = name and ended_at is null) as running,
         (select min(greatest(counted_from, (select max(started_at) from system_job_runs
                                              where schedule = name and job = each)))
            from unnest(jobs) as each) as "idleSince"
    from system_schedules
    left join lateral (select json_build_object('id', id, 'startedAt', started_at, 'status', coalesce(outcome, 'running')) as run
                         from system_job_runs where schedule = name order by started_at desc limit 1) as last on true
   where $1::text is null or name = $1
   order by name`;

export async function readSystemJobs(
  tx: Transaction,
  queue: JobQueue,
  { now, name }: { now: Date; name?: string },
): Promise<Schemas["SystemJob"][]> {
  const { rows } = await tx.sql(rowsQuery, [name ?? null]);
  const queued = Map.groupBy(await queue.crons(tx), ({ schedule }) => schedule);
  const known = (rows as JobRow[]).map((row) => toSystemJob(row, queued.get(row.name) ?? [], now));
  const names = new Set(known.map((job) => job.name));
  const others = [...queued].filter(([other]) => !names.has(other) && (name === undefined || name === other));
  return [...known, ...others.map(([other, crons]) => toForeignJob(other, crons, now))];
}

function toSystemJob(row: JobRow, queued: readonly QueuedCron[], now: Date): Schemas["SystemJob"] {
  const { name, title, description, jobs, enabled, running, lastRun } = row;
  // The queue's cron is shown, because the queue runs it even if the row differs.
  const cron = queued[0]?.cron ?? row.cron;
  const inQueue = jobs.every((job) => queued.some(({ type }) => type === job));
  const scheduled = hasSeconds(row.cron) ? row.nextRunAt !== null : inQueue;
  const next = hasSeconds(row.cron) ? row.nextRunAt : nextRun(cron, now);
  return {
    name,
    title,
    description,
    cron,
    jobs,
    status: enabled ? "active" : "paused",
    scheduled,
    running,
    overdue: enabled && !running && isOverdue(row.cron, row.idleSince, now),
    lastRun: lastRun && { ...lastRun, startedAt: new Date(lastRun.startedAt).toISOString() },
    nextRunAt: (scheduled && next?.toISOString()) || null,
  };
}

/** A cron that was added to the queue by other means. It runs, so it is listed. */
function toForeignJob(name: string, queued: readonly QueuedCron[], now: Date): Schemas["SystemJob"] {
  const cron = queued[0]?.cron ?? "";
  return {
    name,
    title: name,
    description: "Scheduled in the queue itself, not by Gaffer.",
    cron,
    jobs: queued.map(({ type }) => type),
    status: "active",
    scheduled: true,
    running: false,
    overdue: false,
    lastRun: null,
    nextRunAt: nextRunIfCron(cron, now),
  };
}

function nextRunIfCron(cron: string, now: Date): string | null {
  try {
    return nextRun(cron, now)?.toISOString() ?? null;
  } catch {
    return null;
  }
}
