import type { Schemas } from "@gaffer/contracts/server";
import type { Logger } from "pino";
import type { Transaction } from "../../db/org-scope.ts";

/** Says once of each job that it has become overdue, and once that it isn't any more, however many schedulers look. */
export async function noteOverdue(
  tx: Transaction,
  jobs: readonly Schemas["SystemJob"][],
  { now, log }: { now: Date; log: Logger },
): Promise<void> {
  const overdue = jobs.filter((job) => job.overdue).map(({ name }) => name);
  const { rows } = await tx.sql(
    `update system_schedules set overdue_at = case when name = any ($1) then $2::timestamptz end
      where (overdue_at is null) = (name = any ($1)) returning name, overdue_at is not null as overdue`,
    [overdue, now],
  );
  for (const { name, overdue } of rows as { name: string; overdue: boolean }[]) {
    const { cron = "", lastRun = null } = jobs.find((job) => job.name === name) ?? {};
    if (overdue)
      log.warn({ job: name, cron, lastRun }, "a system job is overdue: it hasn't run for twice its interval");
    else log.info({ job: name, cron, lastRun }, "a system job isn't overdue any more");
  }
}
