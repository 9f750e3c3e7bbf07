import type { Schemas } from "@gaffer/contracts/server";
import type { Logger } from "pino";
import type { Transaction } from "../../db/org-scope.ts";

type SystemJob = Schemas["SystemJob"];

/** A system job that became overdue, or recovered. */
type Noted = Pick<SystemJob, "name" | "overdue"> & Partial<Pick<SystemJob, "cron" | "lastRun">>;

/** Returns each job once when it becomes overdue and once when it recovers, with any number of schedulers. */
export async function noteOverdue(tx: Transaction, jobs: readonly SystemJob[], now: Date): Promise<Noted[]> {
  const overdue = jobs.filter((job) => job.overdue).map(({ name }) => name);
  const { rows } = await tx.sql(
    `update system_schedules set overdue_at = case when name = any ($1) then $2::timestamptz end
      where (overdue_at is null) = (name = any ($1)) returning name, overdue_at is not null as overdue`,
    [overdue, now],
  );
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return (rows as Pick<SystemJob, "name" | "overdue">[]).map((row) => ({ ...byName.get(row.name), ...row }));
}

export function logOverdue(log: Logger, noted: readonly Noted[]): void {
  for (const { name, overdue, cron = "", lastRun = null } of noted) {
    const line = { job: name, cron, lastRunAt: lastRun?.startedAt ?? null };
    if (overdue) log.warn(line, "a system job is overdue: it hasn't run for twice its interval");
    else log.info(line, "a system job is no longer overdue");
  }
}
