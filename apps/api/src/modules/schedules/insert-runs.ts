import type { Transaction } from "../../db/org-scope.ts";
import { keptRuns } from "./read-runs.ts";
import type { ScheduleRunRow } from "./to-schedule.ts";

/** Inserts runs and returns the inserted ones. Skips a due time that already has a run. */
export async function insertRuns<Run extends ScheduleRunRow>(tx: Transaction, runs: readonly Run[]): Promise<Run[]> {
  if (runs.length === 0) return [];
  const { rows } = await tx.sql(
    `insert into schedule_runs (org_id, schedule_id, id, scheduled_at, trigger, actor, job_id, status, error, created_at)
     select "orgId", "scheduleId", id, "scheduledAt", trigger, actor, "jobId", status, error, "createdAt"
       from json_to_recordset($1) as run ("orgId" uuid, "scheduleId" uuid, id text, "scheduledAt" timestamptz, trigger text,
            actor text, "jobId" uuid, status text, error jsonb, "createdAt" timestamptz)
     on conflict do nothing
     returning schedule_id as "scheduleId", id`,
    [JSON.stringify(runs)],
  );
  const inserted = new Set(rows.map(({ scheduleId, id }) => `${scheduleId}/${id}`));
  return runs.filter(({ scheduleId, id }) => inserted.has(`${scheduleId}/${id}`));
}

/** Marks the runs with a refusal as refused. Returns all runs in their new state. */
export async function refuseRuns<Run extends ScheduleRunRow>(
  tx: Transaction,
  runs: readonly Run[],
  starting: readonly Run[],
  refusals: readonly (Error | undefined)[],
): Promise<Run[]> {
  const refused = new Map(
    starting.flatMap((run, index) => {
      const error = refusals[index] && { code: "quota_exceeded", message: refusals[index].message };
      return error ? [[run, { ...run, jobId: null, status: "refused" as const, error }]] : [];
    }),
  );
  if (refused.size === 0) return [...runs];
  await tx.sql(
    `update schedule_runs as run set job_id = null, status = 'refused', error = refused.error
       from json_to_recordset($1) as refused ("orgId" uuid, "scheduleId" uuid, id text, error jsonb)
      where run.org_id = refused."orgId" and run.schedule_id = refused."scheduleId" and run.id = refused.id`,
    [JSON.stringify([...refused.values()])],
  );
  return runs.map((run) => refused.get(run) ?? run);
}

/** Removes all but the latest runs of these schedules. Deletes by `ctid`: a join would read the whole table. */
export async function trimRuns(tx: Transaction, schedules: readonly { orgId: string; id: string }[]): Promise<void> {
  await tx.sql(
    `delete from schedule_runs where ctid = any (array(
       select old.place from json_to_recordset($1) as schedule ("orgId" uuid, id uuid)
        cross join lateral (
                select ctid as place from schedule_runs as run
                 where run.org_id = schedule."orgId" and run.schedule_id = schedule.id
                 order by run.scheduled_at desc, run.id desc offset ${keptRuns}
              ) as old))`,
    [JSON.stringify(schedules.map(({ orgId, id }) => ({ orgId, id })))],
  );
}
