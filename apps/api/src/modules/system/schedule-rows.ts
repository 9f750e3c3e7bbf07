/** Reads and writes the rows of `system_schedules`, and applies them to the queue. */
import type { Transaction } from "../../db/org-scope.ts";
import type { JobQueue, QueuedCron } from "../jobs/index.ts";
import { hasSeconds, nextRun } from "./cron-times.ts";
import { driverRestMs } from "./second-crons.ts";

/** A schedule as defined in the code. */
export interface ScheduleDefinition {
  name: string;
  title: string;
  description: string;
  cron: string;
  jobs: readonly string[];
  /** Whether the schedule is enabled when it is first saved. Afterwards the operator decides. */
  enabled: boolean;
}

export interface ScheduleRow extends ScheduleDefinition {
  nextRunAt: Date | null;
}

export const scheduleColumns = `name, title, description, cron, jobs, enabled, next_run_at as "nextRunAt"`;

/** Inserts a schedule, or updates the schedule of that name. Keeps `enabled` of an existing schedule. */
export async function saveDefinition(
  tx: Transaction,
  { name, title, description, cron, jobs, enabled }: ScheduleDefinition,
  { defined, now }: { defined: boolean; now: Date },
): Promise<void> {
  await tx.sql(
    `insert into system_schedules as row (name, title, description, cron, jobs, enabled, defined, counted_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (name) do update set
            title = excluded.title, description = excluded.description, cron = excluded.cron, jobs = excluded.jobs,
            defined = excluded.defined,
            next_run_at = case when row.cron = excluded.cron then row.next_run_at end,
            counted_from = case when row.cron = excluded.cron then row.counted_from else excluded.counted_from end
      where (row.title, row.description, row.cron, row.jobs, row.defined) is distinct from
            (excluded.title, excluded.description, excluded.cron, excluded.jobs, excluded.defined)`,
    [name, title, description, cron, jobs, enabled, defined, now],
  );
}

/** Enables or disables a schedule. Returns undefined for an unknown one. */
export async function switchRow(
  tx: Transaction,
  name: string,
  { enabled, now }: { enabled: boolean; now: Date },
): Promise<ScheduleRow | undefined> {
  const { rows } = await tx.sql(
    `update system_schedules set enabled = $2, counted_from = case when enabled then counted_from else $3 end
      where name = $1 returning ${scheduleColumns}`,
    [name, enabled, now],
  );
  return rows[0];
}

/** Applies a row to the queue and to its `next_run_at`. Writes nothing if the queue and the row agree. */
export async function applyRow(
  tx: Transaction,
  queue: JobQueue,
  row: ScheduleRow,
  queued: readonly QueuedCron[],
  now: Date,
): Promise<void> {
  const inQueue = queued.filter(({ schedule }) => schedule === row.name);
  const wanted = row.enabled && !hasSeconds(row.cron) ? row.jobs : [];
  for (const cron of inQueue) if (!wanted.includes(cron.type)) await queue.clearCron(tx, cron);
  for (const type of wanted)
    if (!inQueue.some((cron) => cron.type === type && cron.cron === row.cron))
      await queue.setCron(tx, { schedule: row.name, type, cron: row.cron });

  const driven = row.enabled && hasSeconds(row.cron);
  if (driven === (row.nextRunAt !== null)) return;
  // The first run is at least `driverRestMs` away, so that every scheduler has seen the change by then.
  const next = driven ? nextRun(row.cron, new Date(now.getTime() + driverRestMs)) : null;
  await tx.sql("update system_schedules set next_run_at = $2 where name = $1", [row.name, next]);
}

/** Removes schedules, also from the queue. Their runs stay until they are pruned. */
export async function removeSchedules(tx: Transaction, queue: JobQueue, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await tx.sql("delete from system_schedules where name = any ($1)", [names]);
  for (const cron of await queue.crons(tx)) if (names.includes(cron.schedule)) await queue.clearCron(tx, cron);
}

/** Serializes changes of schedules. A deployment starts several processes at once. */
export async function lockSchedules(tx: Transaction): Promise<void> {
  await tx.sql("select pg_advisory_xact_lock(72616622)");
}
